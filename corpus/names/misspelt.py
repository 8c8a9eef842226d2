"""Names that are surely misspelt ones of somebody else in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.names.mentions import Mention
from corpus.names.people import one_edit_apart
from corpus.names.roles import role_after, role_before, role_words

# Shorter surnames are too often those of two people (Li, Lin).
_SHORTEST = 4
# Bounds against texts that are no news: people of one first name, and mentions read for their role.
_NAMESAKES, _MENTIONS = 50, 20


def join_misspelt(body: str, groups: list[list[Mention]]) -> list[list[Mention]]:
    """`groups` with each misspelt person put to the one who is meant.

    Two are one where the first name is the same, the surname one edit apart, one of them named less often, and the same
    role is said of both.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, mentions in enumerate(groups):
        alike[_longest(mentions)[:-1]].append(row)
    meant: dict[int, int] = {}
    for rows in alike.values():
        right: set[int] = set()
        for rare in sorted(rows[:_NAMESAKES], key=lambda row: len(groups[row])):
            for other in rows[:_NAMESAKES] if rare not in right else ():
                if other != rare and other not in meant and _misspelt(body, groups[rare], groups[other]):
                    meant[rare] = other
                    right.add(other)
                    break
    merged = {row: list(mentions) for row, mentions in enumerate(groups) if row not in meant}
    for rare, other in meant.items():
        merged[other].extend(groups[rare])
    joined = [sorted(mentions, key=lambda mention: mention.span) for mentions in merged.values()]
    return sorted(joined, key=lambda mentions: mentions[0].span)


def _longest(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return max((mention.key for mention in mentions), key=len)


def _misspelt(body: str, rare: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether `rare` is meant for `other`: named no oftener, an edit away, with the same role."""
    return len(rare) <= len(other) and _near(_longest(rare), _longest(other)) and _same_role(body, rare, other)


def _near(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return (
        len(left) == len(right) > 1
        and min(len(left[-1]), len(right[-1])) >= _SHORTEST
        and one_edit_apart(left[-1], right[-1])
    )


def _same_role(body: str, rare: Sequence[Mention], other: Sequence[Mention]) -> bool:
    return bool(_roles(body, rare) & _roles(body, other))


def _roles(body: str, mentions: Sequence[Mention]) -> frozenset[str]:
    found = [role(body, mention.span) for mention in mentions[:_MENTIONS] for role in (role_before, role_after)]
    return frozenset(word for role in found if role for word in role_words(body, role))
