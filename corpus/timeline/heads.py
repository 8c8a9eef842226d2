"""What a date is the date of: the verb, or the noun of a happening, that it modifies in the parse."""

from __future__ import annotations

import re

from corpus.dates.ranges import RECORDS
from corpus.parse import Parse, Token
from corpus.timeline.words import ABOUT_DAYS, DAY_HAS, GATHERINGS, HAPPENINGS, OCCURRENCES, PLANS, TIMES, TURNS
from corpus.values import Span

_WHEN = frozenset("in on at by between during".split())
_YEAR = re.compile(r"[12]\d{3}s?")
_AT = frozenset("in at during on".split())
_MONTH_OR_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?")
# A day behind one of these tells how long or from when something else went on: "the first victory since 1958".
_FROM_ANOTHER_DAY = frozenset("since until before after for".split())
_FEW = 6  # words between a happening and its date
# What is compared with a day did not happen on it: "more than last year".
# And "up from $3 in February" was $3 then.
_COMPARING = frozenset("than compared comparing versus unlike".split())

# The day is not of the hour that it hangs on, but of what happened then: "shortly before 2 a.m. on Saturday".
_HOURS = frozenset({"a.m.", "p.m.", "a.m", "p.m", "am", "pm", "o'clock", "o’clock", "noon", "midday", "midnight"})


def dated_head(parse: Parse, phrase: Span) -> Token | None:
    """The verb, or the noun of a happening, that a date modifies; None where it is a thing that has the date in its name."""
    inside = parse.within(phrase)
    if not inside:
        return None
    low, high = inside[0].index, inside[-1].index
    if low > 1 and (parse.tokens[low - 1].text.lower(), parse.tokens[low - 2].text.lower() in RECORDS) == (
        "from",
        True,
    ):
        return None
    if low > 1 and parse.tokens[low - 1].text in {"(", "["}:  # "the siege (1939)"
        noun = parse.tokens[low - 2]
        return noun if noun.lemma.lower() in HAPPENINGS else None
    below = next(token for token in inside if not low <= token.head <= high or token.head == token.index)
    before, after = parse.tokens[max(0, low - 1)], parse.tokens[min(high + 1, len(parse.tokens) - 1)]
    if before.text.lower() == "since" and (told := _told_by_when(parse, inside)):
        return told
    if before.tag == "IN" and parse.head(below).head == before.index and after.tag in {"DT", "PRP$"}:
        below = before  # "announced on May 5 a concert": the parser reads "on a May 5 concert"
    if low and before.text.lower() in _AT and not any(child.dependency == "pobj" for child in parse.children(before)):
        below = before  # "on 5 May manager Ann Lee left": the parser reads "5 May manager", and "on" has nothing
    head = _above(parse, below)
    return None if head and _behind_since(parse, head, low) else head


def _told_by_when(parse: Parse, inside: tuple[Token, ...]) -> Token | None:
    """The verb of the "when" that tells what happened on a date."""
    for verb in (child for token in inside for child in parse.children(token) if child.dependency == "relcl"):
        if any(child.text.lower() == "when" for child in parse.children(verb)):
            return verb
    return None


def _behind_since(parse: Parse, head: Token, low: int) -> bool:
    """Whether a date belongs to a noun behind "since" and not to `head`: "found there, the first since the king's in 1922"."""
    for token in reversed(parse.tokens[head.index + 1 : low]):
        if verbal(parse, token) or token.text in {",", ";"}:
            return False
        if token.text.lower() == "since":
            return True
    return False


def entry_verb(parse: Parse, phrase: Span, sentence: Span) -> Token | None:
    """The verb of an entry in a list of days ("May 5, 2015: The council votes …"): the highest one behind the date."""
    behind = [token for token in parse.within(sentence) if token.start >= phrase.end and verbal(parse, token)]
    depth = {token.index: sum(1 for _ in parse.ancestors(token)) for token in behind}
    return min(behind, key=lambda token: (depth[token.index], token.index), default=None)


def _above(parse: Parse, below: Token) -> Token | None:
    """What a date that hangs on (or is) `below` is the date of."""
    for token in parse.ancestors(below):
        if token.text.lower() in _COMPARING or _measures(parse, token):
            return None
        if verbal(parse, token):
            ended = _ends_a_period(parse, token)
            return None if ended or _argument(below, token) else _main_verb(parse, token)
        if _is_named_season(parse, token, below):
            return None
        if _nominal(token) and token.text.lower() not in _HOURS:
            return _of_noun(parse, token, below)
        below = token
    return below if below.tag.startswith("VB") else None


def _ends_a_period(parse: Parse, verb: Token) -> bool:
    """Whether `verb` says when a period ends: "the quarter ended Dec. 31", "the year that ended in January"."""
    ends = verb.dependency == "acl" or (verb.dependency == "relcl" and verb.lemma.lower() in {"end", "begin", "start"})
    return ends and parse.head(verb).lemma.lower() in TIMES


def _is_named_season(parse: Parse, season: Token, below: Token) -> bool:
    """Whether the date is in the name of a season ("the 2018 Atlantic season")."""
    return season.lemma.lower() == "season" and any(
        below.index < child.index < season.index and child.tag.startswith(("NN", "JJ"))
        for child in parse.children(season)
    )


def verbal(parse: Parse, token: Token) -> bool:
    """Whether `token` is a verb, be it tagged as a noun ("was set to land"); "including" and "according" are none."""
    if token.dependency == "prep":
        return False
    helped = any(child.dependency in {"aux", "auxpass"} for child in parse.children(token))
    return helped or token.tag.startswith(("VB", "MD"))


def _argument(date: Token, verb: Token) -> bool:
    """Whether the verb speaks of the day itself ("Sunday was chosen") rather than of what was done on it."""
    lemma = verb.lemma.lower()
    if date.dependency in {"nsubj", "nsubjpass"}:
        return lemma not in DAY_HAS or (lemma == "be" and verb.tag in {"VBZ", "VBP"})
    return date.dependency in {"dobj", "npadvmod"} and date.index == verb.index + 1 and lemma in ABOUT_DAYS


def _nominal(token: Token) -> bool:
    return token.tag.startswith(("NN", "PRP")) and token.lemma.lower() not in TIMES


def _measures(parse: Parse, token: Token) -> bool:
    """Whether `token` is the "from" of "up from $3.20 in February", or the "to" of "in the year to February"."""
    if token.text.lower() == "to" and parse.head(token).lemma.lower() in TIMES:
        return True
    amounts = (child for child in parse.children(token) if child.tag in {"CD", "$"})
    return token.text.lower() == "from" and any(not _YEAR.fullmatch(amount.text) for amount in amounts)


def in_front_of_noun(parse: Parse, phrase: Span) -> bool:
    """Whether a date stands in front of a noun as part of its name ("after Friday's attack", "before the summer offensive")."""
    inside = parse.within(phrase)
    if not inside:
        return False
    outer = (token for token in reversed(inside) if token.tag != "POS" and parse.head(token).start >= inside[-1].end)
    last = next(outer, next((token for token in reversed(inside) if token.tag != "POS"), inside[-1]))
    noun = parse.head(last)
    return (
        last.dependency in {"poss", "compound", "nummod", "amod", "nmod"}
        and noun.index > inside[-1].index
        and _nominal(noun)
    )


def happening_before(parse: Parse, phrase: Span) -> Token | None:
    """The noun of a happening that a date stands behind, with little between them: "the end of the war in 1945"."""
    inside = parse.within(phrase)
    before = parse.tokens[max(0, inside[0].index - _FEW) : inside[0].index] if inside else ()
    return next(
        (each for each in reversed(before) if each.lemma.lower() in HAPPENINGS and each.tag in {"NN", "NNS"}), None
    )


def _main_verb(parse: Parse, verb: Token) -> Token:
    while verb.dependency in {"aux", "auxpass"} and parse.head(verb) is not verb:
        verb = parse.head(verb)
    return verb


def _of_noun(parse: Parse, noun: Token, below: Token) -> Token | None:
    """What a date that hangs on `noun` (by `below`) is the date of: the noun's happening, or the verb that it goes with."""
    happening = noun.lemma.lower() in HAPPENINGS and noun.tag in {"NN", "NNS"} and not _is_meant(parse, noun)
    verb, path = _verb_above(parse, noun)
    if verb is not None and _of_verb(parse, path, below, verb, happening=happening):
        return verb
    return noun if happening and below.text.lower() not in _FROM_ANOTHER_DAY else None


def _is_meant(parse: Parse, noun: Token) -> bool:
    """Whether a happening is only what a plan is for: "extended the deadline for their merger on Tuesday"."""
    preposition = parse.head(noun)
    return preposition.text.lower() in {"for", "of"} and parse.head(preposition).lemma.lower() in PLANS


def _of_verb(parse: Parse, path: list[Token], below: Token, verb: Token, *, happening: bool) -> bool:
    """Whether the date that hangs (by `below`) on the first of `path`, a noun, is that of the verb at the end of the path."""
    noun, link = path[0], below.text.lower()
    direct = len(path) <= 2
    if noun.dependency in {"nsubj", "nsubjpass"} and verb.lemma.lower() in OCCURRENCES and parse.head(noun) is verb:
        return True
    gathered = happening and direct and noun.lemma.lower() in GATHERINGS and path[-1].text.lower() in _AT
    if gathered or (link == "of" and not happening and _goes_on_a_day(parse, path, below)):
        return True
    if below.start < noun.start or link in {"of", "from"}:  # "the 2011 version"
        return False
    if noun.start < verb.start:  # in the subject, or in front of it
        return not happening and link in {"in", "on"} and _touches(parse, below, verb)
    if any(token.text.lower() in (_FROM_ANOTHER_DAY | _COMPARING | {"from"}) - {"for"} for token in path):
        return False
    bare = below.dependency == "npadvmod"  # "made its first flight Tuesday": the parser hangs it on the flight
    return (bare and direct) or (not happening and (bare or link in _WHEN or link in TIMES))


def _goes_on_a_day(parse: Parse, path: list[Token], below: Token) -> bool:
    """Whether a verb is told with what went on all through a whole day: "during the night shift of 9 November 2021".

    A letter or an edition of a day is a thing instead ("relied on the letter of 9 November"), so that "on" and "at" are of a
    shift or a journey only.
    """
    whole = {"CD", "NNP"} <= {token.tag for token in parse.subtree(below) if _MONTH_OR_DAY.fullmatch(token.text)}
    if not whole or len(path) != 2 or below.start < path[0].start:
        return False
    at = path[1].text.lower()
    return at == "during" or (at in _AT and path[0].lemma.lower() in TURNS)


def _verb_above(parse: Parse, noun: Token) -> tuple[Token | None, list[Token]]:
    """The verb that `noun` goes with, and the words from the noun up to it (the verb not included)."""
    path = [noun]
    for token in parse.ancestors(noun):
        if verbal(parse, token) and token.dependency != "amod":
            return _main_verb(parse, token), path
        path.append(token)
    return None, path


def _touches(parse: Parse, below: Token, verb: Token) -> bool:
    """Whether nothing but auxiliaries and commas stands between what hangs on `below` and the verb."""
    end = parse.subtree(below)[-1].index
    between = parse.tokens[end + 1 : verb.index]
    return end < verb.index and all(token.text == "," or parse.head(token) is verb for token in between)
