"""`make soak`: the bot's process under everything that goes wrong, for half an hour."""
