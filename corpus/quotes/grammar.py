"""Reporting clauses as a parse shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.parse import Parse, Token
from corpus.quotes.clauses import FINITE, around, end_of_clause, find_content
from corpus.quotes.datelines import after_dateline
from corpus.quotes.nouns import phrase_before, phrase_of
from corpus.quotes.reports import Report, hull
from corpus.quotes.subjects import before_whose, find_subject, is_aside, is_source, said_by, stands_beside
from corpus.quotes.text import Text
from corpus.quotes.unsaid import is_to_come, is_unsaid
from corpus.quotes.verbs import CUES, NOUNS, PASSIVE, SAYING, TEXTS
from corpus.values import Span

_TO_MARK = re.compile(r"[,:]\s{1,2}(?=[“\"„«‘])")
# Who is asked something says nothing by it: "Asked whether it was safe, …", "Ann Lee, asked about it, …".
_ASKED = re.compile(
    r"(?:when |if )?(?:asked|pressed|quizzed|questioned) (?:whether|if|about|why|how|what|when|where|who|by|for|on)\b",
    re.IGNORECASE,
)
_OPENS_ASKED = re.compile(r"(?:^|\b(?:when|if)\s)$", re.IGNORECASE)
_ASIDE_ASKED = re.compile(r"[,;—–]\s$")
_ANSWERS = re.compile(r"[,—–]\s(?:\w{1,20}\s){0,2}(?:said|says|replied|replies|answered|declined|refused|told|would)\b")
# Words in marks that may stand for somebody: a "senior aide".
_HELD_OFF = 3
_CLAUSE = 3
# Characters back in which brackets open that a word stands in.
_BRACKET = 80
# Things, too, do these without a word.
_WEAK = frozenset(
    "suggest indicate imply reveal signal confirm underscore underline highlight point explain predict add rule".split()
)
# Who does so with a text does not say what is in it.
_GETTING = frozenset("find get open read receive see".split())
# Tags of verbs that tell what is or was so, which no infinitive or participle does alone.
_TELLING = frozenset({"VBD", "VBZ", "VBP", "MD"})
# "Would" is left in: it reports a habit or a future ("she would later say").
_MODALS = frozenset("could might may should must can cannot".split())


def find_by_grammar(text: Text, parse: Parse) -> Iterator[Report]:
    """The reports whose cue is a verb, or a noun with whose it is."""
    for token in parse.tokens:
        hyphened = "-" in text.body[max(0, token.start - 1) : token.start] + text.body[token.end : token.end + 1]
        if text.quoted_at(token.start) or hyphened:
            continue
        verb = _verb(parse, token)
        if token.lemma in NOUNS and token.tag in {"NN", "NNS"} and (claim := _noun(text, parse, token)):
            yield claim
        elif token.text == "allege" and token.tag == "NN":
            yield from _alleging(text, token)
        elif verb and _reports(text, parse, token) and (report := _report(text, parse, token, verb)):
            yield report


def _reports(text: Text, parse: Parse, token: Token) -> bool:
    """Whether a form of a verb of saying is a verb there, and says that something is said."""
    if _is_asked(text, token):
        return False
    if not token.tag.startswith("VB"):
        return _introduces(text, parse, token)
    children = parse.children(token)
    reduced = token.tag == "VBN" and token.dependency == "acl"  # "the video posted on Monday"
    modifies = reduced or token.dependency in {"amod", "compound", "aux"}
    return not (modifies or _hypothetical(children) or _aim(parse, token, children))


def _is_asked(text: Text, token: Token) -> bool:
    """Whether "asked" says of whoever speaks that they were, not that they did: "Ann Lee, the mayor, asked whether …"."""
    if not _ASKED.match(text.body, token.start):
        return False
    sentence = text.sentence_at(token.start).span
    before = text.body[max(sentence.start, token.start - _BRACKET) : token.start]
    if _OPENS_ASKED.search(before):
        return True
    return bool(_ASIDE_ASKED.search(before) and _ANSWERS.search(text.body, token.end, sentence.end))


def _verb(parse: Parse, token: Token) -> str | None:
    """The verb of saying that a word is a form of: "fired back" replies, who "pushed back approval" does not."""
    following = parse.tokens[token.index + 1].text if token.index + 1 < len(parse.tokens) else ""
    if following == "back" and token.lemma in {"fire", "shoot", "hit", "clap", "push"}:
        return None if any(child.dependency == "dobj" for child in parse.children(token)) else "reply"
    return CUES.get(token.text.lower())


def _introduces(text: Text, parse: Parse, token: Token) -> bool:
    """Whether a word that the parse takes for a noun stands between a name and a quotation: "The office notes, “…”".

    It is a noun after all where it is somebody's, has an adjective or hangs on another word: "fined for his comments: “…”".
    """
    at = _TO_MARK.match(text.body, token.end)
    before = parse.tokens[token.index - 1].tag if token.index else ""
    verbal = token.tag == "NNS" and before[:2] in {"NN", "PR"} and before != "PRP$"
    return bool(at and verbal and token.dependency not in {"pobj", "dobj"} and text.quoted_at(at.end()))


def _hypothetical(children: tuple[Token, ...]) -> bool:
    """Whether the clause only asks or supposes: "could say that", "if he says", "until it says"."""
    return any(
        (child.dependency == "aux" and child.text.lower() in _MODALS)
        or (child.dependency == "mark" and child.text.lower() in {"if", "unless", "until", "whether"})
        for child in children
    )


def _aim(parse: Parse, token: Token, children: tuple[Token, ...]) -> bool:
    """Whether somebody is only to speak: "asked her to say", but not "went on to say" or "were able to say"."""
    to = any(child.dependency == "aux" and child.text.lower() == "to" for child in children)
    head = parse.head(token).text.lower()
    return to and head != "able" and CUES.get(head, "") not in {"go", "continue", "begin"}


def _report(text: Text, parse: Parse, token: Token, verb: str) -> Report | None:
    children = parse.children(token)
    if any(child.dependency in {"auxpass", "nsubjpass"} for child in children):
        return _passive(text, parse, token, verb)
    subject = _speaker(text, parse, token, verb)
    if subject and (subject.text.lower() in {"i", "you", "we"} or (verb in _WEAK and not is_source(subject))):
        return None
    bracket = _bracket(text, subject, token) if subject else None
    if owner := before_whose(text, parse, token, subject):
        speaker: Span | None = owner
    elif bracket:
        speaker = phrase_before(text, text.sentence_at(bracket).span.start, bracket)
    else:
        speaker = phrase_of(text, parse, subject) if subject else stands_beside(text, token)
    cue, sentence = Span(token.start, token.end), text.sentence_at(token.start).span
    opens = after_dateline(text.body, sentence)
    if speaker and sentence.start <= speaker.start < opens <= token.start:
        speaker = phrase_before(text, opens, token.start)  # The parse took the place for the subject.
    if speaker is None:
        return None
    denied, to_come = is_unsaid(parse, token), is_to_come(parse, token)
    if verb in SAYING and token.tag in FINITE and (whole := around(text, speaker, cue, sentence)):
        return Report(cue, verb, speaker, hull(cue, speaker), whole, denied, to_come)
    content = find_content(text, parse, token, verb)
    if content and _ASKED.match(text.body, content.start):
        content = None  # "Asked whether it was safe, Ann Lee said no."
    own = subject is None or parse.head(subject).index == token.index
    apart = content is None or not content.overlaps(speaker)
    return Report(cue, verb, speaker, hull(cue, speaker) if own else cue, content if apart else None, denied, to_come)


def _bracket(text: Text, subject: Token, verb: Token) -> int | None:
    """Where the bracket opens that holds what a parse takes for the subject, and closes before the verb: "Acme (NYSE: ACM) said"."""
    start = max(text.sentence_at(subject.start).span.start, subject.start - _BRACKET)
    opened = text.body.rfind("(", start, subject.start)
    closed = ")" in text.body[subject.end : verb.start] and ")" not in text.body[opened : subject.start]
    return opened if opened > start and closed else None


def _speaker(text: Text, parse: Parse, token: Token, verb: str) -> Token | None:
    """The word for who says, None where the parse does not show it or shows one that is itself quoted."""
    subject = find_subject(parse, token) if token.tag.startswith("VB") else None
    text_told = parse.head(token)
    if token.dependency == "acl" and text_told.lemma.lower() in TEXTS and parse.head(text_told).lemma in _GETTING:
        subject = text_told  # "She got a letter telling her that …".
    if verb in {"quote", "cite"} and (quoted := said_by(parse, token)):
        subject = quoted
    if subject and is_aside(parse, subject, token) and stands_beside(text, token):
        return None
    marks = text.quoted_at(subject.start) if subject else None
    return subject if marks is None or len(marks.content.of(text.body).split()) <= _HELD_OFF else None


def _noun(text: Text, parse: Parse, token: Token) -> Report | None:
    """A noun that stands for speech with whose it is and what it says: "the mayor's claim that the bridge is safe"."""
    children = parse.children(token)
    owner = next((child for child in children if child.dependency == "poss"), None)
    clause = next(
        (child for child in children if child.dependency in {"acl", "ccomp"} and child.start > token.end), None
    )
    if owner is None or clause is None:
        return None
    tree = parse.subtree(clause)
    if tree[0].text != "that":
        return None
    cue = Span(token.start, token.end)
    speaker = phrase_of(text, parse, owner)
    return Report(cue, token.lemma, speaker, hull(cue, speaker), Span(tree[0].end, tree[-1].end))


def _alleging(text: Text, token: Token) -> Iterator[Report]:
    """What "police allege he hid it" reports: no noun, though the parse often takes it for one."""
    sentence = text.sentence_at(token.start).span
    speaker = phrase_before(text, after_dateline(text.body, sentence), token.start)
    if speaker and len(text.body[token.end : sentence.end].split()) >= _CLAUSE:
        cue = Span(token.start, token.end)
        yield Report(cue, "allege", speaker, hull(cue, speaker), Span(token.end, sentence.end))


def _told_again(parse: Parse, infinitive: Token) -> int | None:
    """Where the narrator goes on: "he was asked by Reed to lead it and started in May" has a finite verb beside an infinitive."""
    joined = None
    for child in parse.children(infinitive):
        if child.dependency == "cc":
            joined = child.start
        verbs = [child, *(each for each in parse.children(child) if each.dependency in {"aux", "auxpass"})]
        if child.dependency == "conj" and joined is not None and any(each.tag in _TELLING for each in verbs):
            return joined
    return None


def _passive(text: Text, parse: Parse, token: Token, verb: str) -> Report | None:
    """It is said or reported of somebody, by an agent or by nobody who is named."""
    agent = next((child for child in parse.children(token) if child.dependency == "agent"), None)
    by = next((child for child in parse.children(agent) if child.dependency == "pobj"), None) if agent else None
    speaker = phrase_of(text, parse, by) if by else None
    cue = Span(token.start, token.end)
    content = None
    if verb in PASSIVE or (verb in SAYING and speaker):
        for child in parse.children(token):
            tree = parse.subtree(child)
            if child.dependency in {"ccomp", "xcomp"} and child.start > token.end:
                end = end_of_clause(parse, token, tree[-1], text.sentence_at(token.start).span)
                content = Span(tree[0].start, min(end, _told_again(parse, child) or end))
    if content is None and speaker is None:
        return None
    return Report(cue, verb, speaker, hull(cue, speaker), content)
