"""Names of papers, agencies and stations, as they stand beside a day or a byline: "Sunday Sport Review, 26 April 2026".

A name without a word for a paper is none of these: so stand places, people and captions as well ("Berlin, 9 November 1989").
"""

from __future__ import annotations

import re

# A longer line says more.
_LONGEST = 60
_CAPITAL = r"[^\W\d_a-z][\w.'’-]{0,30}"
_JOINED = r"(?:of|and|the|&|de|la|le|du|der|des)"
# One to six words, the first in capitals.
_NAME = rf"(?:(?i:the) )?{_CAPITAL}(?: (?:{_CAPITAL}|{_JOINED})){{0,5}}"
# A name that ends in one of these is one of a publisher, be it by itself.
_SURE = (
    "(?:news|press|information) (?:agency|service)|(?:news|press|business|media|financial|market) (?:wire|network)|newswire"
    "|magazine|newspaper|weekly|fortnightly|monthly|quarterly|newsletter|broadcasting"
)
# And in one of these where a day stands in the same line.
_BESIDE_DAY = (
    "agency|wire|network|radio|television|tv|channel|online|media|daily|journal|journals|times|post|news|mail|express|standard"
    "|star|sun|mirror|independent|record|review|reviews|monitor|leader|citizen|globe|advocate|press|register|today|digest|bulletin|gazette"
)
_IS_SURE = re.compile(rf"{_NAME} (?i:{_SURE})")
_IS_BESIDE_DAY = re.compile(
    rf"{_NAME} (?i:{_SURE}|{_BESIDE_DAY})"
    rf"|(?:The )?(?:Radio|(?:Journal|Review|Bulletin|Annals|Proceedings|Transactions) of) {_NAME}"
)
# What is so called is a kind of text, not who prints it: "Film Review", "Breaking News".
_KIND_OF_TEXT = re.compile(
    r"(?:the )?(?:(?:book|film|movie|music|theatre|theater|album|tv|restaurant|game|art|concert|opera|dance|exhibition|product|peer"
    r"|literature|(?:year|week|month) in) reviews?|(?:breaking|latest|local|world|uk|us|national|sports?|top|more|other|related|good|bad) news"
    r"|(?:match|world|track|criminal) record|(?:social|local|mass) media|blog post)",
    re.IGNORECASE,
)
# A headline in capitals says what somebody does: "Mayor Sues Daily Express".
_DOES = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|to|not|says?|said|sues?|buys?|bought|sells?|sold|wins?|won|hits?|opens?|closes?|bans?|visits?"
    r"|launch(?:es)?|joins?|quits?|names?|backs?|faces?|gets?|takes?|makes?|shuts?|moves?|halts?|ends?|attacks?|slams?|loses?|lost)\b",
    re.IGNORECASE,
)


def is_outlet(words: str, *, alone: bool = False) -> bool:
    """Whether `words`, beside a day or a byline, name who published it; `alone` says that they are a line of their own.

    A line of its own may be a second headline, so that its words must be surer.
    """
    if len(words) > _LONGEST or _KIND_OF_TEXT.fullmatch(words) or _DOES.search(words):
        return False
    return (_IS_SURE if alone else _IS_BESIDE_DAY).fullmatch(words) is not None
