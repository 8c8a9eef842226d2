"""Words that only name who wrote or published an article: "By Ann Lee and Tom Reed, Staff Writers", "The Hartwell Courier"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.sentences import paragraphs
from corpus.values import Span

_WORD = r"(?!(?:The|An?|Any|Every|Popular|Our|My|Your|All|No|This|That|What|How|Why) )[^\W\d_a-z][\w.'’-]{0,30}"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|da|del|di|du|la|le|van|von|der|den|ter|bin|al)){{1,4}}"
_AGENCY = r"(?:(?:The )?Associated Press|Agence France-Presse|Reuters|AFP|AP|dpa|Xinhua|UPI|BBC News|CNN|NPR)"
_AUTHORS = rf"(?:{_AGENCY}|{_NAME}(?: (?:and|&) {_NAME})?)"
# In these a newspaper's name ends; in those only one that begins with "The".
_PAPERS = (
    "courier|gazette|herald|tribune|chronicle|observer|telegraph|examiner|inquirer|enquirer|dispatch|bulletin|sentinel|advertiser|"
    "echo|argus|times|guardian|ledger|news|post|journal|mercury|newswire"
)
_PERHAPS = "mail|express|standard|star|sun|mirror|independent|record|review|monitor|leader|citizen|globe|advocate|press|register|today"
_PUBLISHER = (
    rf"(?:{_AGENCY}|(?:(?i:the) )?(?:{_WORD} ){{1,3}}(?i:{_PAPERS})|(?i:the) (?:{_WORD} ){{1,3}}(?i:{_PERHAPS}))"
)
# Where somebody wrote it: "in New York", "at Bridge Park", "at the Old Mill".
_WHERE = rf"(?: (?:in|at|from) (?:the )?{_WORD}(?: {_WORD})?)?"
_IS_PUBLISHER = re.compile(_PUBLISHER)
_IS_NAME = re.compile(_AUTHORS)
_LABELLED = re.compile(r"(?i:source|publisher|publication): (?P<publisher>[^\W\d_][\w.&'’ -]{1,60})")
_BY = re.compile(
    rf"(?i:(?:(?:written|reported|reporting|story|words|report|posted|published) )?by:?|authors?:|reporters?:|byline:|from:)"
    rf" (?P<author>{_AUTHORS})(?: <?[^<>\s]{{1,100}}@[^<>\s]{{1,100}}>?)?{_WHERE}(?: for (?P<publisher>{_PUBLISHER}))?"
)
# Who did something else than write it.
_BESIDES = re.compile(
    rf"(?i:(?:(?:additional|further) )?(?:reporting|editing|edited|translated|compiled|photos?|photographs?|photography|pictures?"
    rf"|illustrations?|graphics?|video|produced) by|(?:photo|image|picture)s?:) {_AUTHORS}{_WHERE}"
)
_CAPITAL = r"[^\W\d_a-z][\w.'’-]{0,30}"
# "Photo: Max Arnd/Courier", "(Max Arnd for The Morning Post)", "(AP Photo/Max Arnd, File)" at a caption's end.
CREDITED = re.compile(
    r"(?:\b(?i:photo|photograph|picture|image|credit)s?(?: (?i:by|credit))?: ?[^\W\d_a-z][^.;:()\n]{1,60}\W{0,2}$"
    rf"|\((?:{_CAPITAL} ){{0,3}}{_CAPITAL}(?: for | via | ?/ ?)(?:[Tt]he )?[^\W\d_a-z][^()\n]{{0,60}}\)$)"
)
_OURS = re.compile(r"(?:from|by) our ", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:[\w'’-]{1,20} ){0,5}(?:writers?|reporters?|correspondents?|editors?|staff|columnists?|contributors?)",
    re.IGNORECASE,
)

# A longer line says more.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote it and who published it, as written; None where the words don't say."""

    author: str | None = None
    publisher: str | None = None


def bylines(body: str) -> tuple[Span, ...]:
    """Where `body` says nothing but who wrote it, or who took a picture: lines of their own, and the ends of captions."""
    found = []
    for each in paragraphs(body):
        who = written(each.span.of(body)) if len(each.span) <= _LONGEST else None
        credit = CREDITED.search(body, max(each.span.start, each.span.end - _LONGEST), each.span.end)
        if who is not None and (who.author or not who.publisher):
            found.append(each.span)
        elif credit is not None:
            found.append(Span(*credit.span()))
    return tuple(found)


def written(words: str) -> Written | None:
    """What `words` say; None where they say anything else."""
    authors: list[str] = []
    publisher: str | None = None
    ours = False  # "From our reporter" and "Photos by Ann Lee" name nobody who wrote it, but say nothing else
    introduced = False  # behind "From our reporter" and before "Staff Writer" a name is the author's
    parts = re.split("[,;] ", words)
    for at, part in enumerate(parts):
        by, labelled = _BY.fullmatch(part), _LABELLED.fullmatch(part)
        role_follows = at + 1 < len(parts) and _ROLE.fullmatch(parts[at + 1]) is not None
        if by is not None:
            authors.append(by["author"])
            publisher = publisher or by["publisher"]
        elif _BESIDES.fullmatch(part):
            ours = True
        elif labelled is not None:
            publisher = publisher or labelled["publisher"]
        elif _IS_PUBLISHER.fullmatch(part):
            publisher = publisher or part
        elif _ROLE.fullmatch(part):
            introduced = True
            ours = ours or _OURS.match(part) is not None
        elif _IS_NAME.fullmatch(part) and (authors or introduced or role_follows):
            authors.append(part)
        else:
            return None
    return Written(", ".join(authors) or None, publisher) if authors or publisher or ours else None
