"""Asking: questions by command, mention, reply, direct message and modal; and the buttons below their answers."""
