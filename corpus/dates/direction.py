"""Whether a day without its year, or a weekday, lies behind or ahead: told from the tense of the verb that it belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from corpus.dates.coming import (
    begins_from,
    is_announced,
    is_appointed,
    is_condition,
    is_duty,
    is_forecasting,
    is_left_to_do,
    is_open_from,
    is_outcome,
    is_resolved,
    is_to_come,
)
from corpus.dates.expressions import Expression, Neighbour, Relative, Weekday, Yearless
from corpus.dates.moved import ahead_of, called_off, is_moved_to, is_put_off
from corpus.dates.tenses import HAD, lacks_its_s
from corpus.dates.tokens import Tokens
from corpus.dates.words import codes
from corpus.parse import Parse, Token

# gone: past for certain ("since Jan. 1"), however near the next one is; due: to come for those of whom it is told in the past
# ("was due to start in February"), which may be over by now; once: to come when it was told of, however long ago ("had been
# moved to June"), so that the nearest is meant.
Direction = Literal["past", "future", "gone", "due", "once"]

_FUTURE_AUXILIARIES = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "should", "must", "can", "ca", "'d"}
)
# What follows these as an infinitive, or as their date, is still to come.
_LOOKS_AHEAD = frozenset(
    "plan expect schedule intend aim due set slate hope hop plan want prepare agree decide vow promise propose ask order seek "
    "threaten announce pledge urge call need go likely ready poise slated slat will consider await".split()
)
_EXPECTS = frozenset("schedule expect slate slat plan due set forecast".split())
# What takes one of these is still to come ("takes effect in July").
_TAKES_WHEN = frozenset("effect place office force".split())
_AT_FIRST = frozenset("first initially originally previously".split())
# The infinitive of one of these is still to come, of what is ruled out as well ("ruled out a bid to do so in May").
_CHOICES = frozenset("agreement decision intention option permission proposal".split())
# What is told with these in the past was meant; by now it may be over, or off ("planned to retire in February").
_MEANT = _EXPECTS | frozenset("aim hop hope intend mean plan suppose want".split())
# With "have" these are of the past ("might have left").
_PERHAPS = frozenset("would may might should must could 'd ’d".split())
_COMPLETES = frozenset({"xcomp", "acomp", "oprd"})
_COMPLEMENTS = _COMPLETES | {"advcl", "ccomp"}
_PREDICTS = frozenset("project forecast predict".split())
_ASIDE = frozenset("aside apart".split())
_ONWARDS = frozenset({"back", "forward"})
_DUE = frozenset(("due", "will", "expected", "scheduled", "set", "slated", "have until", "has until", "had until"))
_JUST_BEFORE = 8
_CLOCK = codes("on clock ampm noon daynumber numword zone")
_SAYS_WHEN = frozenset(
    "begin start open reopen end expire resume arrive leave return face meet vote close launch go premiere debut convene restart".split()
)
_IF = frozenset({"if", "unless", "once"})
_NOT_WHEN = frozenset({"poss", "compound", "nsubj", "nsubjpass", "nmod", "amod", "appos"})
_FUTURE_WORDS = frozenset(
    "will 'll ’ll wo would shall may might should must scheduled expected expects plans planned due upcoming set slated begins starts "
    "opens reopens expires ends resumes meets returns arrives".split()
)
_PAST_WORDS = frozenset(
    "was were had did said has have been began became came went made took died fell rose met struck held won lost left sent gave "
    "told found brought bought sold paid built broke chose cut drew drove fought flew forgot got grew heard hit kept knew led let "
    "put ran read saw shot shut sought spoke spent stood swore taught thought threw wore wrote since ago resigned earlier".split()
)
_AHEAD_PREPOSITIONS = frozenset({"by", "until", "till"})
_NEAR = 25


def direction_of(tokens: Tokens, each: Expression, parse: Parse | None) -> Direction | None:
    """Behind or ahead of the time of writing; None where nothing tells."""
    if is_put_off(tokens, each):
        return "once"
    before = _governing(tokens, each)
    found = _from_parse(parse, tokens, each) if parse is not None else None
    if found is None and (parse is None or not this_weekend(each)):
        found = _from_words(tokens, each)
    words = tokens.keys[max(0, each.first - _JUST_BEFORE) : each.first]
    due = found == "past" and not _DUE.isdisjoint((*words, *map(" ".join, pairwise(words))))
    if before in _AHEAD_PREPOSITIONS and (due or found not in ("past", "due")):
        return "future"
    return "gone" if before == "since" or (before == "after" and found == "past") else found


def _governing(tokens: Tokens, each: Expression) -> str:
    """The word that a date stands behind, a time of day left out: "until" of "until midnight on Friday"."""
    at = each.first - 1
    while at >= max(0, each.first - _JUST_BEFORE) and tokens.codes[at] in _CLOCK:
        at -= 1
    return tokens.keys[at] if at >= 0 and (at == each.first - 1 or tokens.keys[at] in _AHEAD_PREPOSITIONS) else ""


def _from_parse(parse: Parse | None, tokens: Tokens, each: Expression) -> Direction | None:
    within = parse.within(each.span) if parse else ()
    if parse is None or not within:
        return None
    inside = {token.index for token in within}
    head = next((token for token in within if token.head not in inside or token.head == token.index), within[-1])
    if is_day(each) and (when := called_off(parse, head)):
        return when
    direct, below, nearest = head.dependency not in _NOT_WHEN, head, True
    for token in (head, *parse.ancestors(head)):
        if token.text.lower() == "since" and token.index not in inside:
            return "gone"
        if token.index in inside or not token.tag.startswith(("VB", "MD")):
            if is_day(each) and is_open_from(parse, token, below) and _tense_above(parse, token) != "past":
                return "future"
            direct = direct and (token.index in inside or _leads_up(below, token))
            below = token
            continue
        found = _tense(parse, token)
        if nearest and _is_ahead(parse, token, tokens, head, each, direct=direct):
            found = ahead_of(parse, token, head)
        if found is not None or this_weekend(each):
            return found
        direct = nearest = False
    return None


def _tense_above(parse: Parse, token: Token) -> Direction | None:
    """What the nearest verb above a word says."""
    verb = next((above for above in parse.ancestors(token) if above.tag.startswith("VB")), None)
    return _tense(parse, verb) if verb is not None else None


def _is_ahead(parse: Parse, verb: Token, tokens: Tokens, date: Token, each: Expression, *, direct: bool) -> bool:
    """Whether the verb nearest to a date tells it as to come, whatever its own tense."""
    if (direct and is_moved_to(parse, verb, date)) or is_resolved(parse, verb, tokens, each):
        return True
    if is_appointed(parse, verb, tokens, date) or is_announced(parse, verb, tokens):
        return True
    if _tense(parse, verb) is not None:
        return False
    if _is_part(each) and _is_present(parse, verb):
        first = direct and is_condition(parse, verb)
        if first or begins_from(parse, verb, tokens, date, each):
            return True
    # As in "he is ours until June, she said".
    lasts = _governing(tokens, each) in ("until", "till", "before", "by") and _is_present(parse, verb)
    return lasts or (direct and is_day(each) and is_to_come(parse, verb, tokens, date))


def _is_present(parse: Parse, verb: Token) -> bool:
    return verb.tag in ("VBZ", "VBP") or any(
        child.tag in ("VBZ", "VBP") for child in parse.children(verb) if child.dependency in ("aux", "auxpass")
    )


def _leads_up(below: Token, token: Token) -> bool:
    """Whether a date that hangs on `token` by `below` is still that of the verb: "pushed back to Friday", "Monday and Friday"."""
    return (
        token.tag in ("IN", "TO")
        or token.text.lower() in _ONWARDS
        or (below.dependency == "conj" and (below.tag, token.tag) == ("NNP", "NNP"))
    )


def is_day(each: Expression) -> bool:
    """Whether an expression names a day by its weekday or date."""
    match each.meaning:
        case Weekday() | Neighbour(Weekday()):
            return True
        case Yearless(part):
            return part.startswith("@") or (part[0].isdigit() and len(part) > len("11"))
    return False


def _is_part(each: Expression) -> bool:
    """Whether an expression names a weekday or a part of the year, without its year."""
    return isinstance(each.meaning, Weekday | Yearless)


def this_weekend(each: Expression) -> bool:
    """Whether an expression is "this weekend", which only the verb that it hangs on can put into the past."""
    return isinstance(each.meaning, Relative) and (each.meaning.unit, each.meaning.count) == ("weekend", 0)


def _tense(parse: Parse, verb: Token) -> Direction | None:
    """What the verb and its auxiliaries say; None where the verb above has to be asked."""
    helpers = [child for child in parse.children(verb) if child.dependency in ("aux", "auxpass")]
    words = {child.text.lower() for child in helpers}
    if words & _PERHAPS and any(child.lemma == "have" for child in helpers):
        return "past"  # "may have left in July"
    if "to" in words and any(child.lemma == "have" for child in helpers) and parse.head(verb).tag == "VBD":
        return "past"  # "was to have been played on Tuesday"
    if _looks_ahead(parse, verb, words):
        return _when_meant(parse, verb)
    if "to" in words or (verb.tag == "VBN" and not helpers and verb.dependency in _COMPLETES):
        return None  # "to stay closed"
    if verb.tag == "VBN" and not helpers and verb.dependency == "advcl" and _opened_by_when(parse, verb):
        return "past" if parse.head(verb).tag == "VBD" else "future"  # "could be in use, when completed in December"
    return "past" if _is_past(parse, verb, helpers) else _of_present(parse, verb)


def _is_past(parse: Parse, verb: Token, helpers: list[Token]) -> bool:
    behind = verb.tag in ("VBD", "VBN") and (verb.tag == "VBD" or not helpers)  # "killed in July": it has been
    return behind or lacks_its_s(parse, verb) or any(child.tag == "VBD" or child.lemma == "have" for child in helpers)


def _of_present(parse: Parse, verb: Token) -> Direction | None:
    present = _is_present(parse, verb)
    if present and verb.lemma == "take" and any(child.text.lower() in _TAKES_WHEN for child in parse.children(verb)):
        return "future"
    return "future" if present and verb.lemma.lower() in _LOOKS_AHEAD | _SAYS_WHEN else None


def _looks_ahead(parse: Parse, verb: Token, words: set[str]) -> bool:
    """Whether the verb, with the auxiliaries `words`, speaks of what is to come: "will go", "hopes to go", "is expected"."""
    above = parse.head(verb)
    if words & _FUTURE_AUXILIARIES or ("to" in words and above.index == verb.index) or _may_begin(parse, verb, words):
        return True
    if "to" in words and is_outcome(parse, verb):
        return False
    if "to" in words:
        words_above = (above.lemma.lower(), above.text.lower())
        chosen = above.tag == "NN" and (above.lemma in _CHOICES or _is_ruled_out(parse, above))
        meant = above.lemma == "be" or chosen or is_duty(parse, verb) or is_left_to_do(parse, verb)
        return meant or not (_LOOKS_AHEAD | _PREDICTS).isdisjoint(words_above)
    if verb.tag in ("VBD", "VBN") and verb.lemma.lower() in _EXPECTS:
        return not is_forecasting(parse, verb) and not _is_set_aside(parse, verb)
    return verb.lemma == "be" and any(_infinitive(parse, child) for child in parse.children(verb))


def _may_begin(parse: Parse, verb: Token, words: set[str]) -> bool:
    """Whether "could" is of what may come: "talks could begin on Monday"; of another deed it may be of what was possible."""
    if "could" not in words or verb.lemma.lower() not in _SAYS_WHEN:
        return False
    return all(child.dependency != "neg" for child in parse.children(verb))


def _is_set_aside(parse: Parse, verb: Token) -> bool:
    """Whether "set" has a word that makes a deed of it: "set out on Friday", "set aside two million in December"."""
    return verb.lemma == "set" and any(
        child.dependency == "prt" or child.text.lower() in _ASIDE for child in parse.children(verb)
    )


def _is_ruled_out(parse: Parse, noun: Token) -> bool:
    verb = parse.head(noun)
    return verb.lemma == "rule" and any(child.text.lower() == "out" for child in parse.children(verb))


def _when_meant(parse: Parse, verb: Token) -> Direction:
    """From when what is meant lies ahead: now, or once ("had been due on Monday", "was first set for May")."""
    if not _was_meant(parse, verb):
        return "future"
    verbs = [verb, *parse.ancestors(verb)]
    had = any(
        child.text.lower() in HAD for each in verbs for child in parse.children(each) if child.dependency == "aux"
    )
    return "once" if had or _at_first(parse, verb) else "due"


def _at_first(parse: Parse, verb: Token) -> bool:
    """Whether the plan is told as the first of several: "had first planned to open in May"."""
    verbs = [verb, *(above for above in parse.ancestors(verb) if above.tag.startswith("VB"))]
    return any(child.text.lower() in _AT_FIRST for each in verbs for child in parse.children(each))


def _was_meant(parse: Parse, verb: Token) -> bool:
    """Whether what is to come was so for those of whom it is told: "was due to start", "had called for her to go"."""
    at, meant = verb, verb.tag in ("VBD", "VBN") and verb.lemma.lower() in _EXPECTS
    while True:
        helpers = [child for child in parse.children(at) if child.dependency in ("aux", "auxpass")]
        if any(helper.tag == "MD" for helper in helpers):
            return False
        if any(helper.text.lower() in HAD for helper in helpers):
            return True
        was = at.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers)
        meant = meant or at.lemma.lower() in _MEANT
        if was and (meant or at.lemma == "be"):
            return True
        above = parse.head(at)
        if was or above.index == at.index or at.dependency not in _COMPLEMENTS:
            return False
        at = above


def _opened_by_when(parse: Parse, verb: Token) -> bool:
    return any(child.text.lower() in _IF | {"when"} for child in parse.children(verb))


def _infinitive(parse: Parse, verb: Token) -> bool:
    """Whether a verb hangs on "are" by its "to": "they are to travel"."""
    return verb.dependency == "xcomp" and any(child.tag == "TO" for child in parse.children(verb))


def _from_words(tokens: Tokens, each: Expression) -> Direction | None:
    """What the nearest telling word of the sentence says, those before the expression first."""
    for at in range(each.first - 1, max(-1, each.first - _NEAR), -1):
        if tokens.keys[at] in ".!?;" and each.first - at > 1 and not tokens.keys[at - 1].endswith(("nov", "dec")):
            break
        if tokens.keys[at] == "to" and at and _leads_on(tokens.keys[at - 1]):
            return "future"
        if (found := _telling(tokens.keys[at])) and not _undergoes(tokens, at):
            return found
    for at in range(each.last, min(len(tokens.keys), each.last + _NEAR)):
        if tokens.keys[at] in ".!?;":
            break
        if (found := _telling(tokens.keys[at])) and not _undergoes(tokens, at):
            return found
    return None


def _undergoes(tokens: Tokens, at: int) -> bool:
    """Whether what looks past is what is done to something, when only the words before it tell: "will be held"."""
    before = tokens.keys[max(0, at - 2) : at]
    be = before[-1:] == ("be",) or (before[:1] == ("be",) and before[-1].endswith("ly"))
    return be and tokens.keys[at] not in _FUTURE_WORDS


def _leads_on(word: str) -> bool:
    """Whether "to" after the word is of what is still to come: "are to", "has to", "hopes to", ", to be held"."""
    stems = (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
    return word in ("is", "are", "was", "were", "has", "have", ",") or not _LOOKS_AHEAD.isdisjoint(stems)


def _telling(word: str) -> Direction | None:
    if word in _FUTURE_WORDS:
        return "future"
    return "past" if word in _PAST_WORDS or (len(word) > 4 and word.endswith("ed")) else None
