"""Whom a "he" or "she" that says something means, and where it means nobody who is named."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import quotes_of, rows


def last(body: str) -> str | None:
    """The name behind the speaker of the last quotation."""
    return rows(body)[-1][2]


@pytest.mark.parametrize(
    ("before", "pronoun"),
    [
        ("Mary Smith, the mayor, opened the school. A teacher said she was glad.", "she"),
        ("Mary Smith was jailed. The mother of a boy who played there said it was over.", "she"),
        ("Mary Smith opened the school. Another nurse at the ward told us that she was glad.", "she"),
        ("Paul Kent opened the school. “It is late,” a spokesman for the port said.", "he"),
        ("Paul Kent opened the school. A neighbour rang the police at noon.", "he"),
        ("Paul Kent opened the school. A 19-year-old said it was hot.", "he"),
        ("Paul Kent opened the school. A second chief said it was later. “It was late,” he said.", "he"),
    ],
)
def test_somebody_without_a_name_is_nobody_else(before: str, pronoun: str) -> None:
    """After words of one who has no name, a pronoun is not who was named before."""
    assert last(f"{before} “We have waited for years,” {pronoun} said.") is None


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Mary Smith opened the school. A spokesman said it was new.", "she", "Mary Smith"),
        ("Mary Smith opened the school. Teachers said they were glad.", "she", "Mary Smith"),
        ("Mary Smith opened the school. Police said it was safe.", "she", "Mary Smith"),
        ("Mary Smith opened the school. Her husband came too.", "she", "Mary Smith"),
        ("Judge Mary Colt jailed Kevin Dunn. The judge said he was a danger.", "she", "Mary Colt"),
        ("Ben Arlow, the striker, scored twice. The striker rose to meet Liam Carty’s corner.", "he", "Ben Arlow"),
    ],
)
def test_others_stop_no_pronoun(before: str, pronoun: str, name: str) -> None:
    """Crowds, those of the other sex and a role that is somebody's leave a pronoun its name."""
    assert last(f"{before} “We have waited for years,” {pronoun} said.") == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Dana Holt waited for weeks. She learned of it in a call from Sandra Yoo, she said.", "Dana Holt"),
        ("Ann Lee met the board. Sandra Yoo was to leave in May, she said.", "Ann Lee"),
        ("Ann Lee met the board. Sandra Yoo, she said, would leave in May.", "Ann Lee"),
        ("Sandra Yoo would leave in May, she said.", None),
    ],
)
def test_nobody_named_in_what_is_said_says_it(body: str, name: str | None) -> None:
    """Names within the reported words are those of others."""
    assert last(body) == name


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("In a letter to Ann Lee,", "Mary Smith"),
        ("Speaking to Ann Lee,", "Mary Smith"),
        ("Asked by Ann Lee,", "Mary Smith"),
        ("After thanking Ann Lee,", "Mary Smith"),
        ("Like Ann Lee,", "Mary Smith"),
        ("When Ann Lee came in,", "Ann Lee"),
    ],
)
def test_nobody_named_by_the_way_in_the_same_clause_says_it(opening: str, name: str) -> None:
    """Whom a letter is to, or who asks, is not the "she" of that clause; whom a clause before is about may be."""
    assert last(f"Mary Smith opened the school. {opening} she said it was new.") == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Ben Arlow scored twice. He rose to meet Liam Carty’s corner.", "Ben Arlow"),
        ("Ben Arlow scored twice. The ball came from Liam Carty’s corner.", "Ben Arlow"),
        ("Ben Arlow scored twice. He thanked Liam Carty and left with Owen Price.", "Ben Arlow"),
        ("After a call from Liam Carty, Ben Arlow came back.", "Ben Arlow"),
        ("Liam Carty’s car was stolen.", "Liam Carty"),
        ("He rose to meet Liam Carty’s corner.", None),
    ],
)
def test_a_pronoun_is_whom_the_sentence_is_about(before: str, name: str | None) -> None:
    """Its subject comes before whose something is; a "he" that it begins with goes on, and is nobody else in it."""
    assert last(f"{before} “I just closed my eyes,” he said.") == name


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Morag Sinclair, who lost her sister in the war, came with Struan Bell.", "he", "Struan Bell"),
        ("Morag Sinclair runs the shop. She opened it in May. Sinclair thanked Struan Bell.", "he", "Struan Bell"),
        ("Nkechi Obi joined the firm in May. She led it from 2015. The firm was sold.", "she", "Nkechi Obi"),
        ("Morag Sinclair said she was late.", "she", "Morag Sinclair"),
        ("Tarn Rovers lost again. Their coach resigned. The club was sold.", "he", None),
    ],
)
def test_pronouns_elsewhere_tell_a_woman_from_a_man(before: str, pronoun: str, name: str | None) -> None:
    """A given name that no list knows is a woman's where a "she" or "her" can hardly be another's."""
    assert last(f"{before} “It was a good year,” {pronoun} said.") == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Morag Sinclair runs the shop. Isobel Sinclair founded it, Hamish Sinclair said.", None),
        ("Paul Kent runs the shop. Isobel Sinclair founded it, Hamish Sinclair said.", None),
        ("Paul Kent runs the shop. Harlow Holdings said it was late.", "Paul Kent"),
        ("Paul Kent runs the shop. Boeing said it was late.", "Paul Kent"),
    ],
)
def test_one_who_spoke_and_may_be_a_person_leaves_a_pronoun_in_doubt(before: str, name: str | None) -> None:
    """Where a parse takes who spoke just before for a body, though it may be somebody's name, a "he" is nobody else."""
    assert last(f"{before} “It was no trouble,” he said.") in {name, "Hamish Sinclair"}


def test_nobody_is_both_he_and_she() -> None:
    """One who was called "she" is no "he" after that."""
    body = "Orrin Vaughan ran the port. “It was hard,” she said. “It was long,” he said."
    assert [name for _, _, name, _ in rows(body)] == ["Orrin Vaughan", None]


def test_a_title_is_read_in_its_own_sentence() -> None:
    """The king that a sentence ends with tells nothing of who begins the next one."""
    assert (
        last("The envoy met the king. Ana Holm told us that talks went well. “It is a start,” she said.") == "Ana Holm"
    )


def test_the_only_one_who_is_named_is_meant_from_afar() -> None:
    """Where one person alone is named that a pronoun fits, it is that one however far back, and none of two."""
    filler = "The mill was shut for years and the river rose. " * 9
    said = "“There was no glamour in it,” he says."
    assert last(f"Struan Weir worked the mill. {filler}{said}") == "Struan Weir"
    assert last(f"Struan Weir and Ann Lee worked the mill. {filler}{said}") == "Struan Weir"
    assert last(f"Paul Kent met Ian Holt. {filler}{said}") is None


@pytest.mark.parametrize("place", ["in Dunmore", "to Dunmore", "through Dunmore"])
def test_a_pronoun_is_never_a_place(place: str) -> None:
    """A town that only ever stands after a word of place is nobody's "he"."""
    body = f"The minister for trade called it a blow. The road {place} was shut. “We will do all we can,” he said."
    assert last(body) is None


@pytest.mark.parametrize(
    ("speaker", "name", "role"),
    [
        ("The Minister for Enterprise, Peadar Lynch,", "Peadar Lynch", "Minister for Enterprise"),
        ("The mayor of Saltby, Idris Vaughan,", "Idris Vaughan", "mayor of Saltby"),
        ("The head of the council in Saltby, Olwen Price,", "Olwen Price", "head of the council in Saltby"),
    ],
)
def test_a_role_of_something_is_its_bearer_s(speaker: str, name: str, role: str) -> None:
    """ "The minister for health, Ann Lee," is one person, who then is the "he" or "she"."""
    body = f"{speaker} said the bridge was safe."
    (quote,) = quotes_of(body)
    assert quote.name == name
    assert quote.role is not None
    assert quote.role.of(body) == role
    assert not quote.inferred


def test_a_role_told_by_another_body_s_name_is_nobody_s() -> None:
    """ "The Tesla chief" is not who is chief of Acme."""
    assert last("Acme chief Ann Lee said it was late. The Tesla chief said it was over.") is None


def test_the_one_of_a_couple_whom_a_title_fits_speaks() -> None:
    """ "Mrs Adeyemi" is not Tom."""
    body = "We met Rachel and Tom Adeyemi. “We asked for a bed,” Mrs Adeyemi said. “We waited,” Mr Adeyemi said."
    assert [name for _, _, name, _ in rows(body)] == ["Mrs Adeyemi", "Tom Adeyemi"]
    alone = "Tom Adeyemi waited for hours. “We asked for a bed,” Mrs Adeyemi said. “It was late,” she said."
    assert [name for _, _, name, _ in rows(alone)] == ["Mrs Adeyemi", "Mrs Adeyemi"]


@pytest.mark.parametrize(
    "line",
    [
        "By Paul Kent",
        "By Paul Kent | 4 July 2024",
        "Posted by Paul Kent",
        "Photos by Paul Kent",
        "The hall in Barton. Photograph: Paul Kent/EPA",
        "The hall in Barton. (Paul Kent for The Echo)",
    ],
)
def test_who_made_the_article_is_nobody_in_it(line: str) -> None:
    """A "he" is not who wrote it or took its picture; named in a sentence, the same one is."""
    said = "The hall was full. “It is going to be a long night,” he said."
    assert last(f"{line}\n\n{said}") is None
    assert last(f"{line}\n\nPaul Kent left the hall. “It is going to be a long night,” he said.") == "Paul Kent"


def test_a_pronoun_means_nobody_of_another_entry() -> None:
    """In a live blog what stands above was written later, of something else; within an entry a pronoun is resolved."""
    below = "“It is late,” he said."
    entries = ("Paul Kent has voted in Barton.", "The count has begun.", below)
    body = "\n\n".join(f"{12 - at}:10\n{entry}" for at, entry in enumerate(entries))
    assert last(body) is None
    assert last(body.replace(below, f"Tom Reed left. {below}")) == "Tom Reed"
    assert last(" ".join(entries)) == "Paul Kent"
