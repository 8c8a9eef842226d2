"""Direct speech: which words in marks are somebody's, and whose."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import direct, quotes_of, rows


@BOTH
@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("“The bridge will reopen in May,” said Clara Voss.", "Clara Voss", "The bridge will reopen in May,"),
        ("“The bridge will reopen in May,” Clara Voss said.", "Clara Voss", "The bridge will reopen in May,"),
        ("Clara Voss said: “The bridge will reopen.”", "Clara Voss", "The bridge will reopen."),
        ("“It fell down,” according to Clara Voss.", "Clara Voss", "It fell down,"),
        ("According to Clara Voss, “the bridge fell in one night.”", "Clara Voss", "the bridge fell in one night."),
        ("As Clara Voss put it, “the bridge was never safe.”", "Clara Voss", "the bridge was never safe."),
        ("“The bridge is not safe to cross.” — Clara Voss", "Clara Voss", "The bridge is not safe to cross."),
        ("Voss: “We will not wait any longer”\nClara Voss spoke on Friday.", "Voss", "We will not wait any longer"),
        ('"There was no warning at all", Clara Voss told the board.', "Clara Voss", "There was no warning at all"),
        ("‘It’s a disaster for us,’ said Clara Voss.", "Clara Voss", "It’s a disaster for us,"),
        ("„Das ist gut für uns alle“, said Clara Voss.", "Clara Voss", "Das ist gut für uns alle"),
        ("«C’est une bonne nouvelle», said Clara Voss.", "Clara Voss", "C’est une bonne nouvelle"),
        ("“Who would do this?” asked Clara Voss, whose car burned.", "Clara Voss", "Who would do this?"),
        ("The company, which employs 500 people, said: “We are sorry.”", "The company", "We are sorry."),
        ("“We are done,” said Sen. Clara Voss.", "Clara Voss", "We are done,"),
    ],
)
def test_a_quotation_is_the_one_s_who_is_named_beside_it(
    body: str, speaker: str, content: str, *, parsed: bool
) -> None:
    """Before, after, with a colon, a dash or "according to": whoever stands beside the marks said it."""
    assert direct(body, parsed=parsed) == [(speaker, content)]


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("“It was wrong of them,” Tom Pike thundered.", "Tom Pike"),
        ("“It was wrong of them,” shrugged Tom Pike, 54.", "Tom Pike"),
        ("“It was wrong of them,” the mayor boomed.", "the mayor"),
        ("“It was wrong of them,” came the reply from Tom Pike.", "Tom Pike"),
        ("“It was wrong of them,” was Tom Pike’s verdict.", "Tom Pike"),
        ("“It was wrong of them,” came a cry.", None),
        ("“It was wrong of them!” was painted on the wall.", None),
        ("“It was wrong of them.”", "Clara Voss"),
    ],
)
def test_what_goes_on_behind_a_quotation_tells_whose_it_is(behind: str, speaker: str | None) -> None:
    """With whatever verb; whoever spoke before has only what stands by itself."""
    body = f"“We are glad of it,” Clara Voss said. {behind}"
    assert direct(body) == [
        ("Clara Voss", "We are glad of it,"),
        (speaker, body[body.rindex("“") + 1 : body.rindex("”")]),
    ]


@BOTH
def test_both_halves_of_a_split_quotation_have_the_speaker(*, parsed: bool) -> None:
    """What goes on after the reporting clause is still the same one's, and is told to be carried over where it is a new sentence."""
    body = "“I am proud,” Helen Ortiz said, “of what we built here.” “And I am tired of asking.”"
    assert direct(body, parsed=parsed) == [
        ("Helen Ortiz", "I am proud,"),
        ("Helen Ortiz", "of what we built here."),
        ("Helen Ortiz", "And I am tired of asking."),
    ]
    assert [quote.inferred for quote in quotes_of(body, parsed=parsed)] == [False, False, True]


@BOTH
def test_a_quotation_without_a_clause_is_the_last_speaker_s(*, parsed: bool) -> None:
    """A paragraph of nothing but a quotation goes on with who spoke before; one that names another does not."""
    body = (
        "Rob Fine spoke at the harbor. “The cranes are old,” he said.\n\n“They should have been replaced years ago.”\n\n"
        "“We replaced four of them,” said Ann Doyle."
    )
    assert [(name, content) for _, _, name, content in rows(body, parsed=parsed)] == [
        ("Rob Fine", "The cranes are old,"),
        ("Rob Fine", "They should have been replaced years ago."),
        ("Ann Doyle", "We replaced four of them,"),
    ]
    assert [quote.inferred for quote in quotes_of(body, parsed=parsed)] == [False, True, False]


@BOTH
def test_a_quotation_over_paragraphs_is_one(*, parsed: bool) -> None:
    """With the opening mark at each paragraph's head and the closing one at the last it is one quotation over all of them."""
    body = "“The first part of it,” said Ann Doyle. “The second part.\n\n“The third part of it.”\n\nShe left."
    assert direct(body, parsed=parsed)[1] == ("Ann Doyle", "The second part.\n\n“The third part of it.")


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "The film “The Long Way Home Again” opened on Friday.",
        "The “miracle cure” was sugar and water.",
        "Ana Ruiz, known as “the Hawk,” opened the shop.",
        "He sang “Long Ago and Far Away” and left.",
        'The plank was 6" wide and the other one 8" wide.',
        "The so-called “friends of the old harbor” met on Friday.",
    ],
)
def test_names_titles_and_words_held_off_are_no_quotations(body: str, *, parsed: bool) -> None:
    """Marks around a title, a nickname or a doubted word make nobody's speech of it."""
    assert direct(body, parsed=parsed) == []


def test_mixed_speech_gives_the_words_in_marks_and_the_rest() -> None:
    """Of a clause that is partly in marks, these are direct and what stands before them is indirect, by the same speaker."""
    body = "The harbor board said it would close the old pier in May for “safety reasons.”"
    assert rows(body) == [
        ("indirect", "The harbor board", None, "it would close the old pier in May"),
        ("direct", "The harbor board", None, "safety reasons."),
    ]


def test_who_is_quoted_by_another_is_the_speaker() -> None:
    """A paper that quotes somebody as saying something does not say it itself."""
    body = "“We do not need the pier any more,” the Daily Post quoted Rob Fine as saying."
    assert direct(body) == [("Rob Fine", "We do not need the pier any more,")]


def test_a_subject_inside_the_marks_is_not_the_speaker() -> None:
    """A verb after the quotation takes its subject from outside of the marks."""
    body = "“It’s pathetic,” Conway, the mayor’s campaign manager, tweeted."
    assert direct(body) == [("Conway", "It’s pathetic,")]


def test_a_verb_of_another_kind_gives_its_subject() -> None:
    """Many words in marks after a name that does something with them are that one's."""
    body = "Rob Fine dismissed the report as “nothing but a pile of old lies.”"
    assert direct(body) == [("Rob Fine", "nothing but a pile of old lies.")]


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Clara Voss outlined her plan: “The pier must go.”", "Clara Voss", "The pier must go."),
        ("Critics fired back: “The pier is not for sale.”", "Critics", "The pier is not for sale."),
        ("Fine called the bill “a giveaway to the richest.”", "Fine", "a giveaway to the richest."),
        ("A sign read “Save the pier for our children.”", "A sign", "Save the pier for our children."),
        ("The office notes, “The pier is older than the town.”", "The office", "The pier is older than the town."),
        ("Ann Doyle sent a letter saying, “The pier must go.”", "Ann Doyle", "The pier must go."),
        ("“We never expected this,” said Ann and Paul Doyle.", "Ann and Paul Doyle", "We never expected this,"),
        (
            "The bill passed, with one senator calling it “the right thing to do.”",
            "one senator",
            "the right thing to do.",
        ),
    ],
)
def test_other_ways_to_give_words(body: str, speaker: str, content: str) -> None:
    """Colons without a verb of saying, phrasal verbs, texts that speak, participles and pairs of people."""
    assert direct(body) == [(speaker, content)]


@pytest.mark.parametrize(
    "body",
    [
        "The video posted on Monday shows “a great many people on the pier.”",
        "The menu has “a great many kinds of fish.”",
    ],
)
def test_things_that_say_nothing(body: str) -> None:
    """A participle that only describes a thing, and verbs that are no speech, make nobody a speaker."""
    assert direct(body) == []


@BOTH
def test_what_was_not_said_is_nobody_s(*, parsed: bool) -> None:
    """Words that somebody is told not to have said are not theirs."""
    assert direct("Rob Fine never said “the pier is safe to use.”", parsed=parsed) == []


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Said Jones: “We have no money left.”", "Jones", "We have no money left."),
        (
            "Deputy Under-Secretary of the Harbor for the Purchase of Ships and Supplies Ann Doyle: “I read it with disgust.”",
            "Ann Doyle",
            "I read it with disgust.",
        ),
        ("Ann Doyle can be heard saying: “Nobody told us anything.”", "Ann Doyle", "Nobody told us anything."),
        ("“They were both hurt,” sheriff’s Maj. Ann Doyle said on Monday.", "Ann Doyle", "They were both hurt,"),
        ('""The work of years is gone," Ann Doyle said.', "Ann Doyle", "The work of years is gone,"),
        ("Ann Doyle said, ”There does not have to be more.”", "Ann Doyle", "There does not have to be more."),
    ],
)
def test_odd_attributions(body: str, speaker: str, content: str) -> None:
    """An inverted label, a recording, a rank with a stop, a mark set twice and one set the wrong way round are read."""
    assert direct(body) == [(speaker, content)]


@pytest.mark.parametrize("mark", ["", ": ", "* ", "• "])
def test_a_label_heads_any_paragraph(mark: str) -> None:
    """Also one with a mark before it, whoever spoke before."""
    role = "Deputy Under-Secretary of the Harbor for the Purchase of Ships and Supplies"
    body = f"{mark}Treasurer Tom Reed: “It is too late.”\n\n{mark}{role} Ann Doyle: “I read it with disgust.”"
    assert direct(body) == [("Tom Reed", "It is too late."), ("Ann Doyle", "I read it with disgust.")]


def test_a_rank_does_not_hand_words_to_the_speaker_before() -> None:
    """Words at the head of a paragraph are those of who stands after them, not of who spoke in the one before."""
    body = "Divers said the man had a gun.\n\n“It was over in a minute,” state Sgt. Ann Doyle said."
    assert direct(body) == [("Ann Doyle", "It was over in a minute,")]


@pytest.mark.parametrize(
    "body",
    [
        "Ann Doyle said the roof would be mended.\n\n‘A hole in my ceiling’\n\nThe pier was built in May.",
        "The firm’s motto, “Making the world open and kind”, is old, Ann Doyle said.",
        "Of the song “Within You Without You”, author Ann Doyle said that it is long.",
        "Ann Doyle described two songs, “Here Comes the Rain” and “Home”, as long.",
    ],
)
def test_headings_mottos_and_titles(body: str) -> None:
    """A heading between paragraphs, a motto, and a song's title beside a report are nobody's words."""
    assert direct(body) == []


def test_asked_first() -> None:
    """A participle before who answers is no indirect statement."""
    body = "Asked about the delay, Ann Doyle replied, “We ran out of steel.”"
    assert rows(body) == [("direct", "Ann Doyle", "Ann Doyle", "We ran out of steel.")]


@BOTH
@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Rob Fine rejected it as “pure invention”.", "Rob Fine", "pure invention"),
        ("Rob Fine dismissed reports that she fell as “complete rubbish”.", "Rob Fine", "complete rubbish"),
        ("Ann Lee condemned the raid as an “open wound”.", "Ann Lee", "open wound"),
    ],
)
def test_what_something_is_called_is_said(body: str, speaker: str, content: str, *, parsed: bool) -> None:
    """Two words after "as" are those of who calls something so, also where that is a denial."""
    assert direct(body, parsed=parsed) == [(speaker, content)]


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "The pier is known as “Old Iron”.",
        "Rob Fine welcomed the man known as “old iron”.",
        "The town welcomed a show billed as “summer fun”.",
        "Rob Fine never described it as “pure invention”.",
        "Rob Fine rejected it. It was seen as “pure invention”.",
        "Fans hailed Ann Lee as the “Iron Lady”.",
    ],
)
def test_what_something_goes_by_is_no_quotation(body: str, *, parsed: bool) -> None:
    """A nickname or title after "as", what another sentence tells, and what nobody called it are nobody's words."""
    assert direct(body, parsed=parsed) == []


def test_a_word_that_is_a_sentence_goes_on_from_its_speaker() -> None:
    """Right after their words; one held off in a sentence says nothing."""
    body = "“I got this thing on Friday,” said Clara Voss, holding up a binder. “Friday!”"
    assert direct(body) == [("Clara Voss", "I got this thing on Friday,"), ("Clara Voss", "Friday!")]
    assert direct("“I got it on Friday,” said Clara Voss. The “binder” was red.") == [
        ("Clara Voss", "I got it on Friday,")
    ]
