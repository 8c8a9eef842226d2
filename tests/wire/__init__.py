"""The bot over the wire: unmodified network code against a stand-in for Discord on 127.0.0.1."""
