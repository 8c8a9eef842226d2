"""What was cited, read again from articles that changed meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.rereading import reread
from bot.records.values import Cited, words_digest
from bot.rendering.shown import Lost
from corpus.values import Article, Span
from retrieval.generations.generation import Generation
from retrieval.generations.history import Past
from retrieval.generations.live import Snapshot
from retrieval.values import Citation
from tests.retrieval.samples import LIGHTHOUSE, RIVER, generation_of

GIVEN = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
BUILT = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."


def cited_of(body: str) -> Cited:
    """Who built it, as an answer's record has it."""
    answer = "Ida Holm"
    start, at = body.index(BUILT), body.index(answer)
    digest = words_digest(BUILT)
    return Cited(1, 0, "lighthouse", start, start + len(BUILT), digest, 1, 0.5, at, at + len(answer))


def after(generation: Generation, *moments: dt.datetime) -> Snapshot:
    """What serves, where builds gave the lighthouse other words at these moments."""
    generation.history = {"lighthouse": Past("lighthouse", "", "", moments)}
    return Snapshot((generation,))


def reread_in(folder: Path, body: str, *moments: dt.datetime) -> Citation | Lost | None:
    """What has become of the sentence on the building in an article that now has `body`."""
    generation = generation_of(folder, [replace(LIGHTHOUSE, body=body)])
    found = reread(cited_of(LIGHTHOUSE.body), after(generation, *moments), GIVEN)
    if isinstance(found, Citation):
        assert found.excerpt.text == found.excerpt.span.of(body) == BUILT
        assert found.answer is not None
        assert found.answer.of(body) == "Ida Holm"
    return found


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["It rained.", "Fog came in 1902!", "A ship ran aground; why?", "é 🚀.", BUILT]), max_size=6
    ),
    st.sampled_from([" ", "\n", "\n\n"]),
    st.lists(st.sampled_from(["More came.", "It burned down in 1902."]), max_size=3),
)
def test_words_are_found_where_they_stand_now(before: list[str], seam: str, behind: list[str]) -> None:
    """Law 1: whatever is put before them or behind, the very words are cited at their own place, paragraph and link."""
    body = seam.join([*before, BUILT, *behind])
    with TemporaryDirectory() as folder:
        found = reread_in(Path(folder) / "g", body)
    assert isinstance(found, Citation)
    assert found.paragraph == body[: found.excerpt.span.start].replace("\n\n", "\n").count("\n") + 1
    assert found.link is not None


def test_of_several_places_the_nearest_is_shown(tmp_path: Path) -> None:
    """Words that stand twice now are cited where they stood, or as near to that as they do."""
    body = f"A new first line.\n{BUILT}\n{'It rained. ' * 30}\n{BUILT}"
    found = reread_in(tmp_path / "g", body)
    assert isinstance(found, Citation)
    assert found.excerpt.span.start == body.index(BUILT)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, len(BUILT) - 1), st.sampled_from("xé 9"))
def test_other_words_are_never_cited(at: int, char: str) -> None:
    """Law 1: with one character changed, the passage is lost."""
    changed = BUILT[:at] + char + BUILT[at + 1 :]
    body = LIGHTHOUSE.body.replace(BUILT, changed)
    with TemporaryDirectory() as folder:
        found = reread_in(Path(folder) / "g", body)
    assert isinstance(found, Citation if changed == BUILT else Lost)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], None),
        ([-3, -1], None),
        ([-3, 2], (dt.date(2026, 3, 3), dt.date(2026, 3, 3))),
        ([-3, 2, 6], (dt.date(2026, 3, 3), dt.date(2026, 3, 7))),
    ],
)
def test_a_lost_passage_knows_when_its_article_changed(
    tmp_path: Path, days: list[int], told: tuple[dt.date, dt.date] | None
) -> None:
    """Only changes after the answer count; with several it was one of them; where none is known no day is made up."""
    moments = [GIVEN + dt.timedelta(days=each) for each in days]
    found = reread_in(tmp_path / "g", "Something else stands here now.", *moments)
    assert found == Lost(1, LIGHTHOUSE.title, told)


def test_a_removed_article_leaves_nothing(tmp_path: Path) -> None:
    """Neither its title nor a day is told of what is not there."""
    assert reread(cited_of(LIGHTHOUSE.body), Snapshot((generation_of(tmp_path / "g", [RIVER]),)), GIVEN) is None
    assert reread(cited_of(LIGHTHOUSE.body), Snapshot(()), GIVEN) is None


def test_a_body_of_one_sentence_over_and_over_is_soon_read(tmp_path: Path) -> None:
    """However many places are as long as what was cited, only so many are compared, and the words are lost."""
    body = "It rained on us. " * 3000
    cited = replace(cited_of(LIGHTHOUSE.body), start=len(body) // 2, end=len(body) // 2 + len("It rained on us."))
    generation = generation_of(tmp_path / "g", [Article("lighthouse", "Rain", body)])
    assert isinstance(reread(cited, after(generation), GIVEN), Lost)
    whole = replace(cited, digest=words_digest("It rained on us."))
    found = reread(whole, after(generation), GIVEN)
    assert isinstance(found, Citation)
    assert abs(found.excerpt.span.start - cited.start) < len("It rained on us. ")
    assert found.excerpt.span == Span(found.excerpt.span.start, found.excerpt.span.start + 16)
