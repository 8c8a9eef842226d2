from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.parse import Parse
from corpus.parser import parse_all, parser_name
from corpus.values import Span

BODY = "Ida Holm, the mayor,\tsaid on Monday that it fell.\n\nNobody  was hurt.\u00a0“It stood,” she added."


def parse(body: str) -> Parse:
    return next(parse_all([body]))


def test_tokens_are_the_bodys_characters() -> None:
    """Every token is the body at its offsets, in order, whatever white space is between; none is white space."""
    tokens = parse(BODY).tokens
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert all(BODY[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(BODY.split())


def test_a_parse_tells_who_does_what() -> None:
    """The subject of "said" is found by the tree, with all that belongs to it, and names have their kind."""
    found = parse(BODY)
    said = next(token for token in found.tokens if token.text == "said")
    (subject,) = [token for token in found.children(said) if token.dependency == "nsubj"]
    assert subject.text == "Holm"
    assert subject.entity == "PERSON"
    assert [token.text for token in found.subtree(subject)] == ["Ida", "Holm", ",", "the", "mayor", ","]
    assert found.head(subject) == said
    assert list(found.ancestors(found.tokens[0])) == [subject, said]
    assert found.head(said) == said
    first = Span(0, BODY.index("\n"))
    assert found.within(first)[-1].text == "."
    assert found.within(Span(len(BODY), len(BODY))) == ()


def test_no_dependency_crosses_a_sentence() -> None:
    """Sentences are ours, not the parser's."""
    found = parse(BODY)
    end = BODY.index("\n")
    assert all((token.start < end) == (found.head(token).start < end) for token in found.tokens)


def test_bodies_parsed_together_are_as_if_alone() -> None:
    """The batch has no effect on anything."""
    bodies = ["", BODY, "One.", " \n ", "Two fell. Three stood."] * 30
    assert [len(each.tokens) for each in parse_all(bodies)] == [len(parse(body).tokens) for body in bodies[:5]] * 30


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .,\"“”\n\t\u00a0\u200b\ud83d😀—'0"), max_size=200))
def test_odd_text_is_parsed(body: str) -> None:
    """Nothing raises, and offsets stay exact."""
    assert all(body[token.start : token.end] == token.text for token in parse(body).tokens)


def test_a_sentence_without_end_is_parsed_in_part() -> None:
    """A table of a hundred thousand characters costs what its beginning costs."""
    assert len(parse("word " * 20_000).tokens) <= 500


def test_the_name_is_told_without_loading_the_model() -> None:
    """What serves knows the parser's version and never loads it."""
    code = "import sys, retrieval.service, corpus.parser; print(corpus.parser.parser_name(), 'spacy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == [parser_name(), "False"]


@pytest.mark.parametrize("body", ["", " ", "\n\n"])
def test_nothing_has_an_empty_parse(body: str) -> None:
    """No words, no tokens."""
    assert parse(body).tokens == ()
