"""What people hear of what went wrong, and what is logged of it."""

from __future__ import annotations

import logging

from discord import app_commands

from bot.records import RecordsError
from bot.rendering.text import plain
from corpus.errors import FootnoteError
from retrieval.errors import DatabaseError, DatabaseUnreachable, EncoderError, GenerationError, SelectorError

_log = logging.getLogger(__name__)

_OOPS = "Something went wrong here. It has been logged; please try again."
_NO_RECORDS = "What Footnote has on record can't be reached at the moment: please try again."
_AWAY = "Footnote's database can't be reached at the moment: please try again in a moment."
_NOT_WELL = (
    "Footnote's model or its articles can't be used at the moment: those who run this bot find out why in its log."
)
# What those who run the bot can mend, and find in its log.
_OPERATORS: dict[tuple[type[Exception], ...], str] = {
    (RecordsError,): _NO_RECORDS,
    (DatabaseUnreachable,): _AWAY,
    (EncoderError, SelectorError, GenerationError, DatabaseError): _NOT_WELL,
}
_OLD_COMMAND = "This command is of another version of Footnote: restart Discord to see the present ones."


def failure(error: BaseException) -> str:
    """What people hear of `error`, for Discord: its sentence where it has one for them, else that it was logged."""
    for kinds, sentence in _OPERATORS.items():
        if isinstance(error, kinds):
            _log.error("%s", error)
            return sentence
    match error:
        case FootnoteError():
            return plain(str(error))  # it may name what was typed
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return _OLD_COMMAND
        case app_commands.CheckFailure():
            return plain(str(error)) or "You may not do that here."
        case _:
            _log.error("something failed", exc_info=error)
            return _OOPS
