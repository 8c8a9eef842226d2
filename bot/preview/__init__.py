"""The bot itself in a local browser page: simcord stands in for Discord. Only here is simcord imported."""
