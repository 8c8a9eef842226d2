"""`/forget`: what is on record of a person goes."""
