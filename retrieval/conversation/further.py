"""Who asks for more than was shown: "more?", "what else?", "who else resigned?".

Such a question is asked again without what was cited before, so that what comes next is shown, or that there is nothing more.
"""

from __future__ import annotations

import re

from retrieval.terms import words

# One of these among words that say nothing else, or all that was said, asks for more of what was asked before.
_MORE = frozenset("more else further another continue elaborate expand".split())
_BESIDE = frozenset(
    """a about all and any anything are article articles as bit can carry could detail details do does example examples excerpt excerpts
    far find for get give go going have hear i id in info information is it keep know let like little lot me much of ok okay on one
    ones or other out part passage passages please pls read say says see sentence sentences share show so some something still tell
    text texts thanks that the them then there they thing things this to us want was well what would yes you your""".split()
)
_ALONE = re.compile(
    r"\W*(?:(?:and|next|go on|carry on|keep going)(?: then| please| pls)?|is that (?:it|all)|that(?:['’]?s| is)? (?:it|all)(?=\W*\?))\W*",
    re.IGNORECASE,
)
# What the question before named, and no more of what answers it.
_THE_OTHER = re.compile(r"\bthe other\b", re.IGNORECASE)
# "Who else resigned?", "any others?", "what more did he say?".
_MORE_OF = re.compile(
    r"\w\W+else\b|(?<!\bthe )\bothers\b|\b(?:what|anything|something|who|where) more\b", re.IGNORECASE
)
_LONGEST = 10


def asks_more(text: str) -> bool:
    """Whether `text` asks for nothing but more of what was asked before: "more?", "go on", "anything else?"."""
    said = words(text)
    if _ALONE.fullmatch(text):
        return True
    if len(said) > _LONGEST or _THE_OTHER.search(text):
        return False
    return not _MORE.isdisjoint(said) and set(said) <= _MORE | _BESIDE


def asks_further(text: str) -> bool:
    """Whether `text` asks for what was not said yet: for more, or for somebody or something else."""
    return asks_more(text) or _MORE_OF.search(text) is not None
