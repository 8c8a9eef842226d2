"""Which words a composed sentence may have of its own, and which words are one and the same for it.

Whatever stands in no list here has to stand in an excerpt. The lists are short on purpose: a word in them is a word that a
language model may say without ground.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.terms import fold, stem

# Say nothing by themselves. Words that bound, deny, doubt or order (only, all, not, may, before) are left out: they need ground.
FUNCTION = frozenset(
    """a an the of in on at to for by with from as into that which who whom whose this these those it its he him his she her
    hers they them their theirs there here and also is are was were be been being am has have had having do does did when
    where while so itself himself herself themselves but however meanwhile s""".split()
)
# May be new, as long as they are few.
PLAIN = frozenset(
    """article report reports describe describes described describing matter way part place happen happens happened named
    known located based given set include includes included including used uses use called account event case
    detail details information""".split()
)
PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their theirs it its this these those such".split()
)
GENDERED = {**dict.fromkeys("he him his himself".split(), "he"), **dict.fromkeys("she her hers herself".split(), "she")}
# A bot that says these to somebody speaks for itself, or orders people about.
PERSONAL = frozenset("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())
ORDERS = frozenset(
    """ignore disregard forget visit click send call buy go tell say write reply download open run install enter pay
    transfer join follow subscribe donate vote contact email text remember note please do don't stop never always let make
    give use type print output repeat pretend act see read share delete check try get claim verify confirm log sign copy
    paste scan dm message answer keep look come take be""".split()
)
REPORTING = frozenset(
    """said say says saying told tell tells telling according claim claimed claims alleged allegedly alleges accused accuses
    believe believes believed think thinks thought argued argues insisted insists denied denies asserted asserts suggested
    suggests warned warns admitted admits reportedly stated states added adds wrote writes announced announces explained
    explains noted notes""".split()
)
# Any source that is reported may be reported with these.
PLAIN_REPORTING = frozenset("said says told according stated".split())

_IRREGULAR = """be am is are was were been being|build built|win won|sell sold|run ran|leave left|say said|tell told|make made|
take took taken|give gave given|go went gone|begin began begun|burn burnt burned|buy bought|bring brought|become became|
catch caught|choose chose chosen|come came|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feel felt|
fight fought|fly flew flown|get got gotten|grow grew grown|hear heard|hold held|keep kept|know knew known|
lead led|lend lent|lose lost|mean meant|meet met|pay paid|rise rose risen|see saw seen|seek sought|send sent|shoot shot|
show shown|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck|sweep swept|swim swam|
teach taught|think thought|throw threw thrown|understand understood|wear wore worn|write wrote written|withdraw withdrew
withdrawn|break broke broken|hide hid hidden|sink sank sunk|man men|woman women|child children|person persons people|
foot feet|life lives|city cities|country countries|thief thieves|half halves"""
# Either may stand for the other: no pair here differs in who, how much, whether or how sure.
_SAME = """build construct erect|buy purchase acquire|leave exit quit withdraw|begin start commence|end finish conclude|
company firm business|child kid|car automobile|film movie|let allow permit|help assist aid|get obtain receive|large big|
small little|show reveal|because due owing|email e-mail mail|country nation|about around roughly approximately circa|
percent pct|will would shall|may might could|stop halt cease|die death dead|close shut shutter|
main major chief|try attempt|employ hire|choose pick select|gather collect|whole entire|happen occur|live reside|
keep retain|fix repair|hurt injure|ill sick|information data|statement remark|say tell state|war conflict"""


def _families(listed: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in listed.split("|"):
        members = {stem(word) for word in group.split()}
        for member in members:
            found.setdefault(member, set()).update(members)
    return {member: frozenset(others) for member, others in found.items()}


# Forms of verbs that tell of what is over: "sent", "begun".
IRREGULAR = frozenset(
    word for group in _IRREGULAR.replace("\n", " ").split("|")[1:] for word in group.split()[1:]
) - frozenset("women men children persons people feet lives cities countries thieves halves become come run".split())
_LEMMAS = {stem(word): stem(group.split()[0]) for group in _IRREGULAR.split("|") for word in group.split()}
_SYNONYMS = {
    member: frozenset(_LEMMAS.get(other, other) for other in others)
    for member, others in _families(_SAME.replace("\n", " ")).items()
}


@lru_cache(maxsize=16384)
def lemma(word: str) -> str:
    """What all forms of a word have in common: "build" for "built" and "building"."""
    stemmed = stem(fold(word))
    return _LEMMAS.get(stemmed, stemmed)


def same(word: str) -> frozenset[str]:
    """The lemmas that a lemma may stand for, itself among them."""
    return _SYNONYMS.get(word, frozenset()) | {word}
