"""From places of names to bearers: whose name each is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.names.bearers import Bearers
from corpus.names.couples import with_couples
from corpus.names.given import is_given
from corpus.names.lexicon import CORPORATE_SUFFIXES, JOINERS, ROLES
from corpus.names.mentions import Mention
from corpus.names.people import Key, People, plain
from corpus.names.roles import role_after, role_before, role_words
from corpus.names.values import NameKind

# What the words themselves tell counts for more than a parse of one sentence.
_SURE = 3
_ROLES_OF_BODIES = frozenset(
    """owner partner member leader contractor supplier broker trader publisher broadcaster producer developer designer
    player champion host representative operator investor presenter photographer agent friend general chief head
    registrar regulator worker employee captain witness resident secretary officer""".split()
)
_NEXT = re.compile(r" ([a-z-]{2,30}) [A-Z]")
_BRACKET = re.compile(r"[\"'“”‘’]?\s{0,2}\(\s{0,2}(?:or |the |known as |also known as )?[\"'“‘]?")


def group(body: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """`mentions` by bearer, in order of first mention."""
    mentions = with_couples(body, _with_called(_with_people(body, mentions)))
    places = _only_places(mentions)
    sure = {mention.key for mention in mentions if mention.sure and mention.kind == "person"}
    people = People(mention for mention in mentions if _looks_human(mention))
    short = _abbreviations(body, mentions)
    bearers = Bearers(body, people, mentions)
    bearer: dict[object, list[Mention]] = {}
    for mention in mentions:
        row = bearers.of(mention) if _may_be_human(mention) else None
        if row is not None and mention.key in places and not people.forms[row] & sure:
            row = None
        if row is None:
            key: object = ("thing", short.get(_thing(mention), _thing(mention)))
        elif bearers.open(mention, row):
            key = ("surname", mention.key)  # It can't be told whose it is: it stays as written.
            bearers.note(mention, None)
        else:
            key = ("person", row)
            bearers.note(mention, row)
        bearer.setdefault(key, []).append(mention)
    return list(bearer.values())


def _with_people(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` with those taken for people whose last word stands alone elsewhere, or of whom a person's role is said."""
    alone = {
        mention.key[0]
        for mention in mentions
        if len(mention.key) == 1 and not mention.located and not _before_role(body, mention)
    }
    return [
        replace(mention, kind="person")
        if (mention.kind == "other" and _shaped(mention) and mention.key[-1] in alone) or _has_role(body, mention)
        else mention
        for mention in mentions
    ]


def _with_called(mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions`, those of people not taken for places whose last word alone is a person's elsewhere: "bail to Meera Rao"."""
    called = {mention.key for mention in mentions if len(mention.key) == 1 and _looks_human(mention)}
    return [
        replace(mention, located=False)
        if mention.kind == "person" and len(mention.key) > 1 and mention.key[-1:] in called
        else mention
        for mention in mentions
    ]


def _before_role(body: str, mention: Mention) -> bool:
    """Whether a role follows that is somebody else's: "Rovers coach Ann Lee"."""
    found = _NEXT.match(body, mention.span.end)
    return bool(found and found[1] in ROLES)


def _only_places(mentions: Sequence[Mention]) -> frozenset[Key]:
    """Single words that are taken for a place wherever they stand."""
    seen = defaultdict(set)
    for mention in mentions:
        seen[mention.key].add(mention.kind)
    return frozenset(key for key, kinds in seen.items() if len(key) == 1 and kinds == {"place"})


def _has_role(body: str, mention: Mention) -> bool:
    """Whether words after what may be a person's name say a role that no body has: ", his lawyer,"."""
    if mention.sure or mention.kind == "person" or not _shaped(mention):
        return False
    roles = filter(None, (role_after(body, mention.span), role_before(body, mention.span)))
    return any(role_words(body, role) & (ROLES - _ROLES_OF_BODIES) for role in roles)


def _shaped(mention: Mention) -> bool:
    """Whether it has the form of a given name and a surname."""
    return len(mention.words) in {2, 3} and not any(word.text.isupper() and len(word.key) > 1 for word in mention.words)


def kind_of(mentions: Sequence[Mention]) -> NameKind:
    """What most mentions of a bearer look like."""
    if any(
        mention.located and not mention.sure and len(mention.key) > 1 and mention.key[-1] == "head"
        for mention in mentions
    ):
        return "place"  # A headland: "at Mace Head".
    votes: Counter[NameKind] = Counter()
    for mention in mentions:
        if mention.kind == "person" and _perhaps_place(mention):
            continue
        votes[mention.kind] += _SURE if mention.sure else 1
        if mention.located and mention.kind in {"place", "other"}:
            votes["place"] += 1
    decided = [(count, kind) for kind, count in votes.items() if kind != "other"]
    kind = max(decided, key=lambda each: each[0])[1] if decided else "other"
    return "person" if kind in {"body", "place"} and _only_short(mentions, kind) else kind


def _only_short(mentions: Sequence[Mention], kind: NameKind) -> bool:
    """Whether only the surname of one who is surely a person looks like a body or a place: a parse takes many a surname for one.

    Surely so is who has a known given name, or looks like a person in full and by the surname.
    """
    human = [mention for mention in mentions if _looks_human(mention)]
    known = any(mention.sure and len(mention.key) > 1 for mention in human)
    odd = [mention for mention in mentions if mention.kind == kind]
    short = not any(mention.sure or len(mention.key) > 1 or (kind == "place" and mention.located) for mention in odd)
    return short and (known or {len(mention.key) > 1 for mention in human} == {False, True})


def _perhaps_place(mention: Mention) -> bool:
    """Whether it is one word after "in", "to" or the like that no list knows: a parse takes many a town for a person."""
    return mention.located and not mention.sure and len(mention.key) == 1 and not is_given(mention.key[0])


def _looks_human(mention: Mention) -> bool:
    return mention.kind == "person" and not (mention.located and not mention.sure)


def _may_be_human(mention: Mention) -> bool:
    """Whether a mention may be of one of the people: not one of several words for a body, nor one that places something."""
    several = len(mention.key) > 1
    return not (several and mention.kind in {"body", "place"} and mention.sure) and not (
        not several and mention.kind == "place" and mention.located
    )


def _thing(mention: Mention) -> Key:
    """What tells a body or place apart: no article, no "Inc.", a plural like its singular."""
    key = plain(mention.key)
    while len(key) > 1 and key[-1] in CORPORATE_SUFFIXES:
        key = key[:-1]
    while len(key) > 1 and key[0] == "the":
        key = key[1:]
    last = key[-1]
    return (*key[:-1], last[:-1]) if len(key) > 1 and last.endswith("s") and len(last) > 4 else key


def _abbreviations(body: str, mentions: Sequence[Mention]) -> dict[Key, Key]:
    """The full form of each abbreviation: where one stands in brackets after the other, or has its initials."""
    found: dict[Key, Key] = {}
    for left, right in pairwise(mentions):
        between = body[left.span.end : right.span.start]
        if len(between) > 20 or not _BRACKET.fullmatch(between):
            continue
        if _shortens(right, left):
            found[_thing(right)] = _thing(left)
        elif _shortens(left, right):
            found[_thing(left)] = _thing(right)
    spelt = defaultdict(set)
    for mention in mentions:
        if len(mention.words) > 1 and mention.kind != "person":
            for letters in _initials(mention):
                spelt[letters].add(_thing(mention))
    for mention in mentions:
        key = _thing(mention)
        if _is_short(mention) and key not in found and len(spelt[key[0]]) == 1:
            found[key] = next(iter(spelt[key[0]]))
    return {key: found.get(full, full) for key, full in found.items()}


def _is_short(mention: Mention) -> bool:
    text = mention.words[0].text.replace(".", "")
    return len(mention.words) == 1 and 2 <= len(text) <= 8 and sum(letter.isupper() for letter in text) >= 2


def _shortens(short: Mention, full: Mention) -> bool:
    """Whether the letters of `short` are those that words of `full` begin with."""
    if not _is_short(short) or len(full.words) < 2:
        return False
    letters = short.words[0].key
    return letters in _initials(full) or (letters[0] == full.key[0][0] and _in_order(letters, "".join(full.key)))


def _initials(mention: Mention) -> set[str]:
    big = [key for key in mention.key if key not in JOINERS]
    parts = [part for key in big for part in re.split(r"[-–]", key) if part]
    return {"".join(key[0] for key in words) for words in (big, list(mention.key), parts)}


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
