"""Where sentences and paragraphs begin and end."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.sentences import paragraphs, sentences
from tests.corpus.shipped import shipped

# Text with many of the places at which the rules decide.
WORDS = ["The", "Mr", "Nov", "U.S", "e.g", "No", "5", "3.5", "Inc", "J", "said", "Ann", "iPhone", "a", "[12]", "- "]
MARKS = [*".....!?…:;,—”“\"'’()", *"     ", "\n", "\n\n", "\u00a0", "\r\n"]
PROSE = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=60).map("".join)
ANY_TEXT = st.one_of(st.text(), PROSE)


def split(body: str) -> list[str]:
    return [sentence.span.of(body) for sentence in sentences(body)]


@pytest.mark.parametrize(
    "whole",
    [
        "After Nov. 30, BlackBerry will no longer operate.",
        "The U.S. Senate met on Mon. Jan. 5 in the U.S. capital.",
        "On Sat. Nov. 3 he left.",
        "Mr. Smith, Mrs. Jones and Dr. Lee met Gov. Scott in St. Louis.",
        "See No. 5, vol. 3, p. 12 and Fig. 2.",
        "Acme Inc. shares rose while Globex Corp. bonds fell.",
        "She holds a Ph.D. from M.I.T. in physics.",
        "Use a list, e.g. Python’s, i.e. Guido’s, cf. Lua.",
        "Smith v. Jones was decided by five to four.",
        "It rose 3.5 percent to $1.25 a share.",
        "J. R. Smith met J.R.R. Tolkien and George W. Bush.",
        "Well... maybe it will… or not.",
        "At 5 p.m. Smith left for 10 Downing St. London.",
        "We use Node.js and write to ann@example.com or example.com/a.B daily.",
        '"Stop!" Ann Lee said.',
        "“Will it hold?” Mr. Brown asked.",
        "“Is this it?” the old man asked his son.",
        'He said "Yes." and left.',
        "Yahoo! announced a loss.",
    ],
)
def test_a_mark_inside_a_sentence_does_not_end_it(whole: str) -> None:
    """Abbreviations, decimals, initials, ellipses and attributed quotations leave a sentence whole."""
    assert split(whole) == [whole]
    assert split(f"{whole} They agreed.") == [whole, "They agreed."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He lives in the U.S.", "The house is big."),
        ("He said No.", "I refuse."),
        ("It is made by Acme Inc.", "The firm fell."),
        ("He holds a Ph.D.", "It took years."),
        ("She left at 5 p.m.", "He stayed."),
        ("They met in Nov.", "The weather was cold."),
        ("He chose plan B.", "He won."),
        ("It fell to 3.5.", "It rose again."),
        ("Nobody knew... ", "The end came."),
        ("Wait…", "What?"),
        ("What?!", "No way!"),
        ("He said: “It is over.”", "Then he left."),
        ("He called it “over”.", "Then he left."),
        ('"Stop!" she said.', '"Go."'),
        ("Prices rose.", "“Why?” they asked."),
        ("(It rained.)", "They left."),
        ("He left (at 5 p.m.).", "She stayed."),
        ("See the notes.[12]", "They are long."),
        ("Is it so?", "5 people came."),
        ("The offer stands.", "$5 was paid."),
        ("The phone sold.", "iPhone buyers queued."),
        ("He signed for the service.", "\u00a0The next began."),
        ("World War II.", "The end."),
        ("He was a good man.", "Police said he fell."),
        ("The dog was ill.", "Mary called."),
        ("They held a mass.", "Father Brown spoke."),
        ("Она осталась.", "Он ушёл."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first: str, second: str) -> None:
    """The same marks end a sentence where what follows opens one."""
    assert split(f"{first} {second}") == [first.strip(), second.strip()]


def test_text_in_small_letters_throughout_has_sentences() -> None:
    """Where no capital tells where the next begins a stop does, unless it belongs to an abbreviation, a month or an initial."""
    parts = [
        "mr. hall of the u.s. army left on jan. 5 with j. smith, e.g. by no. 7 bus.",
        "did he return?",
        "nobody knows.",
        "“stop!” she said.",
        "prices rose 3.5 percent .",
        "well... maybe not!",
        "it was i.",
        "then he left",
    ]
    assert split(" ".join(parts)) == parts
    assert split("The sign read: closed. open. both.") == ["The sign read: closed. open. both."]


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    """A stop between a word and a capital ends the sentence though no space stands there."""
    assert split("They ended the service.The next began.") == ["They ended the service.", "The next began."]


@pytest.mark.parametrize("text", ["Markets fall on fears", "one two three", "日本語の文です", "-", "?!"])
def test_text_without_an_end_is_one_sentence(text: str) -> None:
    """A headline or any text without punctuation is a sentence of its own."""
    assert split(text) == [text]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0\t\r\n"])
def test_blank_text_has_no_sentence(blank: str) -> None:
    """Where nothing is written nothing is found."""
    assert sentences(blank) == ()
    assert paragraphs(blank) == ()


def test_the_lines_of_a_list_are_sentences() -> None:
    """Each item of a list is a sentence with its mark, and an item's number does not end one."""
    body = "Buy:\n- apples\n- pears. They are ripe.\n1. First item\n2. Second item"
    assert split(body) == ["Buy:", "- apples", "- pears.", "They are ripe.", "1. First item", "2. Second item"]


def test_a_newline_ends_a_paragraph() -> None:
    """In ordinary text each line is a paragraph, numbered from 1, and empty lines are none."""
    body = "Headline\nOne. Two.\n\n\n  Three goes on  \n"
    assert [(p.ordinal, p.span.of(body)) for p in paragraphs(body)] == [
        (1, "Headline"),
        (2, "One. Two."),
        (3, "Three goes on"),
    ]
    assert [(s.ordinal, s.paragraph, s.span.of(body)) for s in sentences(body)] == [
        (1, 1, "Headline"),
        (2, 2, "One."),
        (3, 2, "Two."),
        (4, 3, "Three goes on"),
    ]


WRAPPED = """\
The council met on Tuesday evening to talk about the bridge which has
been closed since the flood in March, when a barge struck the second
pier. The mayor said that the work would take until the autumn and
cost more than was planned.
 \t
Residents who live on the far bank have to drive twenty miles around
the bay to reach the school. Mr.
Brown, who runs the ferry, has offered to cross more often while the
bridge is shut.
"""


def test_in_hard_wrapped_text_only_an_empty_line_ends_a_paragraph() -> None:
    """Where lines break at a column, sentences run over them and paragraphs end at lines that hold white space at most."""
    assert [p.span.of(WRAPPED).split()[0] for p in paragraphs(WRAPPED)] == ["The", "Residents"]
    assert [" ".join(s.split()) for s in split(WRAPPED)] == [
        (
            "The council met on Tuesday evening to talk about the bridge which has been closed since the flood in March, "
            "when a barge struck the second pier."
        ),
        "The mayor said that the work would take until the autumn and cost more than was planned.",
        "Residents who live on the far bank have to drive twenty miles around the bay to reach the school.",
        "Mr. Brown, who runs the ferry, has offered to cross more often while the bridge is shut.",
    ]


BRIEF = """The bridge over the Nare at Holm will close for repairs on Monday, Mayor
Ann Lee said on Tuesday, after engineers found cracks in two of the
piers.

Drivers are sent round by Varn."""


def test_a_few_lines_that_are_cut_at_a_column_are_one_paragraph() -> None:
    """Where a line had no place for the word that opens the next, a sentence runs on, however short the text is."""
    first, second = BRIEF.split("\n\nDrivers")
    assert [p.span.of(BRIEF) for p in paragraphs(BRIEF)] == [first, f"Drivers{second}"]
    assert split("The mill at Holm, which has stood since the war, is to be\nsold.") == [
        "The mill at Holm, which has stood since the war, is to be\nsold."
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Council votes to close the bridge at Holm for winter",
            "Mayor Ann Lee says it will be shut on Monday and in March.",
        ],
        ["The bridge at Holm is to be closed for all of the winter", "by Ann Lee"],
        ["The council chose:", "the bridge", "the mill."],
        ["The bridge over the Nare at Holm | closed all winter now", "the mill at Varn | open."],
        [
            "What the council at Holm has decided on this Tuesday evening:",
            "- the bridge will be closed",
            "- the mill is sold.",
        ],
        ["Council closes the bridge at Holm", "the mayor of Holm has said that it will be shut on Monday."],
    ],
)
def test_lines_with_place_left_or_of_their_own_are_not_joined(lines: list[str]) -> None:
    """A headline, the line of who wrote it, a list and a table's rows run into nothing."""
    assert [p.span.of("\n".join(lines)) for p in paragraphs("\n".join(lines))] == lines


TABLE = """Name | Charge | Outcome of the trial at Varn
Tom Reed | Fraud (two counts) | Four years and a day
Ida Holm | False accounting | Acquitted by the jury
Acme Ltd | Failure to prevent fraud | Fined £1.1 million"""


@pytest.mark.parametrize("between", [" | ", "\t", "    "])
def test_each_row_of_a_table_is_a_sentence(between: str) -> None:
    """Lines of cells are no text that goes on, by themselves or amid text that is hard-wrapped."""
    rows = TABLE.replace(" | ", between).split("\n")
    assert split("\n".join(rows)) == rows
    assert [each for each in split(f"{WRAPPED}\n\n" + "\n".join(rows)) if between in each] == rows


def test_a_line_with_a_bar_amid_wrapped_text_ends_no_word() -> None:
    """What is divided is divided at the ends of such lines alone."""
    assert split("a | b\nthe mill closed.") == ["a | b", "the mill closed."]
    assert split("one line | and no more") == ["one line | and no more"]


def test_lines_that_end_as_sentences_do_are_not_hard_wrapped() -> None:
    """Long lines of one length that each end with a full stop are paragraphs."""
    line = "The council met on Tuesday evening to talk about the bridge again.\n"
    assert len(paragraphs(line * 6)) == 6


def test_the_shipped_article_has_its_nine_paragraphs() -> None:
    """The paragraphs of the shipped article are those its source prints, the one after a single newline too."""
    body = shipped().body
    assert [p.span.of(body)[:24] for p in paragraphs(body)] == [
        "BlackBerry has confirmed",
        "Back in July, the Pakist",
        "In a blog post, Marty Be",
        "BlackBerry COO Marty Bea",
        "The truth is that the Pa",
        "Pakistan’s demand was no",
        "Interestingly, while the",
        "“Pakistan’s demand for o",
        "Pakistan isn’t likely to",
    ]


def test_the_shipped_article_has_its_fifteen_sentences() -> None:
    """The sentences of the shipped article begin and end where a reader says they do."""
    found = split(shipped().body)
    assert [(text[:12], text[-14:]) for text in found] == [
        ("BlackBerry h", "mail messages."),
        ("Back in July", "rity reasons.”"),
        ("The issue wa", "onal security."),
        ("In a blog po", " in Pakistan.”"),
        ("According to", " BBM message.”"),
        ("BlackBerry C", "his statement:"),
        ("The truth is", "S BBM message."),
        ("But BlackBer", " of directive."),
        ("As we have s", " in the world."),
        ("Pakistan’s d", "inal activity."),
        ("Rather, Paki", "’ information."),
        ("The privacy ", "hat principle."),
        ("Interestingl", "e country too."),
        ("“Pakistan’s ", "” Beard added."),
        ("Pakistan isn", "unch reported."),
    ]


@given(ANY_TEXT)
@example("A.\u2028B. C.\x85D.")
def test_sentences_hold_everything_but_white_space(body: str) -> None:
    """Sentences stand in order without overlap, are trimmed, and between them is nothing but white space."""
    end = 0
    for number, sentence in enumerate(sentences(body), start=1):
        text = sentence.span.of(body)
        assert sentence.ordinal == number
        assert sentence.span.start >= end
        assert not body[end : sentence.span.start].strip()
        assert text
        assert text == text.strip() == body[sentence.span.start : sentence.span.end]
        end = sentence.span.end
    assert not body[end:].strip()


@given(ANY_TEXT)
@example(f"{'Ann Lee ' * 8}\n   ")
@example(f"   \n{'Ann Lee ' * 8}\n\u2028\n{'Ann Lee ' * 8}\x85")
def test_a_sentence_lies_in_the_paragraph_it_names(body: str) -> None:
    """Paragraphs are numbered from 1 in order, hold everything but white space, and no sentence leaves its own."""
    found = paragraphs(body)
    assert [paragraph.ordinal for paragraph in found] == list(range(1, len(found) + 1))
    assert " ".join(paragraph.span.of(body) for paragraph in found).split() == body.split()
    for before, after in itertools.pairwise(found):
        assert "\n" in body[before.span.end : after.span.start]
        assert not body[before.span.end : after.span.start].strip()
    for sentence in sentences(body):
        span = found[sentence.paragraph - 1].span
        assert span.start <= sentence.span.start < sentence.span.end <= span.end


@pytest.mark.parametrize(
    "piece", ["The cat met Mr. Smith of Acme Inc. again. ", "A. ", "!", "’", '!"', "a.a", "... ", "x. " + " " * 300]
)
def test_a_long_paragraph_takes_no_square_of_its_length(piece: str) -> None:
    """A body of 200,000 characters without a line end is divided in seconds, whatever it is made of, and none is lost."""
    body = piece * (200_000 // len(piece)) + "x"
    began = time.process_time()
    assert sum(len(text.split()) for text in split(body)) == len(body.split())
    assert time.process_time() - began < 10
