"""Which words say the same in a statement and an article, which say the opposite, and which make a sentence less than said.

For statements of people, so wider than the writer's list (retrieval/writing/vocabulary.py), which holds a language model to its
sources. A pair that differs in who, how much, whether or how sure is in no line of `_SAME`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from retrieval.writing.items import Item
from retrieval.writing.sources import word_of
from retrieval.writing.vocabulary import lemma, same

_SAME = """over more above exceeding|under less fewer below|plane aircraft airplane aeroplane jet airliner jetliner|last final|
purchase buy acquire|sign ink|ship deliver|quit resign|fire sack dismiss|decide choose|confirm acknowledge|delay postpone|
several multiple some|expect anticipate|fund funding|look search|disaster catastrophe|crash accident|probe investigate inquiry|
clerk employee worker staff|attorney lawyer solicitor|reveal disclose unveil present introduce|ask request|launch release|
movie film|song track|cost price|gain profit|share stock|rise increase climb grow growth gain|
fall decrease drop decline slide|triple threefold|double twofold|manufacture make produce build|
maker manufacturer producer|agreement deal contract accord|argue claim|court tribunal|judge justice|lose lost loss|
police officer|kill die dead|hurt injure wound|begin start commence|important significant|huge massive large big|
tiny little small|rapid quick fast|permit allow|ban prohibit forbid|leader head|succeed replace|
town city|country nation|worldwide global|globe world|children kid child|evidence proof|message text|remove expel|
vote ballot|lawmaker legislator|bureau agency|build construct erect|goal aim target|
user people person|visitor tourist guest|festival celebration|show demonstrate|cease stop halt end|reduce cut lower|
raise increase|mostly mainly chiefly|annual yearly|approximately about around roughly circa|nearly almost|
additional extra further more|needed required necessary|demand require|hold carry seat|
problem issue trouble glitch difficulty|fix resolve solve|worker employee|quarter three-month|film movie|
answer reply respond|talk negotiation|meet meeting|sue lawsuit|lawsuit case suit|firm company corporation business|
store shop|home house|road street|ill sick|speed pace|rate pace|explain say tell state add|say announce declare state"""
_OPPOSITE = """leave stay remain|rise fall drop decline slide shrink|raise lower cut reduce|increase decrease reduce drop fall|
grow shrink slip decline|win lose|accept reject refuse|open close shut|support oppose|begin end stop finish|more less fewer|
before after|early late|first last|buy sell|arrive depart leave|succeed fail|guilty innocent|allow ban forbid prohibit prevent|
alive dead|major minor|fast slow|high low|large small|big small|strong weak|many few|approve reject veto|agree disagree|
praise criticise criticize|deny confirm admit|hire fire dismiss|attack defend|enter exit leave|always never|all none no|
gain lose|profit loss|up down|forward back|expand shrink|improve worsen|true false|safe unsafe dangerous|cheap expensive|
possible impossible|able unable|happy unhappy|pleased displeased|found lost|save lose|release arrest detain|keep drop abandon|
crowded empty|fresh stale|new old|ahead behind|better worse|best worst|most least|public secret|help hinder|add remove"""
# What stands in a sentence with one of these may be what somebody denies, doubts, supposes or only asks.
CLOUDS = frozenset(
    map(
        lemma,
        """if unless whether deny claim allege allegedly accuse rumour rumor suspect false falsely untrue fake hoax myth lie wrongly
        hypothetical imagine pretend fiction correction debunk erroneous incorrect""".split(),
    )
)
DENIALS = frozenset(
    map(
        lemma,
        "not no never none nobody nothing nowhere neither nor without hardly barely scarcely rarely seldom".split(),
    )
)
# Before a name these say where something is, and not who does it.
WHERE = frozenset("in at of near from on".split())
# Tell how exact a figure is; a statement may leave them out.
NEARLY = frozenset(map(lemma, "about around roughly approximately circa nearly almost estimated".split()))
# Of a deed these say that it was not done; so they may be left out only right before a figure, or one of the quantities.
MISSED = frozenset(map(lemma, "nearly almost".split()))
QUANTITIES = frozenset(
    map(
        lemma,
        """half third quarter dozen score hundred thousand million billion minute hour day night week month year decade century
        twice double triple""".split(),
    )
)
# Weigh a figure without saying another.
WEIGHING = frozenset(map(lemma, "only just merely whole".split()))
REPORTED = frozenset(map(lemma, "say tell state add explain according".split()))
# Claim nothing.
EMPTY = frozenset(
    map(
        lemma,
        """really actually indeed also currently officially apparently basically literally already""".split(),
    )
)


def _families(listed: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in listed.replace("\n", " ").split("|"):
        members = {lemma(word) for word in group.split()}
        for member in members:
            found.setdefault(member, set()).update(members - {member})
    return {member: frozenset(others) for member, others in found.items()}


def _sides(listed: str) -> dict[str, frozenset[str]]:
    """Of each line the first word is the opposite of all others."""
    found: dict[str, set[str]] = {}
    for group in listed.replace("\n", " ").split("|"):
        first, *others = map(lemma, group.split())
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}


_SYNONYMS, _OPPOSITES = _families(_SAME), _sides(_OPPOSITE)


@lru_cache(maxsize=16384)
def alike(word: str) -> frozenset[str]:
    """The lemmas that a lemma may stand for, itself among them."""
    return same(word) | _SYNONYMS.get(word, frozenset())


def has(words: frozenset[str], item: Item) -> bool:
    """Whether `words`, lemmas, have the item's word or another for it."""
    return not words.isdisjoint(alike(word_of(item)))


def having(places: Mapping[str, Sequence[int]], item: Item) -> list[int]:
    """Of the `places` of words, by lemma, those that have the item's word or another for it."""
    return [at for word in alike(word_of(item)) for at in places.get(word, ())]


def has_opposite(words: frozenset[str], item: Item) -> bool:
    """Whether `words`, lemmas, have a word that says the opposite."""
    return not words.isdisjoint(_OPPOSITES.get(word_of(item), frozenset()))
