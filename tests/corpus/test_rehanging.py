"""The day between a word for saying and what is said."""

from __future__ import annotations

import pytest

from corpus.parse import Parse, Token
from corpus.parser import parse_all
from corpus.rehanging import rehung


def parse(body: str) -> Parse:
    return next(parse_all([body]))


def hung(body: str, said: str, telling: str = "VBD") -> str:
    """What the "on" of `body` hangs on, after a parse that hung it on the verb of what is said, the last word."""
    words = body.split()
    last = len(words) - 1
    reporter = words.index(said)
    day = words.index("Wednesday")
    tokens = []
    for index, word in enumerate(words):
        head, dependency, tag, lemma = last, "dep", "NN", word
        if index == reporter:
            head, dependency, tag, lemma = index, "ROOT", telling, {"said": "say", "says": "say"}.get(word, word)
        elif index == last:
            head, dependency, tag = reporter, "ccomp", "VB"
        elif word == "Wednesday":
            head, dependency = (day - 1, "pobj") if words[day - 1] == "on" else (last, "npadvmod")
        elif word == "on":
            dependency = "prep"
        elif word == ",":
            dependency = "punct"
        elif word == "it":
            dependency = "nsubj"
        start = sum(len(each) + 1 for each in words[:index])
        tokens.append(Token(index, start, start + len(word), word, lemma, tag, dependency, head, ""))
    found = rehung(Parse(tuple(tokens)))
    return found.head(found.tokens[day - 1 if words[day - 1] == "on" else day]).text


@pytest.mark.parametrize(
    ("body", "said", "verb"),
    [
        ("They said on Wednesday it would close", "said", "said"),
        ("They said Wednesday it would close", "said", "said"),
        ("They said that on Wednesday it would close", "said", "close"),
        ("They said , on Wednesday it would close", "said", "close"),
        ("They said it would on Wednesday close", "said", "close"),
        ("They think on Wednesday it would close", "think", "close"),
    ],
)
def test_the_day_of_saying_hangs_on_the_saying(body: str, said: str, verb: str) -> None:
    """What stands right between the two is the day on which it was said; behind "that" or a comma it is the other's."""
    assert hung(body, said) == verb


def test_what_is_said_now_is_of_a_day_to_come() -> None:
    """ "Says on Wednesday it will close": the day is that of closing."""
    assert hung("He says on Wednesday it will close", "says", "VBZ") == "close"


def test_parses_come_mended() -> None:
    """The parser's own slip is mended in what it gives, and nothing else in the sentence."""
    body = (
        "The carmaker Volkner said on Wednesday it would recall 300,000 of its E4 electric cars after 17 battery fires."
    )
    found = parse(body)
    on, recall = (next(token for token in found.tokens if token.text == word) for word in ("on", "recall"))
    assert found.head(on).text == "said"
    assert found.head(recall).text == "said"
    assert rehung(found) == found
