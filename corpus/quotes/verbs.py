"""Words that tell speech: which verbs take what, in all their forms."""

from __future__ import annotations

# Verbs of saying that take a clause ("said that …") and a quotation.
SAYING = frozenset(
    """say tell add note write announce declare explain state claim argue insist warn report confirm deny admit
    acknowledge allege assert contend maintain stress emphasize emphasise reiterate repeat reveal disclose predict
    conclude vow promise pledge swear testify remark comment observe suggest propose recommend estimate complain boast
    joke quip lament recall caution counter concede agree advise inform assure remind reply respond answer tweet
    retweet post blog ask hint imply indicate signal point mention explain charge proclaim profess protest
    clarify elaborate speculate theorize theorise hypothesize reason muse guess grumble fume opine pronounce
    stipulate certify rule underscore underline highlight""".split()
)
# Verbs of saying that a quotation goes with, and no clause.
QUOTING = frozenset(
    """call describe criticize criticise condemn dismiss denounce praise blast slam hail label brand dub continue begin
    ask shout yell cry exclaim chant whisper read declaim urge plead demand order accuse blame express thank apologize
    apologise welcome reject defend refer characterize characterise deem cite quote summarize summarise interject
    decry deride lambast lambaste ridicule mock salute commend applaud demur object wonder go conclude start caption
    sign publish issue release enthuse gush rail vent sigh laugh snap retort reflect reassure scoff rave beg implore
    exhort intone bemoan rejoice marvel offer think feel believe hope remember recollect reminisce""".split()
)
# Verbs whose infinitive is what was said: "promised to help".
PROMISING = frozenset("promise vow pledge swear threaten claim agree".split())
# Verbs of getting others to do something: "urged members to vote", "called on them to leave". An order that something be done
# is no speech: "ordered the gallery to be cleared".
URGING = frozenset("urge ask tell advise warn implore exhort beg".split())
# Those of them that an infinitive is the content of, with the one who is to act.
DEMANDING = frozenset("demand propose recommend request insist suggest".split())
# "Announced plans to close it".
ANNOUNCING = frozenset("announce reveal confirm disclose outline unveil reject".split())
# What these lead to is the opposite of what is said, so that they belong to what is reported: "denied that he took it".
DENYING = frozenset("deny denial reject".split())
# With "as" they tell what somebody calls something: "dismissed the report as nonsense".
CALLING = frozenset(
    """describe dismiss reject denounce condemn praise blast slam hail label brand criticize criticise decry deride lambast
    lambaste ridicule mock characterize characterise refer welcome applaud salute defend bemoan summarize summarise""".split()
)
PLANS = frozenset("plan decision intention proposal".split())
# Said of somebody: "is said to have left", "was reported to be ill".
PASSIVE = frozenset("say report allege claim announce rumor rumour".split())
# Nouns that stand for speech: "a statement that …", "his claim that …".
NOUNS = frozenset(
    """statement claim announcement allegation assertion warning report comment remark suggestion accusation complaint
    promise pledge vow denial admission argument contention prediction estimate declaration insistence""".split()
)
# What such words stand in: "in his statement:", "the letter reads".
TEXTS = frozenset(
    """statement letter post blog tweet email e-mail message memo note report article book op-ed column editorial
    interview speech testimony filing affidavit release press-release document study paper essay comment reply
    response remarks announcement communique communiqué dispatch bulletin diary memoir petition manifesto notice sign
    banner placard caption headline survey poll lawsuit complaint indictment ruling website page newsletter
    advertisement ad leaflet text transcript""".split()
)
_IRREGULAR = {
    "say": "said says saying",
    "tell": "told tells telling",
    "write": "wrote writes written writing",
    "swear": "swore swears sworn swearing",
    "begin": "began begins begun beginning",
    "read": "read reads reading",
    "think": "thought thinks thinking",
    "feel": "felt feels feeling",
    "go": "went goes going",
    "beg": "begged begs begging",
    "quip": "quipped quips quipping",
    "dub": "dubbed dubs dubbing",
    "blog": "blogged blogs blogging",
    "slam": "slammed slams slamming",
    "demur": "demurred demurs demurring",
    "refer": "referred refers referring",
    "snap": "snapped snaps snapping",
    "admit": "admitted admits admitting",
    "hint": "hinted hints hinting",
}


def _forms(verb: str) -> set[str]:
    if verb in _IRREGULAR:
        return {verb, *_IRREGULAR[verb].split()}
    if verb.endswith("e"):
        return {verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return {verb, f"{verb}{plural}", f"{verb}ed", f"{verb}ing"}


# Form -> verb.
CUES = {form: verb for verb in sorted(SAYING | QUOTING | PROMISING | URGING | DEMANDING) for form in _forms(verb)}
