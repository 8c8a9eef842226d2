"""Who says: the subject of a verb of saying, in a parse or beside the verb."""

from __future__ import annotations

import re

from corpus.names.lexicon import BODY_WORDS, ROLES
from corpus.parse import Parse, Token
from corpus.quotes.nouns import phrase_after, phrase_before
from corpus.quotes.text import Text
from corpus.quotes.verbs import CUES, SAYING, TEXTS
from corpus.values import Span

_SUBJECTS = frozenset({"nsubj", "csubj"})
# "Can be heard saying": here the subject of a passive says.
_HEARD = _SUBJECTS | {"nsubjpass"}
_WITNESSING = frozenset("hear overhear see record film catch".split())
# With these somebody goes on who said something in the same sentence.
_GOING_ON = frozenset("add say note stress warn suggest admit claim argue predict state insist acknowledge".split())
_JOINED = frozenset("conj xcomp acomp advcl pcomp prep dep".split())
_WITH = re.compile(r"\bwith\s(?:[\w’' -]{0,60}\s)?$")
# So far back an aside on what is somebody's may begin.
_ASIDE = 200
_JOINING = re.compile(r",\s(?:and|but|or|while)\s")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SOURCES = frozenset(
    """source supporter opponent authority police advocate protester demonstrator neighbor neighbour people man woman
    parent datum data figure finding result number statistic record other many few one critic some
    observer commentator insider onlooker viewer reader customer user buyer family relative passenger fan voter""".split()
)
# What stands before the place that somebody is from.
_PLACING = frozenset("from in at near".split())
_WHERE = frozenset("outside inside".split())
# "A cousin of", "an adviser to"; one of several.
_OWNING = frozenset("of to".split())
_ANY = frozenset("a an another".split())
# Kinds of names of whom a "who" speaks.
_SPEAKING = frozenset({"PERSON", "ORG", "NORP"})
_SOMEBODY = ROLES | BODY_WORDS


def find_subject(parse: Parse, token: Token) -> Token | None:
    """Who says: the verb's own subject, or that of the verb it is joined to or hangs on; of "who", the one meant."""
    at = token
    for _ in range(6):
        if at is not token and (outer := _outer_report(parse, at, token)):
            at = outer
        wanted = _HEARD if at is not token and at.lemma in _WITNESSING else _SUBJECTS
        subjects = [each for each in parse.children(at) if each.dependency in wanted and each.tag[:1] in "NPWDVCJ"]
        if subjects:
            nearest = _meant(
                parse, at, min(subjects, key=lambda each: (_placed(parse, each), abs(each.index - at.index)))
            )
            if at is token or token.tag != "VBG" or is_source(nearest):
                return nearest
        if at.tag == "VBG" and at.dependency in {"acl", "relcl"}:
            return _speaking(parse, parse.head(at))
        if at.tag == "VBG" and (quoted := _quoted_as(parse, at)):
            return quoted
        if at.dependency not in _JOINED or at.head == at.index or (at.dependency == "advcl" and at.tag != "VBG"):
            return None
        at = parse.head(at)
    return None


def is_aside(parse: Parse, subject: Token, verb: Token) -> bool:
    """Whether what a parse takes for the subject of `verb` says where or how many, and who says it stands after it.

    "Outside court, his widow, Sharon, said" and "two of them in Varn, Ann Lee, the mayor, said".
    """
    following = parse.tokens[subject.index + 1 : verb.index]
    counted = subject.tag == "CD" and bool(following) and following[0].text.lower() in _PLACING | _OWNING
    return (counted or _placed(parse, subject)) and any(each.text == "," for each in following)


def _placed(parse: Parse, noun: Token) -> bool:
    """Whether a noun says where: "said outside court", which the parse takes for one more subject."""
    return noun.index > 0 and parse.tokens[noun.index - 1].text.lower() in _WHERE


def _outer_report(parse: Parse, clause: Token, token: Token) -> Token | None:
    """The verb of saying that reports the clause a second verb of saying was hung on: "said it was shut and added that".

    So does any that has a pronoun for its subject: "Lee said he had looked, adding that".
    """
    for _ in range(3):
        if clause.dependency != "conj":
            break
        clause = parse.head(clause)
    verb = parse.head(clause)
    if clause.dependency != "ccomp" or verb.index >= clause.index or CUES.get(verb.text.lower()) not in SAYING:
        return None
    about = next((each for each in parse.children(clause) if each.dependency in _SUBJECTS), None)
    same = about is not None and about.text.lower() in {"he", "she", "they", "it"}
    told = any(each.dependency in _SUBJECTS for each in parse.children(verb))
    return verb if told and (same or (token.tag == verb.tag and token.lemma in _GOING_ON)) else None


def _meant(parse: Parse, verb: Token, subject: Token) -> Token:
    """The noun that "who" or "which" stands for, where the clause hangs on one."""
    if subject.text.lower() in {"who", "which", "that"} and verb.dependency == "relcl":
        head = _beyond_place(parse, parse.head(verb))
        if head is None:
            return subject
        head = _one_of(parse, head)
        return head if head.entity in {"", *_SPEAKING} or subject.text.lower() != "who" else subject
    return subject


def _beyond_place(parse: Parse, noun: Token) -> Token | None:
    """The noun that a clause after a place's name is about: "a nurse from Dewsbury, who"; None where the parse shows none."""
    placing = parse.head(noun)
    bare = noun.tag in {"NNP", "NNPS"} and not any(child.dependency == "det" for child in parse.children(noun))
    if not bare or noun.entity in {"NORP", "PERSON"} or placing.text.lower() not in _PLACING:
        return noun
    outer = parse.head(placing)
    if outer.tag.startswith("VB"):
        objects = (child for child in parse.children(outer) if child.dependency == "dobj" and child.end < placing.start)
        return next(objects, None)
    while outer.dependency == "appos":
        outer = parse.head(outer)
    return outer if outer.tag.startswith("NN") else None


def _one_of(parse: Parse, noun: Token) -> Token:
    """Whom a clause with "who" after "a cousin of the mayor" is about: the cousin, as there is but one mayor.

    Only somebody: of "a photograph of the mayor who" nothing changes, nor of "a friend of the twins who", who may be one of several.
    """
    link = parse.head(noun)
    whose = parse.head(link)
    first = next((each.text.lower() for each in parse.children(noun) if each.dependency in {"det", "poss"}), "")
    single = noun.tag == "NNP" or (noun.tag == "NN" and first == "the")
    closed = any(each.dependency == "punct" and each.start > noun.start for each in parse.children(noun))
    if link.text.lower() not in _OWNING or not single or closed or whose.lemma.lower() not in ROLES:
        return noun
    some = any(each.text.lower() in _ANY and each.dependency == "det" for each in parse.children(whose))
    return whose if some and whose.tag == "NN" else noun


def _speaking(parse: Parse, noun: Token) -> Token | None:
    """Who speaks in "… saying" after a noun: the noun, but of a text who put it out; nobody for other things."""
    named_by_the_way = noun.dependency == "pobj" and noun.entity != "PERSON"  # "returning to Iraq, saying"
    if noun.lemma.lower() in TEXTS or named_by_the_way:
        for verb in parse.ancestors(noun):
            for child in parse.children(verb):
                if child.dependency == "nsubj" and child.index < noun.index and is_somebody(child):
                    return child
    if noun.lemma.lower() in TEXTS:
        return noun
    return noun if is_somebody(noun) else None


def is_somebody(token: Token) -> bool:
    """Whether a word can speak: a name, a pronoun, or what people are called."""
    return bool(token.entity) or token.tag in {"NNP", "NNPS", "PRP"} or token.lemma.lower() in _SOMEBODY


def is_source(subject: Token) -> bool:
    """Whether a subject is somebody or a text, and no thing that "suggests" or "reveals" in another sense."""
    return is_somebody(subject) or subject.lemma.lower() in TEXTS | _SOURCES


def said_by(parse: Parse, token: Token) -> Token | None:
    """Whom "quoted" has for its object, where "as saying" follows."""
    noun = next((child for child in parse.children(token) if child.dependency == "dobj"), None)
    if noun is None:
        return None
    after = parse.tokens[noun.index + 1 : noun.index + 4]
    return noun if any(each.text == "as" for each in after) else None


def _quoted_as(parse: Parse, token: Token) -> Token | None:
    """Who is quoted in "quoted him as saying"."""
    before = parse.tokens[token.index - 1] if token.index else token
    for verb in parse.ancestors(token) if before.text.lower() == "as" else ():
        if CUES.get(verb.text.lower()) in {"quote", "cite"}:
            wanted = {"nsubjpass"} if any(child.dependency == "auxpass" for child in parse.children(verb)) else {"dobj"}
            return next((child for child in parse.children(verb) if child.dependency in wanted), None)
    return None


def before_whose(text: Text, parse: Parse, token: Token, subject: Token | None) -> Span | None:
    """Who stands before an aside right in front of a verb: in "Ann Lee, whose son Max, 9, fell, said" Max says nothing.

    None where there is none, or the verb has a subject outside of it.
    """
    start = text.sentence_at(token.start).span.start
    opens = text.body.rfind(", whose ", max(start, token.start - _ASIDE), token.start)
    if opens < 0 or (subject is not None and not opens < subject.start < token.start):
        return None
    aside = text.body[opens : token.start]
    told = [each for each in parse.within(Span(opens, token.start)) if each.tag in _FINITE]
    if not aside.endswith(", ") or len(told) > 1 or _JOINING.search(aside) or text.quoted_within(Span(start, opens)):
        return None
    return phrase_before(text, start, opens)


def stands_beside(text: Text, token: Token) -> Span | None:
    """Who stands beside a verb whose subject the parse missed: after it where it follows a quotation, else before it."""
    sentence = text.sentence_at(token.start).span
    start = max([sentence.start, *(each.outer.end for each in text.quoted_within(Span(sentence.start, token.start)))])
    between = text.body[start : token.start].strip()
    if not between.strip(",") and (start > sentence.start or between):
        return phrase_after(text, token.end, sentence.end)
    if token.tag == "VBG":
        found = phrase_before(text, start, token.start)
        return found if found and _WITH.search(text.body, start, found.start) else None
    return phrase_before(text, start, token.start)
