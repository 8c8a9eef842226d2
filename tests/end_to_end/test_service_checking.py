"""Checks through the service: one snapshot, the queue of the questions, no other server's articles."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from config.settings import Settings
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.checking import Check
from retrieval.encoders import Vectors
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import BusyError, ClosedError, UnknownArticle
from retrieval.generations.live import LiveCorpora
from retrieval.ranking.confidence import load_model
from retrieval.service import AnswerService
from retrieval.values import Audience, Question
from tests.retrieval.samples import generation_of

DAY = dt.date(2021, 5, 5)
BODY = "The mill of Ansel was sold to {} in {}. It had {} wheels."
ONE = Article("mill", "The mill of Ansel", BODY.format("Otto Frei", 1902, 3))
TWO = Article("mill", "The mill of Ansel", BODY.format("Ida Holm", 1911, 4))
MESSAGE = "The mill of Ansel was sold to Otto Frei in 1902. The mill of Ansel was sold to Ida Holm in 1911."


@pytest.fixture
def live(tmp_path: Path) -> LiveCorpora:
    """Two servers, each with its own account of one mill."""
    corpora = LiveCorpora()
    for corpus_id, article in ((11, ONE), (12, TWO)):
        corpora.put(generation_of(tmp_path / f"c{corpus_id}", [article], corpus_id=corpus_id))
    return corpora


def service_of(settings: Settings, live: LiveCorpora) -> AnswerService:
    return AnswerService(settings, HashingEncoder(), Answering(load_model(), 0.0, 5), live)


def outcomes(check: Check) -> list[str]:
    return [finding.outcome for finding in check.findings]


async def test_twin_servers_are_checked_against_their_own_article_alone(hashing: Settings, live: LiveCorpora) -> None:
    """At once and with near-identical articles, no finding cites the other's, and nothing of it is shown as near."""
    service = service_of(hashing, live)
    try:
        found = await asyncio.gather(
            *(service.check(Audience(guild), MESSAGE, DAY) for guild in (11, 12, 13) for _ in range(20))
        )
        for check, guild in zip(found, [11] * 20 + [12] * 20 + [13] * 20, strict=True):
            cited = [finding.citation for finding in check.findings if finding.citation is not None]
            assert {each.corpus_id for each in cited} <= {guild}
            assert check.generations == service.snapshot(Audience(guild)).labels
        assert outcomes(found[0])[0] == "found"
        assert outcomes(found[20])[1] == "found"
        assert outcomes(found[0])[1] != "found"
        assert outcomes(found[40]) == ["not_found", "not_found"]
    finally:
        await service.aclose()


async def test_a_check_is_of_one_snapshot(hashing: Settings, live: LiveCorpora, tmp_path: Path) -> None:
    """What is loaded meanwhile is not seen by the sentences that are left; another audience's snapshot is refused."""
    service = service_of(hashing, live)
    try:
        before = service.snapshot(Audience(11))
        live.put(generation_of(tmp_path / "newer", [TWO], corpus_id=11))
        check = await service.check(Audience(11), MESSAGE, DAY, snapshot=before)
        assert outcomes(check)[0] == "found"
        assert check.generations == before.labels
        with pytest.raises(ValueError, match="another audience"):
            await service.check(Audience(12), MESSAGE, DAY, snapshot=before)
        with pytest.raises(UnknownArticle):
            await service.check(Audience(11), MESSAGE, DAY, article_id="bridge")
    finally:
        await service.aclose()


async def test_statements_wait_with_the_questions(hashing: Settings, live: LiveCorpora) -> None:
    """Both are encoded together and answered; a full queue is busy for both, and a closed service takes neither."""
    service = service_of(hashing, live)
    asked = asyncio.gather(*(service.ask(Audience(11), Question("Who bought the mill?")) for _ in range(8)))
    check = await service.check(Audience(11), f"Hi! {MESSAGE} Why?", DAY)
    assert outcomes(check) == ["not_checked", "found", check.findings[2].outcome, "not_checked"]
    assert len(await asked) == 8
    await service.aclose()
    with pytest.raises(ClosedError):
        await service.check(Audience(11), MESSAGE, DAY)
    section = hashing.service.model_copy(update={"queue": 1})
    small = service_of(hashing.model_copy(update={"service": section}), live)
    try:
        with pytest.raises(BusyError):
            await small.check(Audience(11), MESSAGE, DAY)
        assert outcomes(await small.check(Audience(11), MESSAGE.split(". ", maxsplit=1)[0] + ".", DAY)) == ["found"]
    finally:
        await small.aclose()


class Noting(HashingEncoder):
    """Keeps what it was asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return super().encode_queries(texts)


async def test_a_message_that_finds_the_queue_full_is_not_read_on(hashing: Settings, live: LiveCorpora) -> None:
    """Of what nobody is told any more, the sentences that still wait are not looked for."""
    section = hashing.service.model_copy(update={"queue": 2, "batch": 1})
    encoder = Noting()
    settings = hashing.model_copy(update={"service": section})
    service = AnswerService(settings, encoder, Answering(load_model(), 0.0, 5), live)
    try:
        with pytest.raises(BusyError):
            await service.check(Audience(11), f"{MESSAGE} The mill of Ansel had 3 wheels.", DAY)
    finally:
        await service.aclose()
    assert encoder.encoded
    assert not any("Ida Holm" in each for each in encoder.encoded)
