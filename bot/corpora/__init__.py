"""Keeping the articles up to date: `/corpus`, its buttons, and the look at the folder now and then."""
