"""The composition root: the only place that decides which parts make up a service."""

from __future__ import annotations

from bot.open_files import room_for
from bot.records import Records, load_records
from config.settings import Settings
from retrieval.answering.answering import load_answering
from retrieval.encoders import load_encoder
from retrieval.generations.live import LiveCorpora
from retrieval.service import AnswerService
from retrieval.writing import load_writer


def make_service(settings: Settings) -> AnswerService:
    """A service that has opened nothing yet. Raises EncoderError, SelectorError where a model can't be found."""
    encoder, answering = load_encoder(settings), load_answering(settings)
    live = LiveCorpora(room_for(settings.service.open_corpora))
    return AnswerService(settings, encoder, answering, live, load_writer(settings.writer))


def make_records(settings: Settings) -> Records:
    """The records, not opened yet. Raises RecordsError where no backend takes the database that is named."""
    return load_records(settings)
