"""Diagnosing: `/doctor` in a server, and `python -m bot.diagnosing` for the console's doctor."""
