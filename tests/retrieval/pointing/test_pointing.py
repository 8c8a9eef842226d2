"""The words that are pointed at are whole things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Span
from retrieval.pointing.pointing import whole


def _whole(sentence: str, words: str) -> str | None:
    start = sentence.index(words)
    found = whole(sentence, Span(start, start + len(words)))
    return found.of(sentence) if found else None


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("On Monday he met Carl Monroe at the quay.", "Monroe", "Carl Monroe"),
        ("She was born on 3 March 2015 in Millport.", "March", "3 March 2015"),
        ("It burned from Monday to Friday.", "Monday", "Monday to Friday"),
        (
            "It ran between 20 November 1945 and 1 October 1946.",
            "20 November 1945",
            "20 November 1945 and 1 October 1946",
        ),
    ],
)
def test_no_half_of_a_name_or_day(sentence: str, words: str, expected: str) -> None:
    """What is read as a part of a name, a day or a stretch of days is shown with the rest of it."""
    assert _whole(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("It costs between $1.5 million and $2 million.", "$1.5 million", "$1.5 million and $2 million"),
        ("It costs between $1.5 million and $2 million.", "5 million and $2", "$1.5 million and $2 million"),
        ("The share grew from 20 to 35 percent.", "20", "20 to 35 percent"),
        ("It lost US$5 million.", "5", "US$5 million"),
        ("The town has 12,400 people.", "400", "12,400"),
        ("The rate rose to 5.5%.", "5", "5.5%"),
    ],
)
def test_no_part_of_a_figure(sentence: str, words: str, expected: str) -> None:
    """A figure is shown with all its digits, its sign and scale, and a range with both ends."""
    assert _whole(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("More than 300 people died.", "300 people", "More than 300 people"),
        ("Fewer than one in three voted.", "one in three", "Fewer than one in three"),
        ("It takes at least two hours.", "two hours", "at least two hours"),
        ("The annual turnover 300 firms report fell.", "300 firms", "300 firms"),
        ("It has over the years been rebuilt.", "the years", "the years"),
    ],
)
def test_bound_is_shown_with_its_figure(sentence: str, words: str, expected: str) -> None:
    """“More than 300” is not 300: what bounds a figure is shown with it, and what bounds none is not."""
    assert _whole(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("That gave them headaches.", "headache", "headaches"),
        ("The 23-year-old driver fled.", "23", "23-year-old"),
        ("It is a three-year ban.", "three", "three-year"),
        ("It was sold in the mid-1990s.", "1990", "mid-1990s"),
        ("They lost 1-0 at home.", "1", "1-0"),
        ("It takes 40–50 people.", "40", "40–50"),
        ("It was sent at 4.15 p.m., after lunch.", "4.15 p.m", "4.15 p.m."),
        ("It took nine hours and forty minutes.", "nine hours", "nine hours and forty minutes"),
        ("It took nine hours and forty minutes.", "forty minutes", "nine hours and forty minutes"),
        ("He is six feet two inches tall.", "six feet", "six feet two inches"),
        ("Sales rose by a third in May.", "third", "a third"),
        ("It sold two million copies.", "million", "two million"),
        ("It took two and a half years.", "two", "two and a half"),
        ("It made an estimated 40 million francs.", "estimated 40 million", "an estimated 40 million"),
        ("More than 300 people died.", "than 300", "More than 300"),
    ],
)
def test_no_half_of_a_word_fraction_or_length(sentence: str, words: str, expected: str) -> None:
    """What is read as a part of a word, of what a hyphen binds to a figure, of a fraction, length or bound is shown with the rest."""
    assert _whole(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("The bill would not lift the ban.", "lift the ban", "not lift the ban"),
        ("It didn't close the mine.", "close the mine", "didn't close the mine"),
        ("It will not only lift the ban.", "lift the ban", "lift the ban"),
    ],
)
def test_what_is_denied_is_not_shown_as_said(sentence: str, words: str, expected: str) -> None:
    """Without the "not" before them the words would say the contrary of their sentence."""
    assert _whole(sentence, words) == expected


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Frog-eating bats live long.", "Frog"),
        ("The war (1939–1945) was over.", "1939"),
        ("It took nine hours and four people.", "nine hours"),
        ("It took forty minutes and nine hours.", "forty minutes"),
        ("It was the third of five.", "third"),
        ("Reed’s boat sank.", "Reed"),
        ("They met Tom. He left.", "Tom"),
        ("The firm sold some 300 of them.", "The firm"),
        ("東京都庁は新宿にある。", "東京"),
    ],
)
def test_what_is_no_half_stays(sentence: str, words: str) -> None:
    """One of two words, years or lengths of different sorts is a whole, and so is a word before a possessive."""
    assert _whole(sentence, words) == words


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("It rose by 5% (from 3%) last year.", "5% (from", "5%"),
        ("The road (Interstate 290) near the tunnel.", "Interstate 290) near", "Interstate 290"),
        ("The road (Interstate 290) is closed.", "(Interstate 290", "Interstate 290"),
        ("The road (Interstate 290) is closed.", "road (Interstate 290)", "road (Interstate 290)"),
        ("It was in use (until [1998) or so.", "(until [1998) or", "until"),
        ("It was [sic) 1998 or so.", "[sic) 1998", "sic"),
        ("It was [) 1998 or so.", "[) 1998", "1998"),
        ("So it was ( and so it is.", "(", None),
        ("So it was () and so it is.", "()", None),
    ],
)
def test_no_bracket_without_its_other_half(sentence: str, words: str, expected: str | None) -> None:
    """Words end where a bracket begins that they don't close."""
    assert _whole(sentence, words) == expected


_SENTENCES = st.text(alphabet="ab AB1.,%$()[]’-", min_size=1, max_size=60) | st.lists(
    st.sampled_from("between from to and more than 5 $5 1.5 million Monday 3 March 2015 Ann Lee ( ) [ ] % , .".split()),
    min_size=1,
).map(" ".join)


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("The mill at Sandhavn burned down in April.", "in April", "April"),
        ("In 1902 the mill burned down.", "In 1902", "1902"),
        ("The mill at Sandhavn burned down.", "at Sandhavn", "Sandhavn"),
        ("Soil was removed in rolls of it.", "in rolls of it", "in rolls of it"),
        ("It began at first light.", "at first light", "at first light"),
        ("It lasted until April.", "until April", "until April"),
        ("It takes at least 20 days.", "20 days", "at least 20 days"),
        ("Capote wrote In Cold Blood there.", "In Cold Blood", "In Cold Blood"),
        ("He called it “On Chesil Beach” then.", "On Chesil Beach", "On Chesil Beach"),
    ],
)
def test_no_in_before_a_day_or_place(sentence: str, words: str, expected: str) -> None:
    """What only leads to a day, a figure or a name is no part of it; what says how, or until when, is, and what begins a title."""
    assert _whole(sentence, words) == expected


@given(_SENTENCES, st.data())
def test_words_stay_in_their_sentence(sentence: str, data: st.DataObject) -> None:
    """Whatever is read, what is shown lies in the sentence and has no white space at its ends."""
    start = data.draw(st.integers(0, len(sentence) - 1))
    words = Span(start, data.draw(st.integers(start + 1, len(sentence))))
    found = whole(sentence, words)
    if found is None:
        assert not words.of(sentence).strip(" ,()[]")
        return
    assert 0 <= found.start < found.end <= len(sentence)
    assert found.of(sentence) == found.of(sentence).strip()


def test_nothing_is_no_answer() -> None:
    """A break of a line or a space of any kind points at nothing."""
    for nothing in ("\n", "\t", "\u00a0", " ()"):
        sentence = f"US${nothing}US$"
        assert whole(sentence, Span(3, 3 + len(nothing))) is None
