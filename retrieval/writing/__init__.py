"""The optional writer: a language model may rephrase an answer, and only what its citations say gets past the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.sections import WriterSettings

if TYPE_CHECKING:
    from retrieval.writing.writer import Writer


def load_writer(settings: WriterSettings) -> Writer | None:
    """The writer of `settings`, None where no endpoint is named."""
    if settings.url is None:
        return None
    from retrieval.writing.writer import Writer  # noqa: PLC0415 - most run without, and httpx takes a while

    return Writer(settings)
