"""Whether a clause tells what happened, what is meant to, what will, or nothing that can be said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from corpus.dates.coming import is_duty, is_forecasting, is_outcome
from corpus.dates.tenses import lacks_its_s
from corpus.parse import Parse, Token
from corpus.timeline.clauses import Clause
from corpus.timeline.denials import instead, is_unable, is_unsure
from corpus.timeline.reach import subjects
from corpus.timeline.stretches import Stretch
from corpus.timeline.undone import is_changed, is_off, is_taken_back
from corpus.timeline.values import Status
from corpus.timeline.verbs import VerbGroup, is_having, is_infinitive, verb_group
from corpus.timeline.words import (
    ARRANGEMENTS,
    DEEDS,
    DENIALS,
    INTENTIONS,
    MOVES,
    PLANS,
    PREVENTIONS,
    PROMISES,
    PROPOSED,
    REPORTS,
    RESOLVES,
    SETS,
)
from corpus.values import Span

_WILL = frozenset({"will", "'ll", "’ll", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_TOWARDS = frozenset({"for", "until", "till", "to"})

_NEGATED = re.compile(
    r"\b(?:not|never|denie[sd]|deny|cannot|if|unless|whether|may|might|could|should)\b|n[’']t\b", re.IGNORECASE
)
_MEANT = re.compile(
    r"\b(?:would|(?:plan|intend|expect|hope|aim|want)(?:s|ed)? to|set to|due (?:to|in|on|by)|going to"
    r"|scheduled|expected|planned|slated|(?:is|are|was|were) to)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|shall)\b|[’']ll\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:was|were|had|has|have|did|said|[a-z]{2,20}ed|[a-z]{0,10}(?:took|came|went|won|met|made))\b")
_PART = re.compile(r"(?P<early>earlier) (?:this|today)|later this (?:week|month|year)\b", re.IGNORECASE)
_LONG_OVER = dt.timedelta(days=90)  # sooner a reader may have taken a coming day for the last one
_NEAR = 40  # characters from a hint within which a denial is of it


def find_status(body: str, clause: Clause, stretch: Stretch, published: dt.date | None, parse: Parse | None) -> Status:
    """The status of what `clause` says of the days of `stretch`, as told on the day of publication."""
    stretch = _told_part(body, stretch, published)
    if parse is None or clause.head is None:
        start = clause.span.start
        phrase = Span(stretch.phrase.start - start, stretch.phrase.end - start)
        status = _by_words(clause.span.of(body), phrase, stretch, published)
        # With a parse only an entry of a list of days has no head ("27 September: last day of opening").
        entry = parse is not None and status == "unknown" and not _NEGATED.search(clause.span.of(body))
        return "planned" if entry and _after(stretch, published) else status
    if clause.kind == "noun":
        return _of_noun(parse, clause.head, stretch, published)
    group = verb_group(parse, clause.head)
    if _before(stretch, published) and is_unable(parse, group, stretch.phrase) and not _reported(parse, group):
        return "past"  # of what is reported, "could not come on Monday" may be of a day that was to come
    if is_unsure(parse, group, stretch.phrase):
        return "unknown"
    status = (
        _by_modal(parse, group, stretch, published)
        or _by_meaning(body, parse, group, stretch, published)
        or _by_tense(parse, group, stretch, published)
    )
    if status == "planned" and is_changed(parse, group) and not _before(stretch, published):
        return "unknown"
    return "unknown" if status in ("planned", "future") and is_taken_back(parse, group) else status


def _told_part(body: str, stretch: Stretch, published: dt.date | None) -> Stretch:
    """The days of "earlier this week" that are over, those of "later this week" that are to come."""
    part = _PART.match(stretch.phrase.of(body)[:20])
    if part is None or published is None or stretch.open:
        return stretch
    if part["early"]:
        return replace(stretch, last=min(stretch.last or published, published - dt.timedelta(days=1)))
    return replace(stretch, first=max(stretch.first or published, published + dt.timedelta(days=1)))


def _by_words(text: str, phrase: Span, stretch: Stretch, published: dt.date | None) -> Status:
    """What the plain words that stand nearest to the date say; `phrase` is where it stands in `text`."""
    found = [
        (max(phrase.start - hint.end(), hint.start() - phrase.end), hint.start(), kind)
        for kind, hints in (("planned", _MEANT), ("future", _COMING), ("past", _DONE))
        for hint in hints.finditer(text)
    ]
    if not found:
        return "unknown"
    _, at, kind = min(found)
    if any(abs(hint.start() - at) <= _NEAR for hint in _NEGATED.finditer(text)):
        return "unknown"
    after = _after(stretch, published)
    if kind == "past":
        return "unknown" if after else "past"
    return "future" if kind == "future" and after else "planned"


def _of_noun(parse: Parse, noun: Token, stretch: Stretch, published: dt.date | None) -> Status:
    if any(
        token.lemma.lower() in PREVENTIONS | DENIALS for token in (*_verbs_above(parse, noun), *parse.children(noun))
    ) or is_off(parse, noun):
        return "unknown"
    none = any(child.text.lower() == "no" for child in parse.children(noun))  # "there is no vote on Thursday"
    if none or instead(parse, noun):
        return "unknown"
    proposed = any(child.text.lower() in PROPOSED for child in parse.children(noun))
    if proposed or _after(stretch, published):
        return "planned"
    verb = next(iter(_verbs_above(parse, noun)), None)
    intended = verb and is_infinitive(parse, verb) and parse.head(verb).lemma.lower() in INTENTIONS
    if intended and published and not _before(stretch, published):
        return "planned"  # "is set to make a test flight on Thursday", told on that day
    told = verb is not None and verb.tag == "VBD" and (noun.dependency == "nsubj" or _done_to(noun, verb))
    return "past" if published and (told or _before(stretch, published)) else "unknown"


def _done_to(noun: Token, verb: Token) -> bool:
    """Whether a happening is the object of what was done, told on that day: "upheld the conviction of Lee on Wednesday"."""
    ahead = (REPORTS | ARRANGEMENTS | MOVES | SETS | INTENTIONS) - DEEDS
    return noun.dependency == "dobj" and verb.lemma.lower() not in ahead


def _verbs_above(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The nearest verb above `token`."""
    return tuple(above for above in parse.ancestors(token) if above.tag.startswith("VB"))[:1]


def _by_modal(parse: Parse, group: VerbGroup, stretch: Stretch, published: dt.date | None) -> Status | None:
    texts = {helper.text.lower() for helper in group.helpers if helper.tag == "MD"}
    have = any(helper.lemma.lower() == "have" for helper in group.helpers)
    if texts & {"must", "shall"}:
        return "unknown" if have else "planned"  # "must have left": a guess
    if texts & _WILL:
        return "future" if _after(stretch, published) else "planned"
    if texts & _WOULD:
        if have:
            return "unknown"  # would have: it did not come to be
        return "planned" if _reported(parse, group) or not _before(stretch, published) else "unknown"
    return None


def _reported(parse: Parse, group: VerbGroup) -> bool:
    """Whether the clause is what somebody says, so that "would" is said of what is to come."""
    top = group.verbs[-1]
    return any(
        token.dependency == "ccomp" and parse.head(token).lemma.lower() in REPORTS | INTENTIONS
        for token in (top, *parse.ancestors(top))
    )


def _by_meaning(
    body: str, parse: Parse, group: VerbGroup, stretch: Stretch, published: dt.date | None
) -> Status | None:
    """Planned where the words around the verb say that it is meant, arranged or due."""
    dated = group.dated
    if is_outcome(parse, dated):
        never = any(child.dependency == "neg" for child in parse.children(parse.head(dated)))
        return "unknown" if never or _after(stretch, published) else "past"
    above = [verb.lemma.lower() for verb in group.verbs[1:]]
    if is_infinitive(parse, dated) and _before(stretch, published) and _is_no_plan(parse, dated, above):
        return "unknown"
    intended = INTENTIONS.intersection(above) - (RESOLVES if _before(stretch, published) else frozenset())
    meant = is_infinitive(parse, dated) and (above[:1] in ([], ["be"]) or bool(intended) or _has_to(parse, group))
    if meant and published and _before(stretch, published) and group.finite.tag in {"VBZ", "VBP"}:
        return "unknown"  # nobody expects now what would be over
    going = above[:1] == ["go"] and group.verbs[1].tag == "VBG"
    if (
        meant
        or going
        or _arranged(body, parse, dated, stretch, after=_after(stretch, published))
        or _leads_on(parse, group, stretch, published)
    ):
        return "planned"
    told = any(token.text.lower() in {"due", "scheduled", "planned"} for token in parse.within(stretch.phrase))
    return "planned" if told and not _before(stretch, published) else None


def _has_to(parse: Parse, group: VerbGroup) -> bool:
    """Whether somebody has to do it now, "has to play"; what one had to do is done, and "has bonds to sell" is no duty."""
    verb = next((each for each in group.verbs if any(child.tag == "TO" for child in parse.children(each))), group.dated)
    return is_duty(parse, verb) and group.finite.tag in {"VBZ", "VBP"}


def _is_no_plan(parse: Parse, dated: Token, above: list[str]) -> bool:
    """Whether an infinitive of days gone by is of another verb's days, or of what is only thought to have been.

    "Was denied a visa to enter until May", "made a bid to recover after a torrid 2017", "is likely to have risen in May".
    """
    if any(child.lemma.lower() == "have" for child in parse.children(dated) if child.dependency == "aux"):
        return True
    of_noun = dated.dependency == "acl" and parse.head(dated).lemma.lower() not in PLANS
    return not above and (dated.dependency == "advcl" or of_noun)


def _arranged(body: str, parse: Parse, dated: Token, stretch: Stretch, *, after: bool) -> bool:
    """Whether the day is the one that is arranged ("scheduled for May 5", "postponed until May 5"), not that of arranging."""
    word, before = dated.lemma.lower(), _word_before(body, stretch.phrase)
    if (
        (word in ARRANGEMENTS | MOVES and before in _TOWARDS)
        or (word in SETS and before == "for")
        or (word in PROMISES and stretch.phrase.of(body)[:3].lower() == "by ")
    ):
        return True
    arranged = dated.tag in {"VBN", "JJ"} and not is_forecasting(parse, dated)
    passive = arranged and word in ARRANGEMENTS | (MOVES if after else frozenset())
    return passive or any(child.text.lower() == "due" for child in parse.children(dated))


def _leads_on(parse: Parse, group: VerbGroup, stretch: Stretch, published: dt.date | None) -> bool:
    """Whether the date stands beside the words that say that something is meant ("on Friday they are to travel")."""
    verb = group.dated
    if verb.tag in {"VBZ", "VBP"} and verb.lemma.lower() in ARRANGEMENTS:
        return published is None or not _before(stretch, published)
    if verb.lemma.lower() not in INTENTIONS | {"be"}:
        return False
    if verb.lemma.lower() in ARRANGEMENTS | PROMISES and _after(stretch, published):
        return True
    if verb.lemma.lower() in DEEDS and group.finite.tag == "VBD" and not _after(stretch, published):
        return False  # "voted on Tuesday to close it", told on that day
    follows = any(child.dependency == "xcomp" and is_infinitive(parse, child) for child in parse.children(verb))
    arranged = verb.tag == "VBN" and verb.lemma.lower() in ARRANGEMENTS | {"set", "slate"}
    return follows and (arranged or published is None or not _before(stretch, published))


def _word_before(body: str, phrase: Span) -> str:
    before = body[max(0, phrase.start - 20) : phrase.start].split()
    first = phrase.of(body).split()[:1]
    return (
        before[-1] if before and not (first and first[0].lower() in _TOWARDS) else first[0] if first else ""
    ).lower()


def _by_tense(parse: Parse, group: VerbGroup, stretch: Stretch, published: dt.date | None) -> Status:
    finite, head = group.finite, group.verbs[-1]
    if (finite.tag == "VB" and not subjects(parse, finite)) or (
        _reaches_on(stretch, published) and not (finite is head and finite.tag in {"VBZ", "VBP"})
    ):
        return "unknown"  # a request; "has studied the effects over 2000-2050", which are not the days of studying
    before, after = _before(stretch, published), _after(stretch, published)
    if after and is_having(group):
        return "future"
    # What describes a noun is one, whatever its tag: "Spring 2027: land handed back".
    described = after and finite.tag == "VBD" and finite.dependency == "acl"
    participle = finite is head and (finite.tag in {"VBN", "VBG"} or described)
    told = (finite.tag == "VBD" and not participle) or lacks_its_s(parse, finite)
    if told or (finite.lemma == "have" and finite is not head):
        return "unknown" if after else "past"
    if participle:  # it has the tense of its day
        # Without a day of writing "running until 2028" may be over or not.
        begun = (before and published is not None) or (finite.tag == "VBN" and not after)
        return "planned" if after else "past" if begun else "unknown"
    if group.dated.tag == "VBG" and finite is not head and published is not None and not before:
        return "planned"  # "is travelling on Monday"
    stated = before and published is not None and stretch.basis == "stated"  # "in 2007 it passes its rival"
    return "future" if after else "past" if stated else "unknown"


def _reaches_on(stretch: Stretch, published: dt.date | None) -> bool:
    """Whether a range of days runs past the publication."""
    return stretch.ranged and published is not None and (stretch.last or published) > published


def _after(stretch: Stretch, published: dt.date | None) -> bool:
    """Whether the days had not begun on the day of publication."""
    return published is not None and (stretch.first or stretch.last or published) > published


def _before(stretch: Stretch, published: dt.date | None) -> bool:
    """Whether the days were over on the day of publication, or had begun where they have no end."""
    return published is None or (stretch.last or stretch.first or published) < published


def is_foretold_too_late(parse: Parse, clause: Clause, stretch: Stretch, published: dt.date | None) -> bool:
    """Whether a clause with "will" is told of stated days that were over long before, which are then something else's."""
    if clause.head is None or clause.kind == "noun" or published is None or stretch.last is None:
        return False
    helpers = verb_group(parse, clause.head).helpers
    long_over = stretch.basis == "stated" and stretch.last < published - _LONG_OVER
    return long_over and any(helper.text.lower() in _WILL for helper in helpers)


def contradicts(parse: Parse | None, clause: Clause, stretch: Stretch, published: dt.date | None) -> bool:
    """Whether the verb tells as past what would be on days to come, or as to come what would be past: the days may be wrong."""
    if parse is None or clause.head is None or clause.kind == "noun" or published is None:
        return False
    group = verb_group(parse, clause.head)
    finite = group.finite
    if is_having(group):
        return False
    if finite.tag == "VBD" or finite.lemma == "have" or lacks_its_s(parse, finite):
        return _after(stretch, published)
    return finite.tag in {"VBZ", "VBP"} and _before(stretch, published) and stretch.last is not None
