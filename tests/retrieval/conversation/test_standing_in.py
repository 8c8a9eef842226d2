"""What is put in the place of a follow-up's pronoun, and where nothing is."""

from __future__ import annotations

import pytest

from retrieval.conversation.follow_ups import read_follow_up
from retrieval.conversation.pronouns import Answered
from retrieval.values import Question


def _reading(before: str, asked: str, answered: Answered | None = None) -> str:
    return read_follow_up(Question(asked), Question(before), answered).text


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        ("how old is ie6", "how many holes does it have?", "how many holes does ie6 have?"),
        ("who is steve jobs", "when did he die?", "when did steve jobs die?"),
        ("where is the pig", "how heavy is it", "how heavy is the pig?"),
        ("what are the taxes for", "who pays them", "who pays the taxes?"),
        ("who's the ceo", "when did he start?", "when did the ceo start?"),
        ("when was holm arrested", "who questioned him?", "who questioned holm?"),
        ("what did reed ask for on his blog", "ok and who is he?", "who is reed?"),
        ("did the mayor resign?", "when was she elected?", "when was the mayor elected?"),
        ("when was the winger sold?", "how old is he?", "how old is the winger?"),
        ("What about Ida Holm?", "how old is she?", "how old is Ida Holm?"),
        ("What did Tom Reed deny?", "who was mayor before him?", "who was mayor before Tom Reed?"),
        ("When did Page resign?", "what did he say about his wife?", "what did Page say about his wife?"),
        ("When did Page resign?", "why did he hurt himself?", "why did Page hurt himself?"),
        ("Why did BlackBerry leave Pakistan?", "what are its products?", "what are BlackBerry's products?"),
        ("Why did BlackBerry leave Pakistan?", "are they coming back?", "are BlackBerry coming back?"),
        ("When did Rogers resign?", "who's his boss?", "who's Rogers' boss?"),
        ("where was Ida Holm born?", "how many books did she write", "how many books did Ida Holm write?"),
        ("where was Ida Holm taught?", "when did she leave?", "when did Ida Holm leave?"),
        ("Who is Ida Holm?", "when's her trial", "when's Ida Holm's trial?"),
        ("Who is Ida Holm?", "did tom see her?", "did tom see Ida Holm?"),
        # Nobody is an "it", and what they are mayor of is one.
        ("Who is the mayor of Varn?", "How big is it?", "How big is Varn?"),
        ("Who is the mayor of Varn?", "how old is she?", "how old is the mayor of Varn?"),
        ("Who is Varn's mayor?", "where is its town hall?", "where is Varn's town hall?"),
        ("who is the owner of the mill", "when was it built?", "when was the mill built?"),
        # The one name, whatever else was said.
        ("How soon after coming on did Reed level the score?", "what could stop him?", "what could stop Reed?"),
        ("What brought Madam Lim to the fire station?", "when did she leave?", "when did Madam Lim leave?"),
    ],
)  # fmt: skip
def test_what_the_question_before_was_about_is_named(before: str, asked: str, meant: str) -> None:
    """A name, a noun, or who did what was asked of stands where the pronoun stood, with an 's where that owned something."""
    assert _reading(before, asked) == meant


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        # What happened, and not the firm.
        ("Why did BlackBerry leave Pakistan?", "when did it happen?", "when did it happen? — BlackBerry leave Pakistan"),
        ("Why did BlackBerry leave Pakistan?", "how much did it cost?", "how much did it cost? — BlackBerry leave Pakistan"),
        ("how big is the dam", "who did it?", "who did it? — the dam"),
        ("what did apple announce", "how much is it?", "how much is it? — apple"),
        ("who's the ceo", "how big is it?", "how big is it? — the ceo"),
        ("who is the lawyer of the mayor", "how big is it?", "how big is it? — the lawyer of the mayor"),
        # A wall is neither he nor she.
        ("when will the wall be finished?", "what did he say before?", "what did he say before? — the wall finished"),
        ("where is the new quarry?", "how old is she?", "how old is she? — the new quarry"),
        # Nothing that could stand there.
        ("who signs up", "do they get paid well?", "do they get paid well? — signs up"),
        ("who was arrested", "how old is he", "how old is he? — arrested"),
        ("why was ida holm arrested", "how old is she", "how old is she? — ida holm arrested"),
        ("what does comic corps of canada do", "how do they earn?", "how do they earn? — comic corps of canada"),
        # A firm is no man, and of "why did he?" what was done is asked too.
        ("Why did BlackBerry leave?", "how old is he?", "how old is he? — BlackBerry leave"),
        ("When did Page resign?", "why did he?", "why did he? — Page resign"),
        ("who opened it? — the lantern festival end", "who is he?", "who is he? — the lantern festival end"),
        # Whose or where something is, and either of two.
        ("When was the mayor of Tampa elected?", "how old is he?", "how old is he? — the mayor of Tampa elected"),
        ("When did Reed's wife die?", "where does he live?", "where does he live? — Reed's wife die"),
        ("Why did Reed sue Holm?", "what did he want, money?", "what did Reed want, money?"),
        ("Why is the case that Reed won against Holm odd?", "what did he ask for?", "what did he ask for? — the case Reed won against Holm odd"),
        # Nothing tells a name where all is written large.
        ("When Did Page Resign?", "who removed him?", "who removed him? — Page Resign"),
        # "Their own" of another.
        ("Who is Ida Holm?", "is IT hers?", "is IT hers? — Ida Holm"),
    ],
)  # fmt: skip
def test_what_can_not_be_told_stays_as_it_was_typed(before: str, asked: str, meant: str) -> None:
    """Then what the question before was about is only said after it."""
    assert _reading(before, asked) == meant


def test_whom_the_answer_named_stands_in_the_pronouns_place() -> None:
    """A firm whose letters are large inside is meant by no "he", a surname like McCabe is."""
    assert _reading("Who runs Acme?", "why did he leave?", Answered("McCabe")) == "why did McCabe leave?"
    assert _reading("Who is asking?", "why was she let in?", Answered("The woman")) == "why was the woman let in?"
    assert "BlackBerry leave" not in _reading("Who is asking?", "why did he leave?", Answered("BlackBerry"))


@pytest.mark.parametrize(
    ("before", "asked", "words", "meant"),
    [
        ("Who was Tom Reed?", "why did he resign?", "the mayor of Tampa", "why did Tom Reed resign?"),
        ("Who is Ida Holm?", "where was she born?", "chief executive of Acme", "where was Ida Holm born?"),
        ("Who is Ida Holm?", "how old is she?", "a teacher", "how old is Ida Holm?"),
    ],
)
def test_a_post_is_nobody_where_the_question_before_had_the_name(
    before: str, asked: str, words: str, meant: str
) -> None:
    """Of who is asked for by name the answer tells what they are, and the pronoun still means them."""
    assert _reading(before, asked, Answered(words)) == meant


def test_what_somebody_says_gives_way_to_another_speaker() -> None:
    """Nobody says what another does; of what is said about something, that may be the topic as well."""
    assert _reading("what did stefania holm say?", "and reed?") == "what did reed say?"
    assert _reading("what did stefania holm explain?", "and reed?") == "what did reed explain?"
    about = "what did the paper say about the mill?"
    assert _reading(about, "what about the mine?") == "what did the paper say about the mill — the mine?"
