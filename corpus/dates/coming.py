"""What a verb in the present tells as still to come: "visits Rome on Friday", "we have a game on Wednesday"."""

from __future__ import annotations

from corpus.dates.expressions import Expression, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES
from corpus.parse import Parse, Token

# A plain present of another verb is of what is to come, where the day hangs on it ("visits Rome on Friday"), but not of these:
# what is reported or thought, what is so for long, and what a picture shows.
_NOT_TO_COME = frozenset(
    "say tell report write add note explain acknowledge admit insist argue claim comment confirm deny warn state declare suggest "
    "describe reveal reply answer quote cite indicate tweet post know think believe feel see find hear understand remember mean "
    "seem appear look remain stay stand sit have show mark lie walk watch gather hold carry listen speak talk gesture react wave "
    "pose smile wear include contain read own like love hate need want live work belong depend rise fall forecast predict gain lose trade imply represent value equal reflect".split()
)
_IF = frozenset({"if", "unless", "once"})
_FIRST = _IF | {"when"}
# "Came back to visit" is what somebody came for; these are how a match ends.
_RESULTS = frozenset("beat claim clinch defeat draw edge earn level secure win".split())
_FIGHTS = frozenset("battle bounce claw come fight hit rally storm".split())
_ENDS = frozenset(".!?\"”’'):;")
_PRESENT = frozenset({"VBZ", "VBP"})
# Somebody who has one of these, or of whom it is said that there is one, on a day is to come to it.
_APPOINTMENTS = frozenset(
    "appointment audition ballot booking by-election deadline derby election engagement exam examination final fixture flight "
    "game hearing inspection interview match meeting play-off playoff poll qualifier race referendum rehearsal replay semi-final "
    "semifinal session summit tie trial vote".split()
)
# What is resolved with one of these is still to come; but a day or month by itself may as well be that of the resolution ("voted
# to leave in June").
_RESOLVES = frozenset("opt resolve vote".split())
# Of what is so on a day, "is" tells ahead with these ("the shop is closed on Friday", "they are away on Friday").
_OPEN = frozenset("absent available away back closed due free home off open out ready shut".split())
_OF_SEVERAL = frozenset("first second third fourth fifth last latest only".split())
_LAWFUL = frozenset("compulsory illegal legal liable mandatory obligatory".split())
# What is told of these "from" a time was so before, or comes from it.
_FROM_BEFORE = frozenset(
    "adapt change climb come compare date decline decrease derive differ double draw drop ease emerge estimate improve increase jump "
    "know learn range recover result revise see shrink slide slip slow stem suffer take vary".split()
)


def is_headline(tokens: Tokens) -> bool:
    """Whether a paragraph ends without a stop: a headline's present is the past."""
    return tokens.keys[-1] not in _ENDS


def is_to_come(parse: Parse, verb: Token, tokens: Tokens, date: Token) -> bool:
    """Whether a verb in the plain present, on which `date` hangs, tells of what will happen on it."""
    if verb.tag not in _PRESENT or is_headline(tokens):
        return False
    children, lemma = parse.children(verb), verb.lemma.lower()
    if any(child.text.lower() in _IF for child in children):
        return True
    if lemma == "be":
        filled = any(
            child.dependency in ("acomp", "attr", "expl")
            and child.index != date.index
            and child.text.lower() not in _OPEN
            for child in children
        )
        return date.start > verb.start and not filled
    return lemma not in _NOT_TO_COME


def is_appointed(parse: Parse, verb: Token, tokens: Tokens, below: Token) -> bool:
    """Whether a date that hangs by `below` is that of something ahead that is had, or is, at the time of writing.

    As in "we have a game on Wednesday", "there is a vote on Thursday", "the next game is at home on Sunday".
    """
    if is_headline(tokens) or not _is_present(parse, verb) or below.start < verb.start:
        return False
    children = parse.children(verb)
    subject = next((child for child in children if child.dependency in ("nsubj", "expl")), None)
    if subject is None:
        return False
    if subject.dependency == "nsubj" and any(child.text.lower() == "next" for child in parse.children(subject)):
        return True
    there = verb.lemma == "be" and subject.dependency == "expl"
    thing = next((child for child in children if child.dependency == ("attr" if there else "dobj")), None)
    has = there or verb.lemma == "have" or verb.text.lower() == "got"
    return has and thing is not None and thing.lemma.lower() in _APPOINTMENTS and _hangs_on(parse, below, verb, thing)


def _is_present(parse: Parse, verb: Token) -> bool:
    """Whether `verb` is a plain present, or the "got" of "we have got"."""
    helpers = [child for child in parse.children(verb) if child.dependency in ("aux", "auxpass")]
    if verb.text.lower() == "got" and helpers:
        return all(helper.tag in _PRESENT for helper in helpers)
    return verb.tag in _PRESENT and not helpers


def _hangs_on(parse: Parse, below: Token, *heads: Token) -> bool:
    """Whether nothing but a preposition stands between a date and one of `heads`."""
    above = parse.head(below)
    return above in heads or (above.tag == "IN" and parse.head(above) in heads)


def is_announced(parse: Parse, verb: Token, tokens: Tokens) -> bool:
    """Whether `verb` is the infinitive that is a headline's future: "Schools to stay closed on Monday"."""
    marks = [child for child in parse.children(verb) if child.tag == "TO" and child.dependency == "aux"]
    above = parse.head(verb)
    of_verb = above is not verb and above.tag.startswith("VB")  # "held after trying to flee", "told to leave"
    if not marks or not marks[0].index or of_verb or not is_headline(tokens):
        return False
    return parse.tokens[marks[0].index - 1].tag.startswith(("NN", "CD", "JJ"))


def is_duty(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive is what somebody has to do now, and so still will: "they have to play on Friday"."""
    above = parse.head(verb)
    if not (above.lemma == "have" or above.text.lower() == "got") or not _is_present(parse, above):
        return False
    return any(child.tag == "TO" and child.index == above.index + 1 for child in parse.children(verb))


def is_forecasting(parse: Parse, verb: Token) -> bool:
    """Whether somebody forecasts, so that the day is that of the forecasting: "in May it had forecast a loss"."""
    return verb.lemma.lower() == "forecast" and any(child.dependency == "nsubj" for child in parse.children(verb))


def is_resolved(parse: Parse, verb: Token, tokens: Tokens, each: Expression) -> bool:
    """Whether a part of a year is that of what has been resolved, and not of the resolution.

    It is where the latter is told in the perfect, which goes with no date ("have voted to close it in May"), and where the words
    say when something begins or ends ("voted to close it at the end of May", "from May").
    """
    while verb.dependency == "conj" and verb.tag == "VB":  # "to close it and sell the land in May"
        verb = parse.head(verb)
    above = parse.head(verb)
    to = any(child.tag == "TO" and child.dependency == "aux" for child in parse.children(verb))
    if not (to and above.lemma.lower() in _RESOLVES and isinstance(each.meaning, Yearless)):
        return False
    perfect = any(child.lemma == "have" and child.tag in _PRESENT for child in parse.children(above))
    begins = each.first > 0 and tokens.codes[each.first - 1] == CODES["from"]
    return perfect or begins or CODES["edge"] in tokens.codes[each.first : each.last]


def begins_from(parse: Parse, verb: Token, tokens: Tokens, date: Token, each: Expression) -> bool:
    """Whether a verb in the present is told "from" a time, which then lies ahead: "smoking is banned in parks from April".

    Not where that is only what it is compared with, or where it comes from ("is down from April", "the picture is from April"),
    nor with an end of its own ("is open from April to June"), which may be so each year.
    """
    link = parse.head(date)
    if link.text.lower() != "from" or date.dependency != "pobj" or each.range_end or is_headline(tokens):
        return False
    above, lemma = parse.head(link), verb.lemma.lower()
    if lemma == "be":
        so = (child for child in parse.children(verb) if child.dependency == "acomp")
        return any(child.text.lower() in _OPEN | _LAWFUL and above in (verb, child) for child in so)
    return above is verb and lemma not in _FROM_BEFORE | _NOT_TO_COME


def is_open_from(parse: Parse, word: Token, below: Token) -> bool:
    """Whether `word` says what is so from a day on, which hangs on it by `below`: "a hotline, open from Monday"."""
    if below.text.lower() != "from" or not word.tag.startswith("JJ") or word.text.lower() not in _OPEN | _LAWFUL:
        return False
    return all(child.text.lower() not in ("to", "until", "till") for child in parse.children(below))


def is_left_to_do(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive is what is left to be done with something: "won, with sixty ballots to be counted on Monday".

    Who was "the first to be caught in May" was caught.
    """
    above = parse.head(verb)
    if verb.dependency == "pcomp":
        return above.text.lower() == "with"
    passive = any(child.dependency == "auxpass" for child in parse.children(verb))
    of_several = any(child.tag == "JJS" or child.text.lower() in _OF_SEVERAL for child in parse.children(above))
    return passive and verb.dependency in ("acl", "relcl") and above.tag in ("NN", "NNS") and not of_several


def is_condition(parse: Parse, verb: Token) -> bool:
    """Whether a verb in the present says what comes first: "if the money is approved in May", "as soon as it is open in June"."""
    children = parse.children(verb)
    comes_from = verb.lemma == "be" and any(child.text == "from" for child in children)  # "if the letter is from May"
    if verb.dependency != "advcl" or comes_from:
        return False
    words = {child.text.lower() for child in children if child.dependency in ("mark", "advmod")}
    return bool(words & _FIRST) or ("as" in words and parse.head(verb).text.lower() == "soon")


def is_outcome(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive tells what came of what was done: "came from behind to win", "fought back to draw", "went on to win"."""
    above = parse.head(verb)
    if above.tag != "VBD" or not any(child.tag == "TO" for child in parse.children(verb)):
        return False
    words = tuple(token.text.lower() for token in parse.tokens[above.index + 1 : above.index + 3])
    if above.lemma == "go":
        return words == ("on", "to")
    return verb.lemma in _RESULTS and (
        words == ("from", "behind") or (words[:1] == ("back",) and above.lemma in _FIGHTS)
    )
