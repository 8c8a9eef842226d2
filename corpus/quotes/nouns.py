"""Who or what a word or a place in a sentence speaks of, as a span: the noun phrase around it."""

from __future__ import annotations

import re
from itertools import takewhile

from corpus.names.lexicon import ROLES, SMALL_SUFFIXES
from corpus.names.roles import role_before
from corpus.parse import Parse, Token
from corpus.quotes.text import Text
from corpus.values import Span

# What hangs on a noun and is no part of what it is called.
_ASIDE = frozenset("relcl appos acl advcl ccomp parataxis".split())
PRONOUNS = frozenset("he she they it we i you who".split())
_WORD = re.compile(r"[^\W_](?:[\w&]|['’.-](?=\w)){0,60}|[@#]\w{1,40}")
TITLE_STOP = re.compile(r"(?<=[A-Z][a-z])\.|(?<=[A-Z][a-z]{2})\.|(?<=[A-Z][a-z]{3})\.")
# Small words that a phrase for somebody may close with.
_LAST = ROLES | SMALL_SUFFIXES
# What may stand right before a name within a phrase that it heads.
_LEADING = ROLES | {"the"}
# Between a role and a name in apposition to it: a comma and a space.
_APART = 3
# A title may stand there too: "the head judge, Chef Ann Lee".
_TITLED = 20
# Between a noun and its verb, or a verb and its noun.
_CLOSE = 40
_HELPERS = frozenset(
    """has have had also later then earlier previously recently already just once only even still again further first
    would will did does do is was were are be been being who himself herself itself themselves not never
    today yesterday""".split()
)
_DETERMINERS = frozenset(
    "the a an his her their its our my your this that these those one some many several two three other another".split()
)
# A noun phrase read from left to right ends before these.
_ENDS = frozenset(
    """in on at during after before as when while who which that whose where to from by with about since until because
    if although though but and or so than then told said says is was were are has have had will would last late early
    yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday via through following amid
    upon into onto against over under between among despite shortly adding noting speaking referring""".split()
)
_INSIDE = frozenset("of for from at de la van von der al bin".split())


def phrase_of(text: Text, parse: Parse, token: Token) -> Span:
    """The noun phrase that `token` heads, without asides; a person's name alone where the head is one or stands by it."""
    if token.text.lower() == "who" and (name := _person_before(text, token.start)):
        return name
    if name := _person(text, Span(token.start, token.end)):
        return _with_others(text, parse, token, name)
    for child in parse.children(token):
        if child.dependency == "appos" and (name := _bearer(text, token, child)):
            return name
    if name := _told_of(text, parse, token):
        return name
    tokens = [token]
    for side in (-1, 1):
        at = token.index + side
        while 0 <= at < len(parse.tokens) and _belongs(parse, parse.tokens[at], token):
            tokens.append(parse.tokens[at])
            at += side
    start, end = min(each.start for each in tokens), max(each.end for each in tokens)
    ends = [place.end for place, _ in text.names.mentions(Span(start, end))]
    phrase = trim(text.body, Span(start, max(end, *ends, end)))
    return _named_after(text, phrase) or _named_at_end(text, phrase)


def _told_of(text: Text, parse: Parse, token: Token) -> Span | None:
    """The person before a comma of whom a phrase with a clause says who it is: "Ann Lee, a cousin of the mayor who says so,".

    What is a subject itself is another's: "he met Ann Lee, a nurse who works there said".
    """
    tree = parse.subtree(token)
    if token.dependency in {"nsubj", "nsubjpass"} or not any(each.dependency == "relcl" for each in tree):
        return None
    before = text.names.mentions(Span(max(0, tree[0].start - _APART), tree[0].start))
    beside = (place for place, name in before if name.kind == "person")
    return next((place for place in beside if text.body[place.end : tree[0].start] == ", "), None)


def _named_after(text: Text, phrase: Span) -> Span | None:
    """The name of a person whose role a phrase before it is: "the mayor of Saltby, Ann Lee," and "the head judge, Chef Ann Lee,"."""
    for place, name in text.names.mentions(Span(phrase.end, phrase.end + _TITLED)):
        role = role_before(text.body, place) if name.kind == "person" and place.start >= phrase.end else None
        if role and phrase.holds(role) and role.end == phrase.end:
            return place
        titled = role and text.body[phrase.end : role.start] == ", " and len(role.of(text.body).split()) == 1
        head = list(takewhile(lambda word: word not in _INSIDE | _ENDS, phrase.of(text.body).split()))[-1:]
        if titled and _closes(text, place) and not ROLES.isdisjoint(word.lower() for word in head):
            return place
    return None


def _closes(text: Text, place: Span) -> bool:
    """Whether a mark follows that closes what a name is beside."""
    return text.body[place.end : place.end + 1] in {",", ".", ":"}


def _named_at_end(text: Text, span: Span) -> Span:
    """The person's name that a phrase with a role closes with: "the envoy to Chad Ann Lee", not "a friend of Ann Lee"."""
    for place, name in text.names.mentions(span):
        if name.kind == "person" and place.end == span.end and place.start > span.start:
            role = role_before(text.body, place)
            lead = text.body[span.start : role.start if role else place.start].split()
            if (lead and lead[-1].islower()) or not (role or any(word.lower() in ROLES for word in lead)):
                return span
            return place
    return span


def _with_others(text: Text, parse: Parse, token: Token, name: Span) -> Span:
    """A person's name with those that an "and" joins to it."""
    for child in parse.children(token):
        other = _person(text, Span(child.start, child.end)) if child.dependency == "conj" else None
        if other and name.end < other.start <= name.end + _CLOSE:
            return Span(name.start, other.end)
    return name


def _bearer(text: Text, role: Token, apposition: Token) -> Span | None:
    """The name of whom a role before it speaks: a person's, or one of no known kind."""
    for place, name in text.names.mentions(Span(apposition.start, apposition.end)):
        if name.kind == "person" or (role.lemma.lower() in ROLES and name.kind == "other"):
            return place
    return _told_twice(text, apposition)


def _told_twice(text: Text, apposition: Token) -> Span | None:
    """The name right behind a second role: "his wife, the lawyer Ann Lee," where the first stands alone."""
    for place, name in text.names.mentions(Span(apposition.end, apposition.end + _APART)):
        if place.start == apposition.end + 1 and name.kind == "person" and _closes(text, place):
            return place
    return None


def _person_before(text: Text, end: int) -> Span | None:
    """The last person named in the sentence before `end`, whom a "who" speaks of."""
    sentence = text.sentence_at(end).span
    found = text.names.mentions(Span(max(sentence.start, end - 200), end))
    return next((place for place, name in reversed(found) if name.kind == "person"), None)


def _belongs(parse: Parse, other: Token, token: Token) -> bool:
    """Whether `other` hangs on `token` and not on one of its asides."""
    if other.tag in {"``", "''", "-LRB-", "-RRB-", ":"} or (other.text == "," and other.start > token.start):
        return False
    while other.index != token.index:
        close = other.dependency == "appos" and other.head == other.index - 1
        if (other.dependency in _ASIDE and not close) or other.head == other.index:
            return False
        other = parse.tokens[other.head]
    return True


def _person(text: Text, span: Span) -> Span | None:
    """The mention of a person that overlaps `span`."""
    for place, name in text.names.mentions(span):
        if name.kind == "person":
            return place
    return None


def trim(body: str, span: Span, marks: str = " \t\n\u00a0,;:“”\"'‘’«»") -> Span:
    """`span` without white space and `marks` at its ends."""
    start, end = span.start, span.end
    while start < end and (body[start] in marks or body[start].isspace()):
        start += 1
    while end > start and (body[end - 1] in marks or body[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def phrase_after(text: Text, start: int, end: int) -> Span | None:
    """The noun phrase that begins at or after `start`, read word by word: a name, a pronoun, "the old man"."""
    words = list(_WORD.finditer(text.body, start, min(end, start + 200)))
    if not words or text.body[start : words[0].start()].strip(" \t\u00a0"):
        return None
    first = words[0]
    if first[0].lower() in PRONOUNS:
        return Span(first.start(), first.end())
    led = [
        each for each in text.names.mentions(Span(start, min(end, start + 100))) if _leads_to(text.body, start, each[0])
    ]
    for place, name in sorted(led, key=lambda each: each[1].kind != "person"):
        return place if name.kind in {"person", "other"} else Span(_with_article(text.body, start, place), place.end)
    return _plain_after(text, words) if _starts_noun(first[0]) else None


def _plain_after(text: Text, words: list[re.Match[str]]) -> Span | None:
    last = None
    for number, word in enumerate(words[:12]):
        if number and text.body[words[number - 1].end() : word.start()].strip():
            break
        small = word[0].lower()
        if (small in _ENDS and small not in _INSIDE) or (small in _INSIDE and last is None):
            break
        if small not in _INSIDE and small not in _DETERMINERS:
            last = word
    return Span(words[0].start(), last.end()) if last else None


def _starts_noun(word: str) -> bool:
    return word.lower() in _DETERMINERS or word[:1].isupper() or word[:1] == "@" or word.endswith("s") or word in ROLES


def _leads_to(body: str, start: int, place: Span) -> bool:
    """Whether only the words of a role stand between `start` and a name."""
    between = TITLE_STOP.sub("", body[start : place.start])
    words = between.split()
    return not re.search(r"[,.;:()“”\"]", between) and (
        not words or (words[-1].lower().removesuffix("'s") in _LEADING and len(words) < 9)
    )


def _with_article(body: str, start: int, place: Span) -> int:
    return start + (len(body[start : place.start]) - len(body[start : place.start].lstrip()))


def phrase_before(text: Text, start: int, end: int) -> Span | None:
    """The noun phrase that ends before `end` and not before `start`: the subject of the verb that begins there."""
    words = list(_WORD.finditer(text.body, max(start, end - 400), end))
    while words and (words[-1][0].lower() in _HELPERS or words[-1][0].endswith("ly")):
        words.pop()
    if not words:
        return None
    between = text.body[words[-1].end() : end]
    if "," in between or "—" in between or "–" in between or ")" in between:
        return _before_aside(text, words, start)
    return _phrase_ending(text, words)


def _before_aside(text: Text, words: list[re.Match[str]], start: int) -> Span | None:
    """The noun phrase before an aside between marks: "Ann Lee, its director, said"."""
    for number in range(len(words) - 1, 0, -1):
        if len(words) - number > 25:
            return None
        between = text.body[words[number - 1].end() : words[number].start()]
        if re.search(r"[,—–(]", between):
            aside = Span(words[number].start(), words[-1].end())
            named = _person(text, aside)
            found = _phrase_ending(text, words[:number])
            if found and named == aside:
                return named
            if found and _speaks(text, found, start):
                return found
    return None


def _speaks(text: Text, phrase: Span, start: int) -> bool:
    """Whether a phrase before an aside is a name, a pronoun, a role, or what its sentence begins with."""
    words = phrase.of(text.body).split()
    first = not text.body[start : phrase.start].strip()
    return bool(text.names.at(phrase)) or words[-1].lower() in ROLES | PRONOUNS or (first and len(words) < 8)


def _phrase_ending(text: Text, words: list[re.Match[str]]) -> Span | None:
    last = words[-1]
    if last[0].lower() in PRONOUNS:
        return Span(last.start(), last.end())
    if last[0].lower() in _ENDS:
        return None
    for place, name in reversed(text.names.mentions(Span(last.start(), last.end()))):
        if name.kind in {"person", "other"} or place.start == 0:
            return place
    first = len(words) - 1
    while first and not _breaks(text.body, words, first):
        first -= 1
        if words[first][0].lower() in _DETERMINERS:
            break
    first = _outer_phrase(text.body, words, first)
    found = Span(words[first].start(), last.end())
    plural = (
        last[0].endswith("s") or words[first][0].lower() in _DETERMINERS or last[0][:1].isupper() or last[0] in _LAST
    )
    return found if plural and len(found.of(text.body).split()) < 12 else None


def _outer_phrase(body: str, words: list[re.Match[str]], first: int) -> int:
    """Where a phrase begins that goes on with "for a" or "of the" before `words[first]`: "a nurse for the school"."""
    if first < 2 or words[first - 1][0] not in {"of", "for", "at", "from"}:
        return first
    for at in range(first - 2, max(-1, first - 7), -1):
        if re.search(r"[,.;:()“”\"—–]", body[words[at].end() : words[at + 1].start()]):
            return first
        if words[at][0].lower() in _DETERMINERS:
            return at
    return first


def _breaks(body: str, words: list[re.Match[str]], first: int) -> bool:
    """Whether the word before `words[first]` is no part of the phrase."""
    before = words[first - 1][0].lower()
    if re.search(r"[,.;:()“”\"—–]", body[words[first - 1].end() : words[first].start()]):
        return True
    return before in _ENDS - _INSIDE or before in PRONOUNS


__all__ = ["PRONOUNS", "TITLE_STOP", "phrase_after", "phrase_before", "phrase_of", "trim"]
