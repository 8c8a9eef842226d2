"""What is said: the clause that a verb of saying reports, in a parse."""

from __future__ import annotations

from corpus.names.lexicon import ROLES
from corpus.names.roles import role_after
from corpus.parse import Parse, Token
from corpus.quotes.nouns import trim
from corpus.quotes.reports import hull
from corpus.quotes.subjects import find_subject, is_source
from corpus.quotes.text import Text
from corpus.quotes.verbs import ANNOUNCING, DEMANDING, PLANS, PROMISING, SAYING, URGING
from corpus.values import Span

# What follows the object of these verbs and makes a statement of it.
_PREPOSITIONS = {"accuse": "of", "describe": "as", "blame": "for"}
# Words that may follow "…, the governor said" up to the end, with no comma between.
_LONGEST_TAIL = 16
# "Called for a vote", "warned of floods": what follows these words is said.
_LED_BY = {"call": {"for"}, "warn": {"of", "against", "about"}}
# "Demanded the release of all"; what is denied or admitted says nothing by itself: "denies two counts of theft".
_NOMINAL = frozenset({"demand"})
# These alone lead to a clause with "what"; elsewhere such a clause names a thing: "told them what they like".
_ASKING = frozenset("ask explain reveal disclose".split())
_CLAUSE_LIKE = 5
_LONGEST_ROLE = 120
_RELATIVE = frozenset(("who", "whose", "which", "where"))
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def find_content(text: Text, parse: Parse, token: Token, verb: str) -> Span | None:
    """The clause that is reported: a complement after the verb up to its end, or what stands before."""
    sentence = text.sentence_at(token.start).span
    if hanging := _hanging(text, parse, token, verb, sentence):
        return hanging
    if verb == "call" and (called := _called_on(parse, token)):
        return Span(called.start, sentence.end)
    if start := _objected(parse, token, verb):
        return Span(start, end_of_clause(parse, token, token, sentence))
    if verb in SAYING and (that := _that(parse, token, sentence)):
        return Span(that, sentence.end)
    own = any(child.dependency == "nsubj" and child.start < token.start for child in parse.children(token))
    closes = token.tag in FINITE and (token.dependency in {"parataxis", "ROOT", "ccomp"} or own)
    before = verb in SAYING and closes and _trailing(text, token, sentence)
    return _before(text, parse, token, sentence) if before else None


def _hanging(text: Text, parse: Parse, token: Token, verb: str, sentence: Span) -> Span | None:
    """A clause or infinitive that hangs on the verb."""
    # What the parse hangs on a verb before it may be no more than a relative clause in its subject: what comes after counts first.
    for child in sorted(parse.children(token), key=lambda each: each.start < token.start):
        thing = verb not in _ASKING and _names_a_thing(parse, child)
        if child.dependency == "ccomp" and verb in SAYING and not thing:
            return _complement(text, parse, token, child, sentence)
        asked = child.dependency == "xcomp" and child.start > token.end and _infinitive(parse, child)
        if asked and (start := _wanted(parse, token, child, verb)) is not None:
            return Span(start, end_of_clause(parse, token, parse.subtree(child)[-1], sentence))
    return None


def _names_a_thing(parse: Parse, clause: Token) -> bool:
    """Whether a clause with "what" stands for a thing: "told them what they want to hear"."""
    first = parse.subtree(clause)[0]
    owner = parse.head(first)
    while owner.dependency == "xcomp" and owner.index > clause.index:
        owner = parse.head(owner)
    return first.text.lower() == "what" and owner.index == clause.index


def _complement(text: Text, parse: Parse, token: Token, clause: Token, sentence: Span) -> Span | None:
    """A clause that hangs on the verb: after it from its "that" on, or all that stands before the report."""
    if clause.start < token.start:
        ends = token.tag in FINITE and not text.body[token.end : sentence.end].rstrip().endswith(":")
        return _before(text, parse, token, sentence) if ends else None
    tree = parse.subtree(clause)
    marks = (each.end for each in parse.children(clause) if each.text == "that" and each.dependency == "mark")
    first = max(token.end, next(marks, 0))
    start = next(each.start for each in tree if each.start >= first)
    whole = Span(start, end_of_clause(parse, token, tree[-1], sentence))
    aside = any(child.dependency == "mark" and child.start < token.start for child in parse.children(token))
    return _before_main(text, parse, whole) if aside else whole


def _before_main(text: Text, parse: Parse, whole: Span) -> Span:
    """What is said in an aside, without the main clause after it: "While the firm says it is safe, tests go on"."""
    for verb in parse.within(whole):
        if verb.dependency != "conj" or verb.tag not in FINITE | {"MD", "VB"}:
            continue
        head, first = parse.head(verb), parse.subtree(verb)[0]
        joined = any(each.dependency == "cc" and head.start < each.start < verb.start for each in parse.children(head))
        own = any(each.dependency in {"nsubj", "nsubjpass"} for each in parse.children(verb))
        comma = text.body.rfind(",", whole.start, first.start + 1)
        if own and not joined and comma > whole.start:
            return Span(whole.start, comma)
    return whole


def _objected(parse: Parse, token: Token, verb: str) -> int | None:
    """Where "the firm of hiding it" begins after "accused", "the pier as unsafe" after "described", and what is called for, demanded, not done or planned."""
    children = [child for child in parse.children(token) if child.start > token.end and child.dependency != "punct"]
    going_on = any(child.dependency == "aux" for child in parse.children(token))
    if not children or (token.tag == "VBG" and not going_on):
        return None
    first, tree = children[0], parse.subtree(children[0])
    if tree[0].text in _LED_BY.get(verb, ()):
        caller = find_subject(parse, token)
        return tree[1].start if len(tree) > 1 and caller and is_source(caller) else None
    wanted = _PREPOSITIONS.get(verb)
    after = tree[-1].index + 1
    prepared = after < len(parse.tokens) and parse.tokens[after].text == wanted
    nested = wanted in {each.text for each in tree[1:]}
    direct = (
        first.dependency == "dobj"
        and (
            (wanted and (prepared or nested))
            or (verb == "say" and len(tree) >= _CLAUSE_LIKE)  # A clause whose verb the parse took for a noun.
            or (verb in _NOMINAL and first.tag[:2] == "NN")
            or (
                verb in ANNOUNCING
                and first.lemma in PLANS
                and any(_infinitive(parse, each) for each in parse.children(first))
            )
        )
    )
    return tree[0].start if direct or (verb == "deny" and first.dependency == "xcomp") else None


def _wanted(parse: Parse, token: Token, infinitive: Token, verb: str) -> int | None:
    """Where "to help" begins after a promise, and "them to help" after a demand."""
    whom = next((child for child in parse.children(token) if child.dependency in {"dobj", "dative"}), None)
    first = parse.subtree(infinitive)[0].start
    if verb in PROMISING:
        return first
    if verb in DEMANDING or (verb in URGING and whom and token.tag != "VBG"):
        return parse.subtree(whom)[0].start if whom else first
    return None


def _that(parse: Parse, token: Token, sentence: Span) -> int | None:
    """Where a clause with "that" begins that the parse did not hang on its verb."""
    for other in parse.tokens[token.index + 1 : token.index + 14]:
        if other.start >= sentence.end or other.tag in {",", ".", ":", "``", "''"} or other.tag.startswith("VB"):
            return None
        if other.text == "that" and (
            other.tag == "IN" or parse.tokens[min(other.index + 1, len(parse.tokens) - 1)].tag == "PRP"
        ):
            return other.end
    return None


def _called_on(parse: Parse, token: Token) -> Token | None:
    """Where "called on them to leave" says what is called for."""
    after = parse.tokens[token.index + 1 : token.index + 14]
    if len(after) > 2 and after[0].text in {"on", "upon"} and any(each.tag == "TO" for each in after):
        return after[1]
    return None


def _infinitive(parse: Parse, verb: Token) -> bool:
    return any(child.dependency == "aux" and child.text.lower() == "to" for child in parse.children(verb))


def _listed(parse: Parse, verb: Token) -> bool:
    """Whether a verb goes on with a list within the clause: "that it had burned; sunk; or drifted off"."""
    first = parse.subtree(verb)[0].index
    own = any(child.dependency in {"nsubj", "nsubjpass"} for child in parse.children(verb))
    return verb.dependency == "conj" and not own and first > 0 and parse.tokens[first - 1].text == ";"


def end_of_clause(parse: Parse, token: Token, last: Token, sentence: Span) -> int:
    """Where a complement ends: what hangs on the cue after it belongs to it, but for the next thing that is done."""
    end = last.end
    for child in parse.children(token):
        if child.start < last.start or child.dependency == "punct":
            continue
        if child.dependency in {"conj", "cc", "parataxis"} and not _listed(parse, child):
            break
        end = max(end, parse.subtree(child)[-1].end)
    return min(end, sentence.end)


def _trailing(text: Text, token: Token, sentence: Span) -> bool:
    """Whether the verb with its subject closes a sentence after a comma: "…, the firm said"."""
    after = text.body[token.end : sentence.end]
    if after.rstrip().endswith(":") or text.quoted_within(Span(token.end, sentence.end)):
        return False
    longest = 8 if "," in after else _LONGEST_TAIL
    return len(after.split()) <= longest and "," in text.body[sentence.start : token.start]


def around(text: Text, speaker: Span | None, cue: Span, sentence: Span) -> Span | None:
    """The sentence that a reporting clause stands in between commas: "The plan, the mayor said, would fail"."""
    region = hull(cue, speaker)
    before, after = text.body[sentence.start : region.start].rstrip(), text.body[region.end : sentence.end]
    if speaker is None or not before.endswith(",") or not after.startswith(",") or len(after.split()) < 4:
        return None
    if text.quoted_at(region.end + len(after) - len(after.lstrip(", "))):
        return None
    if len(before.split()) < 6:
        return sentence
    # "…, said Ann Lee, the mayor of Varn, who resigned.": what she is is not said.
    role = role_after(text.body, speaker) if speaker.end == region.end else None
    sides = (Span(sentence.start, region.start), Span(role.end if role else region.end, sentence.end))
    beyond = sides[1].of(text.body).strip(" ,.").split()
    if role and (not beyond or beyond[0] in _RELATIVE):
        return sides[0]
    if after.lstrip(" ,").split()[0].endswith("ing"):
        return sides[0]  # "…, the agency says, prompting others to act".
    return max(sides, key=len)


def _role_start(text: Text, parse: Parse, before: Span) -> int:
    """Where the role begins that ends a stretch before a name, after its last comma; else the stretch's end."""
    comma = text.body.rfind(", ", max(before.start, before.end - _LONGEST_ROLE), before.end)
    role = Span(comma + 2, before.end) if 0 <= comma < before.end - 2 else Span(before.end, before.end)
    words = parse.within(role)
    named = any(word.lemma.lower() in ROLES for word in words[:6])
    return role.start if named and not any(word.tag in FINITE | {"MD"} for word in words) else before.end


def _before(text: Text, parse: Parse, token: Token, sentence: Span) -> Span | None:
    """What stands in the sentence before the reporting clause."""
    subject = find_subject(parse, token)
    own = subject is not None and parse.head(subject).index == token.index and subject.start < token.start
    first = parse.subtree(subject)[0].start if own and subject else token.start
    start = sentence.start
    first = _role_start(text, parse, Span(start, max(start, first)))
    if text.body[start:first].rstrip()[-1:] not in {",", "”", '"', "—", "–", "?"}:
        return None
    clause = trim(text.body, Span(start, max(start, first)))
    told = any(each.tag in FINITE | {"MD"} for each in parse.within(clause))
    return clause if told else None
