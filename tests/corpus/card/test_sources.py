"""Whom and what an article draws on."""

from __future__ import annotations

from tests.corpus.card.making import Said, card_of

BODY = (
    "Orbis Rail closed a depot. Ann Lee said the depot was old. “It leaked,” Lee said. "
    "Officials said that nobody was hurt. A spokesman for the city declined to say more. "
    "According to court papers, the roof fell in 2019. In a blog post, the firm wrote of its plans. "
    "The post said little. He said so."
)
SAID = (
    Said("the depot was old", "Ann Lee", "Ann Lee", "indirect"),
    Said("It leaked,", "Lee", "Ann Lee"),
    Said("that nobody was hurt", "Officials", None, "indirect"),
    Said("so", "He", None, "indirect"),
    Said("little", "The post", None, "indirect"),
)


def test_named_unnamed_and_documents_are_told_apart() -> None:
    """Forms of one name are one source; pronouns that lead to no name are none."""
    card = card_of(BODY, said=SAID)
    assert [(source.name, len(source.uses)) for source in card.named] == [("Ann Lee", 2)]
    assert [(source.name, len(source.uses)) for source in card.unnamed] == [("Officials", 1)]
    assert {source.name: len(source.uses) for source in card.documents} == {"a blog post": 2, "court papers": 1}


def test_a_use_is_the_sentence_that_draws_on_the_source() -> None:
    """Every use can be cited: it is a whole sentence."""
    card = card_of(BODY, said=SAID)
    (officials,) = card.unnamed
    assert [use.of(BODY) for use in officials.uses] == ["Officials said that nobody was hurt."]


def test_a_document_in_somebodys_words_is_not_drawn_on() -> None:
    """What a speaker says stands in a report is the speaker's, not the article's."""
    body = "“I said so in a letter,” Ann Lee said."
    assert card_of(body, said=(Said("I said so in a letter,", "Ann Lee", "Ann Lee"),)).documents == ()
