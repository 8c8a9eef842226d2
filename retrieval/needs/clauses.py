"""Questions of several clauses: "who said it and when?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.needs.kinds import asking_at, need_of, plural
from retrieval.needs.rephrasing import ASKS, LEANING, asked_instead, topic_of
from retrieval.needs.values import Need
from retrieval.needs.words import (
    AUX,
    BE,
    CONNECTIVES,
    DETERMINERS,
    DO,
    ENDS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    after_asking,
    joined_text,
    key_of,
    question_word,
    without_end,
)
from retrieval.terms import terms, words

# Who asks more at once asks one thing with many words, or is not asking.
_MOST_PARTS = 6


def asking_words(tokens: Sequence[str], keys: Sequence[str]) -> list[str]:
    """The asking words of what only asks, and asks several things: "when and where?"; none of any other."""
    asks: list[str] = []
    at = 0
    while at < len(keys):
        after = after_asking(keys, at)
        if after > at:
            asks.append(joined_text(tokens[at:after]).lower())
        elif keys[at] and keys[at] not in CONNECTIVES:
            return []
        at = max(after, at + 1)
    return asks if 1 < len(asks) <= _MOST_PARTS else []


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a question up to the next asking words: `asks` and the `rest`; what only tells something asks nothing.

    `joined` is whether "and" or the like stands before it.
    """

    asks: str
    rest: str
    joined: bool

    @property
    def text(self) -> str:
        return self.rest if self.asks in ("", "whether") else f"{self.asks} {self.rest}".rstrip()


def _segment(tokens: Sequence[str], keys: Sequence[str], start: int, end: int) -> _Segment:
    joined = start > 0 and keys[start - 1] in CONNECTIVES
    while end > start and (keys[end - 1] in CONNECTIVES or not keys[end - 1]):
        end -= 1
    if start == end:
        return _Segment("", "", joined)
    after = min(end, after_asking(keys, start))
    if after == start:
        if keys[start] in AUX:
            return _Segment("whether", joined_text(tokens[start:end]), joined)
        at = asking_at(keys[start:end])
        if at is None:
            return _Segment("", joined_text(tokens[start:end]), joined)
        # "The tower burned when": what is asked stands last.
        after = min(end, start + after_asking(keys[start:end], at))
        asks = " ".join(keys[start + at : after])
        return _Segment(asks, f"— {joined_text([*tokens[start : start + at], *tokens[after:end]])}", joined)
    noun = end - after in (1, 2) and keys[after] not in AUX and plural(keys[end - 1 : end])
    if question_word(keys[after - 1]) in ("what", "which") and noun:
        after = end  # "and which companies?" has no clause of its own
    asks = " ".join(question_word(key) or key for key in keys[start:after])
    be = "is " if keys[after - 1].endswith("'s") and after < end else ""
    return _Segment(asks, be + joined_text(tokens[after:end]), joined)


def needs_of_clauses(tokens: Sequence[str], keys: Sequence[str]) -> list[Need]:
    """The needs of "who said it and when?", "when and where was it?", "what is it, and who made it?"."""
    cuts = [0, *(at for at in range(1, len(keys)) if _cuts(tokens, keys, at)), len(keys)]
    if not 1 < len(cuts) - 1 <= _MOST_PARTS:
        return []
    segments = [_segment(tokens, keys, start, end) for start, end in pairwise(cuts)]
    told = "" if segments[0].asks else segments[0].rest
    asking = segments[bool(told) :]
    if len(asking) < 2 or not all(segment.asks for segment in asking) or not any(terms(each.rest) for each in segments):
        return []
    needs: list[Need] = []
    whole = ""
    for at, segment in enumerate(asking):
        ahead = next((each for each in asking[at + 1 :] if each.rest), None)
        if segment.rest:
            text = whole = _standing_alone(segment, whole, asking[0], ahead)
        elif ahead is not None and ahead.asks != "whether" and not (whole and segment.joined):
            text = f"{segment.asks} {ahead.rest}"
        else:
            text = asked_instead(segment.asks, whole or told)
        if told and told not in text:
            text = f"{text.rstrip(ENDS + ' ')}? — {told}"
        needs.append(need_of(segment.asks, text))
    return needs


def _cuts(tokens: Sequence[str], keys: Sequence[str], at: int) -> bool:
    """Whether another thing is asked from token `at` on."""
    mark, joined = tokens[at - 1][-1:], keys[at - 1] in CONNECTIVES
    if not joined and mark not in ENDS:
        return False
    after = after_asking(keys, at)
    if after == at:
        return _cuts_whether(keys, at, asked=mark == "?", joined=joined)
    following = keys[after] if after < len(keys) else ""
    asking = next(filter(None, map(question_word, keys[at:after])))
    inverted = following in AUX and asking not in ("who", "which", "whose")
    title = joined and following and tokens[at][0].isupper() and tokens[after][0].isupper() and _mixed(tokens)
    either = keys[at - 1] == "or" and not inverted and tokens[at - 2][-1:] not in ENDS
    # "… and When Harry Met Sally", "who or what", "and what not".
    if title or either or following in ("not", "so", "ever") or (asking == "what" and following in ("if", "have")):
        return False
    if inverted or (mark in "?;:" and not joined):
        return True
    bare = not following or following in CONNECTIVES or tokens[after - 1][-1:] in ",;?"
    inside = [i for i in range(1, at) if question_word(keys[i]) and not _opens_segment(tokens, keys, i)]
    if inside:
        # "about who did it and when", "the man who came and who left": one clause inside another.
        return bare and not any(keys[i - 1] in SAYING or keys[i - 1] in PREPOSITIONS for i in inside)
    return joined or bare or _cuts_at_comma(tokens, keys, at, asking, following)


def _cuts_at_comma(tokens: Sequence[str], keys: Sequence[str], at: int, asking: str, following: str) -> bool:
    """Whether a clause after no more than a comma is asked: not where it may only tell of "Tom Reed, who was mayor"."""
    if asking in ("what", "how"):
        return True
    closing = next((i for i in range(len(tokens) - 1, at, -1) if tokens[i - 1][-1] == ","), None)
    inserted = (
        closing is not None and any(map(question_word, keys[:at])) and not any(map(question_word, keys[closing:]))
    )
    if asking not in ("who", "which", "whose") or inserted:
        return False  # "when did the mayor, who resigned in May, leave?"
    led_in = keys[0] in PREPOSITIONS and not any(map(question_word, keys[:at]))
    tells = tokens[at - 1][0].isupper() or (following in AUX and following not in DO)
    return led_in or (asking == "who" and not tells)


def _cuts_whether(keys: Sequence[str], at: int, *, asked: bool, joined: bool) -> bool:
    """Whether "… and did she win?" begins at `at`, which "… and is now mayor?" does not."""
    following = keys[at + 1] if at + 1 < len(keys) else ""
    if not (joined and keys[at - 1] != "or") and not asked:
        return False
    if at > 1 and question_word(keys[at - 2]) and not asked and keys[at - 1] not in ("and", "&", "+", "n", "nd"):
        return False  # "how well did it do?"
    return bool(following) and (keys[at] in DO or (keys[at] in AUX and following in PRONOUNS))


def _opens_segment(tokens: Sequence[str], keys: Sequence[str], at: int) -> bool:
    before = at - (at > 0 and keys[at - 1] in PREPOSITIONS)
    return before == 0 or keys[before - 1] in CONNECTIVES or tokens[before - 1][-1:] in ENDS


def _mixed(tokens: Sequence[str]) -> bool:
    return any(token[0].islower() for token in tokens)


def _standing_alone(segment: _Segment, whole: str, first: _Segment, ahead: _Segment | None) -> str:
    """A clause with what it needs of the one before it (`whole`), or, where it is the first and says little, of the next."""
    own = frozenset(terms(segment.rest))
    leans = any(word in LEANING for word in words(segment.rest))
    noun, opening = first.rest.split(), key_of(segment.rest.split()[0])
    if not whole:
        alike = ahead is not None and key_of(ahead.rest.split()[0]) == opening
        thin = len(own) <= 1 and not leans and ahead is not None and not alike
        return _beside(segment.text, ahead.text) if thin and ahead is not None else segment.text
    text, cut_short = segment.text, False
    if segment.asks == first.asks and segment.asks in ("how many", "how much") and len(noun) > 1:
        cut_short = opening in AUX or opening.endswith("ed")
        stop = next((at for at, word in enumerate(noun[:4]) if key_of(word) in AUX), 1)
        text = " ".join([segment.asks, *noun[:stop], segment.rest]) if cut_short else text
    alike = segment.asks == first.asks and key_of(noun[0] if noun else "") == opening
    named = any(token[:1].isupper() for token in segment.rest.split())
    if not (leans or cut_short) and (alike or named or len(own) > 2):
        return text
    return _beside(text, whole.replace("? —", " "))


def _beside(text: str, other: str) -> str:
    """`text` with what `other` is about, unless that is no more than a verb: "who left" says of nothing what it is."""
    topic = topic_of(other, frozenset(terms(text)))
    says = len(terms(topic)) > 1 or any(word[0].isupper() or key_of(word) in DETERMINERS for word in topic.split())
    # "What are tariffs and who pays them?"
    be = (ASKS.match(other) or {"rest": ""})["rest"].partition(" ")[0]
    says = says or (key_of(be) in BE and any(word in LEANING for word in words(text)))
    return f"{without_end(text)}? — {topic}" if topic and says else text
