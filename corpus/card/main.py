"""The main event of an article: the clause that its lead makes the news, found by grammar.

News is written as an inverted pyramid: the first sentence that says what the headline says holds the event (features of
position and headline as in Giveme5W1H, Hamborg et al. 2019).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.card.actors import acts
from corpus.card.clauses import clause_of, predicate_start
from corpus.card.grammar import is_verb, points_back, reports, subject
from corpus.card.lead import leads
from corpus.card.prose import begins
from corpus.card.reading import Reading, speaks_of_itself, stems
from corpus.card.words import ANNOUNCING, SUFFERING
from corpus.parse import Parse, Token
from corpus.values import Sentence, Span

# What goes on for these is no news by itself, nor is what somebody is wont to do.
_SPANS = frozenset("minute hour day week month year decade century generation age moment time".split())
_WONT = frozenset("use like love tend prefer".split())
_FEW = 6  # words that open a sentence
_PRONOUNS = frozenset({"PRP", "EX", "DT", "WP"})
# What it costs a lead sentence, against the share of the headline that it says, to speak of "it" or "the company", to tell
# what is or had been so, and to have a grammar that is not understood.
_PRONOUN = 0.5
_BACKGROUND = 0.4
_UNCLEAR = 0.2


@dataclass(frozen=True, slots=True)
class MainEvent:
    """The event's `verb` in `sentence`, which begins at offset `begin`; `chain` are the indices of the verbs it is told with.

    `reporter` is the verb that reports it, where there is one, and `stems` those of the words that tell it.
    """

    sentence: Sentence
    begin: int
    verb: Token
    reporter: Token | None
    subject: Token | None
    chain: frozenset[int]
    clause: Span
    predicate: Span
    stems: frozenset[str]


def find_main_event(reading: Reading, parse: Parse) -> MainEvent | None:
    """The main event, or None where the best lead sentence has no clause that can be told from the rest."""
    best: tuple[float, MainEvent | None] | None = None
    for worth, sentence in leads(reading):
        event, quoted = _event(reading, parse, sentence)
        if quoted:
            continue
        score = worth - (_UNCLEAR if event is None else 0)
        if event is not None:
            teller = event.subject if event.reporter is None else subject(parse, event.reporter) or event.subject
            score -= _PRONOUN * (teller is None or teller.tag in _PRONOUNS or points_back(parse, teller))
            aside = _tells_the_past(parse, event.verb) or _describes(parse, event.verb) or _lasted(parse, event)
            score -= _BACKGROUND * aside
        if best is None or score > best[0]:
            best = score, event
    return best[1] if best else None


def _event(reading: Reading, parse: Parse, sentence: Sentence) -> tuple[MainEvent | None, bool]:
    """The event that a sentence tells, if it can be made out; and whether the sentence is somebody's words, or a question."""
    tokens = parse.within(sentence.span)
    text = sentence.span.of(reading.body)
    if text.endswith("?") or (speaks_of_itself(text) and not reading.may_cite(sentence.span, sentence.span)):
        return None, True
    begin = begins(reading.body, sentence.span)
    root = _root(parse, tokens, begin)
    if root is None:
        # Without any verb it is no sentence, but a piece that a stop broke off.
        return None, not any(is_verb(token) for token in tokens)
    told = _reported(parse, root)
    told = replace(told, subject=_behind(parse, told.subject, begin))
    if told.reporter is not None and told.reporter.lemma in ANNOUNCING and not _of_its_own(reading, parse, told):
        # What a company announces of others, its announcement is the news.
        told = _Told(told.reporter, subject(parse, told.reporter), None)
    clause = clause_of(parse, told.verb, told.subject, begin)
    if speaks_of_itself(clause.of(reading.body)) or not reading.may_cite(sentence.span, clause):
        return None, True
    if told.verb.start < begin:
        return None, False
    predicate = Span(predicate_start(parse, told.verb, told.subject, begin), clause.end)
    chain = frozenset(each.index for each in (told.verb, *_complements(parse, told.verb), *_befallen(parse, told.verb)))
    words = stems(predicate.of(reading.body))
    event = MainEvent(sentence, begin, told.verb, told.reporter, told.subject, chain, clause, predicate, words)
    return event, False


def _root(parse: Parse, tokens: tuple[Token, ...], begin: int) -> Token | None:
    """The main verb behind the dateline, which a parse may take for the head of it all."""
    # Of several sentences in one the grammar names any as the main one; the first is the news.
    ends = next((token.index for token in tokens if token.text == ";" and token.start > begin), None)
    for head in (token for token in tokens if token.dependency == "ROOT"):
        if head.start >= begin and is_verb(head) and (ends is None or head.index < ends):
            return head
        for child in parse.children(head):
            first = head.start < begin <= child.start or (ends is not None and child.index < ends <= head.index)
            if first and is_verb(child) and subject(parse, child) is not None:
                return child
    return None


def _behind(parse: Parse, found: Token | None, begin: int) -> Token | None:
    """The subject that stands behind the dateline where a parse took the dateline's place for it: "HARWICK - The firm agreed"."""
    if found is None or found.start >= begin:
        return found
    behind = (child for child in parse.children(found) if child.start >= begin)
    return next((child for child in behind if child.dependency in {"appos", "conj"}), found)


@dataclass(frozen=True, slots=True)
class _Told:
    verb: Token
    subject: Token | None
    reporter: Token | None


def _reported(parse: Parse, root: Token) -> _Told:
    """What is reported, and the verb that reports it; the root itself where nothing is."""
    told = _Told(root, subject(parse, root), None)
    for _ in range(3):
        if not reports(parse, told.verb):
            break
        clauses = [child for child in parse.children(told.verb) if child.dependency == "ccomp" and is_verb(child)]
        if not clauses:
            break
        # Of two the first is a participle taken for a verb: "that work, begun last year, has been stopped".
        first, last = clauses[0], clauses[-1]
        verb = last if subject(parse, last) is None else first
        told = _Told(verb, subject(parse, verb) or subject(parse, first), told.verb)
    return told


def _of_its_own(reading: Reading, parse: Parse, told: _Told) -> bool:
    """Whether the one that reports speaks of itself, or what it reports has somebody else that acts, or stands first."""
    if told.reporter is not None and told.verb.index < told.reporter.index:
        return True
    if told.subject is None or any(child.dependency == "expl" for child in parse.children(told.verb)):
        return False
    if told.subject.text.casefold() == "it" and told.verb.lemma == "be":
        return False  # "that it is time to …"
    return told.subject.tag in _PRONOUNS or acts(reading, parse, told.subject)


def _complements(parse: Parse, verb: Token) -> list[Token]:
    """The verbs that tell the event together with `verb`: "plans to meet", "was set to land"."""
    found: list[Token] = []
    while len(found) < 4:
        further = next(
            (child for child in parse.children(verb) if child.dependency in {"xcomp", "oprd", "acomp"}),
            None,
        )
        if further is None:
            break
        found.append(further)
        verb = further
    return found


def _befallen(parse: Parse, verb: Token) -> list[Token]:
    """What they suffered it of, which is the event as much: "were killed when a bus plunged into a ravine on Tuesday"."""
    for one in (verb, *(child for child in parse.children(verb) if child.dependency == "conj")):
        for clause in parse.children(one):
            if one.lemma in SUFFERING and clause.dependency == "advcl" and _befalls(parse, clause):
                return [clause]
    return []


def _befalls(parse: Parse, clause: Token) -> bool:
    """Whether the clause tells what befell them: "when a bus plunged", not "when he arrived" or "after it had rained"."""
    doer = subject(parse, clause)
    led = parse.subtree(clause)[0].text.casefold() in {"when", "after", "as"}
    told = doer is not None and doer.tag not in _PRONOUNS and not _tells_the_past(parse, clause)
    return led and told and is_verb(clause) and clause.index > clause.head


def _describes(parse: Parse, verb: Token) -> bool:
    """Whether the clause tells what is so rather than what happens: "the rate is high"."""
    said = any(child.dependency in {"attr", "acomp"} for child in parse.children(verb))
    return said and verb.lemma == "be" and verb.tag in {"VBZ", "VBP"}


def _lasted(parse: Parse, event: MainEvent) -> bool:
    """Whether the clause tells what went on or was done again and again: "For decades, biologists assumed", "liked to say"."""
    before = [token for token in parse.within(event.sentence.span) if token.start >= event.begin][:_FEW]
    long = bool(before) and before[0].text == "For" and any(token.lemma in _SPANS for token in before)
    wont = event.verb.lemma in _WONT and any(child.dependency == "xcomp" for child in parse.children(event.verb))
    return long or (wont and event.verb.tag in {"VBD", "VBZ", "VBP"})


def _tells_the_past(parse: Parse, verb: Token) -> bool:
    """Whether the clause is told as having been so before: "had been denied"."""
    return any(
        child.lemma == "have" and child.tag == "VBD" and child.dependency == "aux" for child in parse.children(verb)
    )
