"""Direct speech: whose words stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.names.lexicon import ROLES
from corpus.parse import Token
from corpus.quotes.labels import label, signature
from corpus.quotes.marks import Quoted
from corpus.quotes.nouns import TITLE_STOP, phrase_of
from corpus.quotes.reports import Report, Reports, overlapping, teller
from corpus.quotes.stretches import is_heading, is_sentence, is_title, opens_sentence, words_in
from corpus.quotes.text import Text
from corpus.quotes.verbs import CALLING, DENYING, QUOTING, SAYING
from corpus.values import Span

# Between a stretch and the words that say whose it is there is little.
_NEAR = 12
_FEW = 4
# Characters up to which a speaker is carried on: what is cited holds both the words and who says them.
_FARTHEST = 2000
# "calling it", "described the bill as".
_CLOSE = 4
# Before what something is called, but by nobody who is told ("a show billed as").
_AS = re.compile(
    r"(?<!known)(?<!such)(?<!billed)(?<!listed)(?<!titled)(?<!seen)(?<!regarded)(?<!serving)(?<!used) as(?: an?| the)?\s{1,2}$"
)
_HELD = 20  # characters before a stretch that "regarded as the" takes
# Verbs of saying only where a quotation stands right beside them.
_BESIDE_ONLY = frozenset(
    "continue begin start go conclude offer sign publish issue release remember recollect reminisce".split()
)
# What comes from somebody: “No,” came the reply from Ann Lee.
_REPLIES = frozenset("reply answer response verdict retort cry refrain view motto mantra comeback".split())
# Verbs whose subject says nothing, whatever stands in marks after them.
_WORDLESS = frozenset("be have do become include contain feature open sing play read get take make see hear".split())


@dataclass(frozen=True, slots=True)
class Said:
    """Words with whose they are: `speaker` and `cue` as written, `carried` where they are taken over from before.

    `away` says that who says them is named too far off to be cited with them.
    """

    content: Span
    speaker: Span | None
    cue: Span | None
    carried: bool = False
    away: bool = False


def find_direct(text: Text, reports: Reports, claimed: Sequence[Span]) -> Iterator[Said]:
    """The stretches between marks that are speech, those inside of `claimed` left out."""
    finder = _Attribution(text, reports)
    for quoted in text.quoted:
        if overlapping(claimed, quoted.outer):
            continue
        if said := finder.attribute(quoted):
            yield said


class _Attribution:
    """Goes through the stretches of a text in order, and knows who spoke last."""

    def __init__(self, text: Text, reports: Reports) -> None:
        self._text, self._reports = text, reports
        self._last: tuple[Quoted, Said] | None = None

    def attribute(self, quoted: Quoted) -> Said | None:
        """Whose words `quoted` are; None where they are nobody's or it can't be told."""
        body, text = self._text.body, self._text
        first, last = text.sentence_at(quoted.outer.start).span, text.sentence_at(quoted.outer.end - 1).span
        left = self._between(first.start, quoted.outer.start)
        right = self._between(quoted.outer.end, last.end)
        words = words_in(quoted.content.of(body))
        report = self._adjacent(quoted, left, right)
        said = None
        if (words == 1 and not is_sentence(text, quoted)) or (report and report.denied):
            return None  # one word held off ("rubbish"), or what was not said
        if report is not None:
            said = self._said(quoted, report)
        elif called := self._called(quoted, left):
            said = self._said(quoted, called)
        elif words > 1 and (verb := self._clause_behind(quoted, last.end)):
            said = self._beside(quoted, verb)
        elif words >= _FEW and not is_title(text, quoted):
            said = self._loose(quoted, left, right)
        elif words > 1 and not is_title(text, quoted):
            said = self._inside(quoted, left, right) or self._short(quoted)
        elif words == 1:
            said = self._short(quoted)
        if said and said.speaker:
            self._last = (quoted, said)
        return said

    def _between(self, start: int, end: int) -> tuple[Report, ...]:
        return self._reports.within(Span(start, max(start, end)))

    def _said(self, quoted: Quoted, report: Report, *, carried: bool = False) -> Said:
        return Said(quoted.content, report.speaker, report.cue, carried)

    def _adjacent(self, quoted: Quoted, left: Sequence[Report], right: Sequence[Report]) -> Report | None:
        """The report that stands right after a stretch, or right before it with a comma, colon or "that" between."""
        body = self._text.body
        after = right[0] if right and self._follows(quoted, right[0]) else None
        content = quoted.content.of(body).rstrip()
        before = teller(left)
        gap = body[before.region.end : quoted.outer.start] if before else ""
        introduced = before is not None and gap.rstrip()[-1:] in {",", ":"} and len(gap.split()) <= 2 * _NEAR
        if before and not introduced and before.verb in DENYING:
            return None  # "Denied being “a liar”": whoever said so, it was not the one who denies it.
        if before and (introduced or not re.search(r"\w", gap)):
            # "Described two songs, “Here Comes the Rain” and …".
            named = gap.rstrip().endswith(",") and before.verb not in SAYING and is_title(self._text, quoted)
            return None if named else before
        if (
            not opens_sentence(self._text, quoted)
            and body.startswith(",", quoted.outer.end)
            and is_title(self._text, quoted)
        ):
            return None  # "Of the song “Within You Without You”, the author says …".
        held = content.endswith((",", "?", "!", "—", "…", "–", "-")) or body.startswith(",", quoted.outer.end)
        return after if after and (held or opens_sentence(self._text, quoted)) else None

    def _called(self, quoted: Quoted, left: Sequence[Report]) -> Report | None:
        """The report that calls something what stands in marks: "dismissed reports that she fell as “complete rubbish”".

        So it is said, be it in two words and with a verb that denies.
        """
        start = quoted.outer.start
        led = _AS.search(self._text.body, max(0, start - _HELD), start)
        report = next((each for each in reversed(left) if each.verb in CALLING), None)
        if led is None or report is None or report.speaker is None or report.denied or is_title(self._text, quoted):
            return None
        gap = self._text.body[report.region.end : start]
        return None if re.search(r"[.;:?!“\"]\s", gap) or len(gap.split()) > 2 * _NEAR else report

    def _follows(self, quoted: Quoted, report: Report) -> bool:
        """Whether nothing but a comma, or what the speaker is, stands between a stretch and its report."""
        between = TITLE_STOP.sub("", self._text.body[quoted.outer.end : report.region.start])
        if report.speaker is None or not report.region.holds(report.speaker):
            return False
        return (
            not re.search(r"[.;:!?“\"]\s|\b(?:and|but|while|as|that|which|who)\b", between)
            and len(between.split()) <= _NEAR
        )

    def _clause_behind(self, quoted: Quoted, end: int) -> Token | None:
        """The verb of the clause that goes on, up to `end`, right behind a stretch which a comma holds open: “No,” Ann Lee shrugged."""
        parse, behind = self._text.parse, Span(quoted.outer.end, end)
        held = quoted.content.of(self._text.body).rstrip().endswith((",", "?", "!"))
        if not parse or not held or not opens_sentence(self._text, quoted) or is_title(self._text, quoted):
            return None
        words = [token for token in parse.within(behind) if token.tag[:1].isalpha()]
        if not words or words[0].tag in {"IN", "CC", "WDT", "WP", "TO"}:
            return None
        verbs = (each for each in (words[0], *parse.ancestors(words[0])) if each.tag in {"VBD", "VBZ", "VBP"})
        return next((each for each in verbs if each.start >= words[0].start), None)

    def _beside(self, quoted: Quoted, verb: Token) -> Said | None:
        """The words of who does what is told right behind them, or has “the last word” there; no other's, be it who spoke before."""
        parse = self._text.parse
        for token in parse.children(verb) if parse else ():
            if token.dependency not in {"nsubj", "attr"} or token.start < quoted.outer.end or not parse:
                continue
            told = parse.subtree(token) if token.lemma in _REPLIES else (token,)
            for each in told:
                if each.lemma in ROLES or self._somebody(each.start, each.end):
                    return Said(quoted.content, phrase_of(self._text, parse, each), Span(verb.start, verb.end))
        return Said(quoted.content, None, None) if words_in(quoted.content.of(self._text.body)) >= _FEW else None

    def _inside(self, quoted: Quoted, left: Sequence[Report], right: Sequence[Report]) -> Said | None:
        """A few words in marks within a clause that is reported."""
        for report in (*reversed(left), *right):
            if report.denied or report.verb in DENYING:
                continue
            if report.content and report.content.overlaps(quoted.outer) and report.speaker:
                return self._said(quoted, report)
        return None

    def _short(self, quoted: Quoted) -> Said | None:
        """A short sentence in marks right after words of the same speaker."""
        whole = opens_sentence(self._text, quoted) and is_sentence(self._text, quoted)
        return self._carried(quoted) if whole and self._last else None

    def _loose(self, quoted: Quoted, left: Sequence[Report], right: Sequence[Report]) -> Said | None:
        """Many words in marks with no report at their side: of a report in the sentence, of a name beside, or carried over."""
        left = [report for report in left if report.verb not in _BESIDE_ONLY | DENYING and not report.denied]
        outer = teller(left)
        close = left and len(self._text.body[left[-1].region.end : quoted.outer.start].split()) <= _CLOSE
        if outer and ((close and outer.verb in QUOTING) or outer is not left[-1]):
            return self._said(quoted, outer)
        if said := self._inside(quoted, left, right) or self._signed(quoted) or self._announced(quoted):
            return said
        if opens_sentence(self._text, quoted):
            return self._introduced(quoted) or (None if is_heading(self._text, quoted) else self._carried(quoted))
        left, right = [each for each in left if each.speaker], [each for each in right if each.speaker]
        if left and len(self._text.body[left[-1].region.end : quoted.outer.start].split()) <= 2 * _NEAR:
            return self._said(quoted, left[-1])
        if right:
            return self._said(quoted, right[0])
        return self._governed(quoted) or (self._carried(quoted) if is_sentence(self._text, quoted) else None)

    def _signed(self, quoted: Quoted) -> Said | None:
        """A name after a dash at the end, or before a colon."""
        speaker = signature(self._text, quoted) or label(self._text, quoted)
        return Said(quoted.content, speaker, None) if speaker else None

    def _announced(self, quoted: Quoted) -> Said | None:
        """Words after a colon in a sentence about a person: "She outlined her plan: “…”"."""
        body = self._text.body
        sentence = self._text.sentence_at(quoted.outer.start).span
        if not body[sentence.start : quoted.outer.start].rstrip().endswith(":") or not is_sentence(self._text, quoted):
            return None
        if subject := self._subject_of(sentence, quoted.outer.start):
            return Said(quoted.content, subject, None)
        named = self._text.names.mentions(Span(sentence.start, quoted.outer.start))
        person = next((place for place, name in named if name.kind == "person"), None)
        return Said(quoted.content, person, None) if person else None

    def _subject_of(self, sentence: Span, end: int) -> Span | None:
        """Who does what the sentence tells up to `end`, where that is a name or a pronoun."""
        parse = self._text.parse
        for token in parse.within(Span(sentence.start, end)) if parse else ():
            main = token.dependency == "nsubj" and parse is not None and parse.head(token).dependency == "ROOT"
            if main and parse is not None and self._somebody(token.start, token.end):
                return phrase_of(self._text, parse, token)
        return None

    def _introduced(self, quoted: Quoted) -> Said | None:
        """A stretch that opens a paragraph, after one that ends with a colon."""
        paragraph = self._text.paragraph_at(quoted.outer.start)
        if paragraph.ordinal < 2 or paragraph.span.start != quoted.outer.start:
            return None
        before = self._text.paragraphs[paragraph.ordinal - 2].span
        if not before.of(self._text.body).endswith(":"):
            return None
        sentence = self._text.sentence_at(before.end - 1).span
        reports = self._between(sentence.start, sentence.end)
        if reports:
            return self._said(quoted, reports[-1])
        named = self._text.names.mentions(sentence)
        return Said(quoted.content, named[0][0], None) if named else None

    def _carried(self, quoted: Quoted) -> Said | None:
        """The words of who spoke in the sentence before, in the same paragraph or at the end of the one before."""
        sentence = self._text.sentence_at(quoted.outer.start)
        if sentence.ordinal < 2:
            return None
        before = self._text.sentences[sentence.ordinal - 2].span
        reports = [
            report
            for report in self._between(before.start, before.end)
            if report.speaker and not report.denied and report.verb in SAYING
        ]
        if self._last and self._last[0].outer.end > before.start:
            old = self._last[1]
            if old.speaker is None or quoted.outer.start - old.speaker.start > _FARTHEST:
                return None
            return Said(quoted.content, old.speaker, old.cue, carried=True)
        if reports:
            return self._said(quoted, reports[-1], carried=True)
        people = [(place, name) for place, name in self._text.names.mentions(before) if name.kind == "person"]
        same = before.end > self._text.paragraph_at(quoted.outer.start).span.start
        if people and is_sentence(self._text, quoted) and (same or all(name is people[0][1] for _, name in people)):
            return Said(quoted.content, people[0][0], None, carried=True)
        return None

    def _governed(self, quoted: Quoted) -> Said | None:
        """Words in marks that hang on another verb: its subject's, where that is somebody with a name or a pronoun."""
        parse = self._text.parse
        tokens = parse.within(quoted.content) if parse else ()
        if not parse or not tokens:
            return None
        for verb in parse.ancestors(tokens[0]):
            if verb.lemma in DENYING:
                return None
            if verb.lemma in _WORDLESS:
                continue
            if verb.tag.startswith("VB") and not quoted.outer.overlaps(Span(verb.start, verb.end)):
                for child in parse.children(verb):
                    if (
                        child.dependency == "nsubj"
                        and child.start < quoted.outer.start
                        and self._somebody(child.start, child.end)
                    ):
                        return Said(quoted.content, phrase_of(self._text, parse, child), Span(verb.start, verb.end))
        return None

    def _somebody(self, start: int, end: int) -> bool:
        name = self._text.names.at(Span(start, end))
        return self._text.body[start:end].lower() in {"he", "she", "they"} or (
            name is not None and name.kind != "place"
        )
