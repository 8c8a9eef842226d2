"""Nothing raises, offsets are exact, and time grows with the text, whatever the text is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.names import find_names
from corpus.parser import parse_all
from corpus.quotes import Quote, find_quotes

PIECES = st.sampled_from(
    """Ann Lee|Lee|Acme Corp|the board|he|she|it|said|told|saying|according to|as|put it|that|was|closed|“|”|"|'|‘|’|«|»|„|``|''|
:|,|.|?|—|-|(|)|\n|\n\n|We are here|I|\ud800|\x00|\u200b|\u2028|é|…|1|Mr.|Sen.|, the mayor,|told reporters|the court heard|
jurors were told|allegedly|it is alleged|denied|LIMA –|plc|Rovers coach|Residents|
Ann Lee:|Q:|BOB LEE: I|Why do you?|Dear Lee,|Yours sincerely,|tweeted:|wrote on X: I|10:00 am|By Ann Lee""".split("|")
)
PROSE = st.lists(PIECES, max_size=40).map(" ".join)
ANY_TEXT = st.one_of(st.text(), PROSE)


def check(body: str, found: tuple[Quote, ...]) -> None:
    for quote in found:
        spans = [quote.content, quote.sentence, *filter(None, (quote.speaker, quote.role, quote.cue))]
        assert all(span.end <= len(body) for span in spans)
        assert quote.content.of(body).strip()
        assert quote.sentence.holds(quote.content)
        assert quote.speaker is None or quote.sentence.holds(quote.speaker)
    starts = [quote.content.start for quote in found]
    assert starts == sorted(starts)


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_without_a_parse(body: str) -> None:
    """Every span lies in the body, the cited sentences hold content and speaker, and quotations are in order."""
    check(body, find_quotes(body, find_names(body, None), None))


@given(PROSE)
@settings(max_examples=60, deadline=None)
def test_any_text_with_a_parse(body: str) -> None:
    """The same with a parse."""
    body = body.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    parse = next(parse_all([body]))
    check(body, find_quotes(body, find_names(body, parse), parse))


def test_words_across_a_cut_of_a_long_sentence_are_no_failure() -> None:
    """A sentence that is too long is read in pieces; wherever "according to" is cut, the rest is read."""
    for pad in range(1975, 2000):
        body = f"{'x' * pad} rose, according to Bob Lee {'item, ' * 150}and more."
        check(body, find_quotes(body, find_names(body, None), None))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        '"',
        "“",
        "'",
        "“a ",
        '"a ',
        "Xa said ",
        "said he ",
        "the court heard ",
        "allegedly hid, ",
        "it is alleged he ",
        "“a”\nsaid ",
        "AB, 1 ",
        "as a ",
        "Ann Lee ",
        "according to ",
        "X said:\n",
        "We say:\n",
        "a-",
        "(",
        "s' ",
        "Ann Lee: Why do you?\nBob Lee: I do.\n",
        "A: I\n",
        "Dear A\nI\nYours, Ann Lee\n",
        "I tweeted: I am. ",
        "Do you?\nI do.\n",
        "10:00\nHe said so.\n",
        "By Ann Lee\n",
    ],
)
def test_long_texts_of_one_piece_keep_the_laws(piece: str) -> None:
    """No rule looks at the whole text for each place in it: fifty kilobytes would take minutes then."""
    body = piece * (50_000 // len(piece))
    check(body, find_quotes(body, find_names(body, None), None))


def test_empty_texts() -> None:
    """Nothing is said in nothing."""
    for body in ("", " ", "\n\n", "“", "said"):
        assert find_quotes(body, find_names(body, None), None) == ()


@given(PROSE)
@settings(max_examples=300, deadline=None)
def test_contents_nest(body: str) -> None:
    """Of one kind, what somebody says that somebody said lies inside of it; no two cross, and none is there twice."""
    found = find_quotes(body, find_names(body, None), None)
    for kind in ("direct", "indirect"):
        contents = [quote.content for quote in found if quote.kind == kind]
        assert len(set(contents)) == len(contents)
        for one, other in combinations(contents, 2):
            assert not one.overlaps(other) or one.holds(other) or other.holds(one)
