"""Questions of two sides or two aspects: "which is older, A or B?", "the price and date of A"."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.needs.kinds import asking_at, need_of
from retrieval.needs.values import Need
from retrieval.needs.words import (
    ASKS_FOR,
    AUX,
    BE,
    COMMANDS,
    DETERMINERS,
    LEAD,
    NOUNS,
    OPENINGS,
    PREPOSITIONS,
    joined_text,
    key_of,
    question_word,
)
from retrieval.values import Kind

_MOST = frozenset("more less fewer better worse best worst first earlier later sooner last most higher lower".split())


_MEASURED = {
    **dict.fromkeys("cheaper pricier costlier expensive cheapest".split(), "much"),
    **dict.fromkeys("older younger newer oldest youngest".split(), "old"),
    **dict.fromkeys("bigger larger smaller biggest largest smallest".split(), "big"),
    **dict.fromkeys("taller shorter tallest".split(), "tall"),
    **dict.fromkeys("faster slower fastest quicker".split(), "fast"),
    **dict.fromkeys("longer longest".split(), "long"),
    **dict.fromkeys("heavier lighter heaviest".split(), "heavy"),
}


_SHARING = frozenset(
    "old new big small first second third red blue black white green former latter cheap larger smaller".split()
)


def needs_of_sides(tokens: Sequence[str], keys: Sequence[str]) -> list[Need]:
    """The two sides of a comparison, where both are named: "compare the price of A and B", "which is older, A or B?"."""
    count = len(keys)
    for at, key in enumerate(keys[:12]):
        between_two = key.startswith(("differen", "distinction")) and "between" in keys[at : at + 8]
        if between_two and _asks_what_differs(keys[:at]):
            between = keys.index("between", at)
            lead = [token for token in tokens[:at] if not _empty(key_of(token))]
            lead += [token for token in tokens[at + 1 : between] if key_of(token) != "in"]
            return _both(tokens, keys, between + 1, count, ("and", "&"), lead)
        if key in ("differ", "differs", "different") and keys[0] in ("how", "what"):
            first = 2 if keys[1] in AUX or keys[1] in ("makes", "sets") else 1
            # "How do they differ in price from …", but "how many different drugs were given to …".
            ahead = range(at + 1, min(count, at + 2 if key == "different" else count))
            split = next((i for i in ahead if keys[i] in ("from", "to", "than")), None)
            if split is not None and 0 < at - first <= 6:
                return _pair(tokens[first:at], tokens[split + 1 :], [], [])
        if key in ("compare", "compares", "comparing", "compared", "comparison"):
            if keys[0] == "how" and at > 1:
                # "How many jobs were lost compared with last year?" asks of one thing.
                compares = keys[1] in AUX - BE and (key == "compare" or keys[1] in ("has", "have", "had"))
                return _compared_how(tokens, keys, at) if compares else []
            if at <= 1:
                first = at + 1 + (keys[at + 1 : at + 2] in (["of"], ["between"]))
                seam = next((i for i in range(first, count) if keys[i] in _AGAINST), count)
                of = next((i for i in range(seam - 1, first, -1) if keys[i] in ("of", "for", "between")), first - 1)
                return _both(tokens, keys, of + 1, count, _AGAINST, list(tokens[first : of + 1]))
    versus = next((at for at, key in enumerate(keys) if key in ("vs", "versus")), None)
    if versus is not None and count <= 8 and not any(question_word(key) or key in AUX for key in keys):
        # What is longer on the other side, but for a name, says what is asked of both: "Lakers vs Celtics score".
        end = next((at for at in range(versus + 1, count) if keys[at] in PREPOSITIONS), count)
        named = all(token[:1].isupper() or token[:1].isdigit() for token in tokens[versus + 1 : end])
        return _both(tokens, keys, 0, count, ("vs", "versus"), []) if named or end - versus - 1 <= versus else []
    return _chosen(tokens, keys)


_AGAINST = ("and", "with", "to", "vs", "versus", "against", "&")


def _asks_what_differs(lead: Sequence[str]) -> bool:
    """Whether "the difference between A and B" that `lead` stands before is all that is asked for, and not why or whether there is one."""
    if not any(lead) or lead[0] in COMMANDS:
        return True
    if question_word(lead[0]) == "what":
        return lead[0] != "what" or not BE.isdisjoint(lead[1:2])
    asks = not question_word(lead[0]) and lead[0] not in AUX
    return asks or (all(key in LEAD for key in lead) and not ASKS_FOR.isdisjoint(lead))


def _empty(key: str) -> bool:
    return not key or bool(question_word(key)) or key in AUX or key in DETERMINERS or key in OPENINGS or key in LEAD


def _both(
    tokens: Sequence[str], keys: Sequence[str], start: int, end: int, seams: Sequence[str], lead: list[str]
) -> list[Need]:
    """The sides around the one seam between `start` and `end`, and what follows a preposition after them for both."""
    at = [i for i in range(start, end) if keys[i] in seams]
    if len(at) != 1 or at[0] == start or at[0] - start > 8:
        return []
    tail = next((i for i in range(at[0] + 2, end) if keys[i] in ("in", "for", "on", "when", "regarding")), end)
    return _pair(tokens[start : at[0]], tokens[at[0] + 1 : tail], lead, list(tokens[tail:end]))


def _pair(one: Sequence[str], other: Sequence[str], lead: list[str], tail: list[str]) -> list[Need]:
    if not _says(one) or not _says(other) or len(other) > 10 or len(one) > 10:
        return []
    sides = _shared(one, other)
    return [
        need_of(side.lower() if side.isupper() and len(side) > 8 else side, joined_text([*lead, side, *tail]))
        for side in sides
    ]


def _says(side: Sequence[str]) -> bool:
    """Whether there is more to it than marks."""
    return any(map(str.isalnum, joined_text(side)))


def _shared(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Both sides in full: of "the 8GB or the 16GB model" the first is a model too."""
    last, own = key_of(one[-1]), [token for token in other if key_of(token) not in DETERMINERS]
    shares = len(own) > sum(key_of(token) not in DETERMINERS for token in one) and not any(map(str.isdigit, own[-1]))
    shares = shares and (any(map(str.isdigit, last)) or last in _SHARING)
    return joined_text([*one, *own[1:]] if shares else one), joined_text(other)


def _compared_how(tokens: Sequence[str], keys: Sequence[str], at: int) -> list[Need]:
    """The sides of "how does A compare to B?" and of "how do A and B compare?"."""
    if len(keys) < 4 or at < 3:
        return []
    seam = next((i for i in range(at + 1, len(keys)) if keys[i] in ("to", "with", "against")), None)
    if seam is not None:
        return _pair(tokens[2:at], tokens[seam + 1 :], [], [])
    return _both(tokens, keys, 2, at, ("and", "&"), [])


def _chosen(tokens: Sequence[str], keys: Sequence[str]) -> list[Need]:
    """The sides of "which was cheaper, A or B?"."""
    asking = asking_at(keys)
    seams = [at for at, key in enumerate(keys) if key in ("or", "vs", "versus")]
    measure = next((at for at, key in enumerate(keys) if key in _MEASURED or key in _MOST), None)
    if (
        asking is None
        or len(seams) != 1
        or measure is None
        or question_word(keys[asking]) not in ("which", "who", "what", "where")
    ):
        return []
    seam = seams[0]
    if keys[measure] in ("more", "less") and keys[measure - 1] in BE and measure + 1 < min(seam, len(keys)):
        measure += keys[measure + 1] not in DETERMINERS  # "which is more expensive, A or B?"
    if seam > measure:
        marked = next((i for i in range(seam, measure, -1) if tokens[i - 1][-1:] in ",:?—–-"), None)
        if marked is None and not (keys[measure - 1] in BE | {"more", "less"} or "'" in keys[measure - 1]):
            return []  # "who has the last word or vote?"
        first = marked or measure + 1
        clause, one, other = tokens[asking:first], tokens[first:seam], tokens[seam + 1 :]
    elif seam < asking:
        clause, one, other = tokens[asking:], tokens[:seam], tokens[seam + 1 : asking]
    else:
        return []
    if not clause or not _says(one) or not _says(other) or max(len(one), len(other)) > 8:
        return []
    kind: Kind | None = "number" if keys[measure] in _MEASURED else None
    return [Need(side, _measured(clause, keys[measure], side), kind) for side in _shared(one, other)]


def _measured(clause: Sequence[str], measure: str, side: str) -> str:
    """What "which was older" asks of one side: "How old was the tower?"; with no measure known, its own words and the side."""
    be = next((key for key in map(key_of, clause) if key in BE), "is" if "'" in key_of(clause[0]) else None)
    if measure not in _MEASURED or be is None or len(clause) > 4:
        return f"{joined_text(clause)[:1].upper()}{joined_text(clause)[1:]} — {side}?"
    if _MEASURED[measure] == "much":
        return f"How much {'did' if be in ('was', 'were') else 'does'} {side} cost?"
    return f"How {_MEASURED[measure]} {be} {side}?"


def needs_of_aspects(tokens: Sequence[str], keys: Sequence[str]) -> list[Need]:
    """The needs of "what are the price and release date of the phone?": two known nouns that share what follows."""
    seam = next((at for at, key in enumerate(keys[:10]) if key in ("and", "&")), None)
    if seam is None:
        return []
    stop = next((at for at in range(seam + 1, min(seam + 5, len(keys))) if keys[at] in PREPOSITIONS), None)
    first = next((at for at in range(seam) if not _empty(keys[at]) and keys[at] not in COMMANDS), None)
    if stop is None or first is None or seam - first > 3 or any(question_word(key) for key in keys[first:]):
        return []
    asking = [question_word(key) for key in keys[:first] if question_word(key)]
    if set(asking) - {"what", "which"} or (not asking and keys[0] in AUX):
        return []  # "Why did the price and number of homes fall?"
    nouns = [
        [t for t in part if key_of(t) not in DETERMINERS] for part in (tokens[first:seam], tokens[seam + 1 : stop])
    ]
    if not all(part and key_of(part[-1]) in NOUNS for part in nouns):
        return []
    return [
        Need(
            joined_text(part).lower(),
            f"What is the {joined_text(part)} {joined_text(tokens[stop:])}?",
            NOUNS[key_of(part[-1])],
        )
        for part in nouns
    ]
