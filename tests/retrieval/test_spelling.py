"""What was typed with a slip is read as a word of the articles, and what is a word is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Settings
from corpus.values import Article
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.live import LiveCorpora
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.service import AnswerService
from retrieval.spelling import respelt, spelt
from retrieval.values import Answer, Audience, Question
from tests.retrieval.samples import answering, generation_of

MILL = Article(
    id="mill",
    title="Solvane",
    body="A petition against the closure of the Solvane mill was signed by residents. Wagtails nest beside the ferry."
    " An agent would want it closed.",
)
BRIDGE = Article(id="bridge", title="A bridge", body="The bridge carried trams. Its engineers were Tarnovsky and Holm.")
KNOWN = frozenset(
    "petition closure against signed residents people bridge haunt ferry engineers carried agent want".split()
)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return generation_of(tmp_path_factory.mktemp("spelling") / "g", [MILL, BRIDGE])


@pytest.fixture(scope="module")
def scopes(generation: Generation) -> list[Scope]:
    return [whole(generation)]


def _is_word(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how many people signed the petiton?", "how many people signed the petition?"),  # left out
        ("the pettition", "the petition"),  # put in
        ("the petitian", "the petition"),  # exchanged
        ("the peittion", "the petition"),  # changed places
        ("who opposed the petitin and the clsure", "who opposed the petition and the closure"),
        # A name, and a word that only the articles have, as it is written there.
        ("who owns solvne?", "who owns solvane?"),
        ("where do wagtals nest?", "where do wagtails nest?"),
        # A form that readers know of a word of the articles.
        ("who are the engineeers?", "who are the engineers?"),
    ],
)
def test_a_slip_is_mended(scopes: list[Scope], typed: str, meant: str) -> None:
    """One letter left out, put in, exchanged or out of its place is read as the one word of the articles that is so near."""
    assert respelt(typed, scopes, _is_word) == meant


@pytest.mark.parametrize(
    "question",
    [
        "how many people signed the petition?",
        "what haunts the bridge, and who is haunted?",  # what readers know with an ending
        "who signed the Petiton?",  # a name written large may be another's
        "who is jetition?",  # another first letter
        "what of trms and fery?",  # too short
        "what is a petonti?",  # two slips
        "what is the zeppelin for?",  # near to nothing
        "why arent the residents and why wasnt it closed, as it wouldnt be",  # "agent", "want"
        "see petiton.org or x@petiton or petiton-day",
        "",
        "???",
    ],
)
def test_what_is_a_word_or_near_to_none_is_left(scopes: list[Scope], question: str) -> None:
    """A word too few mended is better than one too many."""
    assert respelt(question, scopes, _is_word) == question


def test_of_two_words_as_near_neither_is_taken(tmp_path: Path) -> None:
    """Which one was meant can't be told."""
    both = Article(id="both", title="Both", body="The marten slept. The martin flew.")
    assert respelt("what did the martxn do?", [whole(generation_of(tmp_path / "g", [both]))], _is_word).endswith(
        "martxn do?"
    )


def test_of_many_strange_words_the_first_few_are_looked_for(scopes: list[Scope]) -> None:
    """Whoever writes nothing but strange words makes nobody wait; what is a word does not count."""
    strange = "qwerty asdfgh zxcvbn poiuyt"
    assert respelt(f"{strange} petiton", scopes, _is_word) == f"{strange} petiton"
    assert respelt(f"{'residents ' * 9}{strange[:20]} petiton", scopes, _is_word).endswith("petition")


def test_only_what_is_asked_tells_a_word(generation: Generation) -> None:
    """A slip is mended by the article that is asked; what another at hand has is no slip."""
    bridge = [one_article(generation, BRIDGE.id)]
    assert respelt("who signed the petiton?", bridge, _is_word) == "who signed the petiton?"
    assert respelt("where do wagtails nest?", bridge, _is_word) == "where do wagtails nest?"
    assert respelt("who is tarnovsy?", bridge, _is_word) == "who is tarnovsky?"


@given(st.text(max_size=80) | st.text("aeiptno ", max_size=60))
def test_any_text_is_read(scopes: list[Scope], text: str) -> None:
    """Whatever is typed, what comes has no more and no other words than slips account for."""
    found = respelt(text, scopes, _is_word)
    assert len(found.split()) == len(text.split())
    assert abs(len(found) - len(text)) <= len(text.split())


class Reader(HashingEncoder):
    """An encoder that knows the words of KNOWN whole."""

    def count_tokens(self, text: str) -> int:
        return 1 if text in KNOWN else 2


def test_a_question_without_slips_is_the_same(scopes: list[Scope]) -> None:
    """Nothing is said to be read otherwise than it was asked."""
    asked = Question("How many people signed the petition?")
    assert spelt(asked, scopes, Reader()) is asked
    assert spelt(Question("who signed the petiton?"), scopes, Reader()) == Question("who signed the petition?")


async def test_a_slip_is_answered_as_it_was_meant(hashing: Settings, generation: Generation) -> None:
    """The answer says how it was read, from the first to the one that is remembered."""
    live = LiveCorpora()
    live.put(generation)
    service = AnswerService(hashing, Reader(), answering(), live)
    try:
        outcomes = [await service.ask(Audience(), Question("who signed the petiton?")) for _ in range(2)]
    finally:
        await service.aclose()
    assert outcomes[0] is outcomes[1]
    assert isinstance(outcomes[0], Answer)
    assert outcomes[0].question == Question("who signed the petition?")
    assert "A petition" in outcomes[0].text


def test_what_a_title_alone_has_is_no_slip(tmp_path: Path) -> None:
    """Law: a name that stands in a headline and nowhere else is known, and is not read as another article's word."""
    firm = Article(id="firm", title="Snarks report a loss", body="The company lost 40 million crowns.")
    sharks = Article(id="sharks", title="Seen", body="Three sharks were seen in the harbour.")
    scopes = [whole(generation_of(tmp_path / "g", [firm, sharks]))]
    assert respelt("what did the snarks lose?", scopes, _is_word) == "what did the snarks lose?"
    assert respelt("what did the shaks do?", scopes, _is_word) == "what did the sharks do?"


class _Spaced(HashingEncoder):
    """Knows words amid a sentence only, as byte-level vocabularies do."""

    def count_tokens(self, text: str) -> int:
        return 1 if text.startswith(" ") else 2


def test_a_word_is_known_as_it_stands_in_a_sentence(scopes: list[Scope]) -> None:
    """Law: what a vocabulary has with the space before it is no slip."""
    question = Question("who signed the petiton?")
    assert spelt(question, scopes, _Spaced()) == question
