"""The words that tell an event from a thing, and a plan from what has happened. All are lemmas in lower case."""

from __future__ import annotations

# Nouns for what happens on a day. A date in a noun phrase dates its noun; only with one of these is that an event.
HAPPENINGS = frozenset(
    """abduction accident acquisition address advance aftershock agreement airstrike ambush announcement appearance arrest arrival assassination assault
    attack auction avalanche award ballot ban battle birth blackout blast blaze blizzard bombardment bombing breach breakup briefing burial
    campaign capture ceasefire celebration ceremony championship clash closure collapse collision coronation concert
    conference congress conquest conviction coup crackdown crash cyclone deal death debate debut decision declaration
    defeat demonstration departure derailment derby disaster discovery earthquake election encounter epidemic eruption evacuation
    event execution exhibition exit exodus expulsion explosion fair festival fight final fire flight flood founding funeral
    game genocide gunfight hearing heatwave heist hijacking holocaust hurricane impeachment inauguration incident indictment independence inspection
    interview intervention invasion kidnapping killing landing landslide launch lawsuit lockdown loss march marriage massacre match meeting
    merger mission murder mutiny negotiation offensive opening operation outage outbreak outcry overthrow parade pandemic patrol plot
    poll premiere primary procession prosecution protest purchase purge quake race raid rally rampage rebellion referendum
    release reopening reshuffle resignation resolution retirement retreat revolt revolution riot robbery ruling run-off runoff sale scandal search sentence
    sentencing session settlement shake-up shooting show shutdown siege signing slaying speech spill split standoff stabbing
    statement storm strike succession suicide summit surge surrender suspension takeover talk talks testimony theft
    tornado tour tournament treaty trial trip truce tsunami unification unveiling uprising verdict victory visit vote walk
    walkout war wedding wildfire win withdrawal workshop""".split()
)
# Happenings that people are at: what is done at one is done on its day ("at last week's summit, leaders agreed").
GATHERINGS = frozenset(
    """address auction ballot briefing ceremony conference concert congress debate demonstration election event exhibition
    fair festival final funeral game hearing inauguration interview march match meeting parade premiere primary
    procession protest race rally referendum session speech statement summit talk talks tournament trial vote wedding
    workshop""".split()
)
# No happenings, but one is on them for some hours of a day ("on the evening train of 9 November").
TURNS = frozenset(
    "boat break bus crossing ferry lesson plane rush sailing service shift train tram voyage watch".split()
)
# Words of time that stand between a date and what it dates ("by the end of the day Saturday", "on Sunday night").
TIMES = frozenset(
    """afternoon autumn beginning century close day days dawn decade dusk eve evening end fall half hour hours june april
    august december february friday january july march may minute minutes midnight middle monday month months morning night
    noon november october period quarter saturday season september spring start summer sunday thursday time tuesday
    wednesday week weekend weeks winter year years""".split()
)
REPORTS = frozenset(
    """accuse add admit advise affirm allege announce argue assert believe blog cable cite claim comment complain conclude
    concede confirm contend declare describe disclose email emphasize estimate explain expect find hear hint indicate
    inform insist learn maintain mention note observe pledge point predict proclaim promise propose recall read remark
    reply report reveal rule say show signal speculate state stress suggest swear tell testify tweet think understand urge
    vow warn write""".split()
)
DENIALS = frozenset("challenge contradict deny disprove dispute doubt rebut refute reject".split())
PREVENTIONS = frozenset("abandon avert avoid ban boycott cancel delay halt postpone prevent scrap shelve stop".split())
# With one of these particles they say that something is not to be, or not then.
CALLING_OFF = {
    "call": frozenset({"off"}), "put": frozenset({"off", "back"}), "push": frozenset({"back"}), "fall": frozenset({"through"}),
}  # fmt: skip
# A plan that is one of these is given up.
REJECTIONS = frozenset("axe block ditch drop overturn quash rebuff reject suspend veto withdraw".split())
# Who does this does not do what they had planned, with one of the words after it where there are any ("fell ill").
GIVING_UP = {
    "withdraw": frozenset[str](), "pull": frozenset({"out"}), "back": frozenset({"out"}), "drop": frozenset({"out"}),
    "fall": frozenset({"ill", "sick"}), "decide": frozenset({"against"}),
}  # fmt: skip
# Given up with its article ("abandoned the project"), one of these is what was just told of.
SCHEMES = frozenset("idea plan project proposal scheme".split())
# What is denied with these is that something came to be ("did not happen", "is no longer expected").
TAKING_PLACE = frozenset(
    "come expect forecast go happen hold materialise materialize occur plan proceed schedule take".split()
)
# What is said to have been so, and may be denied ("rejected a claim that …").
CLAIMS = frozenset(
    "accusation allegation assertion charge claim evidence idea indication insinuation notion proof report rumor rumour sign "
    "speculation suggestion theory".split()
)
UNTRUE = frozenset("baseless false fake groundless incorrect nonsense unfounded untrue wrong".split())
# Before "to" with a verb: what follows is meant, not done. ("hop" is what the parser makes of "hoped".)
INTENTIONS = frozenset(
    """agree aim anticipate arrange ask about call choose commit consider decide demand due eager elect expect forecast hop
    hope intend invite keen likely mean opt order pencil plan pledge poise predict prepare project promise propose ready require request resolve schedule
    scheduled seek set slat slate slated suppose sure swear tell think threaten tip urge vote vow want warn willing wish unlikely""".split()
)
# Of these the deed is as near as the intent: with a day before the publication they tell of what is past.
RESOLVES = frozenset("agree choose commit decide elect opt ready resolve vote willing".split())
# With these it is done by saying so: a day beside one that is told in the past is that of the deed.
DEEDS = frozenset(
    """agree ask choose commit decide demand elect invite opt order pledge promise propose request resolve swear tell threaten
    urge vote vow warn""".split()
)
# A day beside these is the day of what is to come, not of the arranging ("is scheduled for May 5", "expected in June").
ARRANGEMENTS = frozenset(
    "due anticipate expect forecast pencil plan project schedule scheduled slat slate slated".split()
)
# So are "for May 5", "until May 5" and "to May 5" beside these ("was postponed until May 5").
MOVES = frozenset("adjourn book call defer delay extend fix move postpone put push reschedule set suspend time".split())
# What is said of these with "for" is meant ("listed for May", "had been announced for last Christmas").
SETS = frozenset("announce bill list".split())
# An infinitive on one of these is meant, be its days over or not ("a plan to open in 2010").
PLANS = frozenset(
    "agreement aim ambition commitment contract deadline deal decision goal hope intention offer order pact permission plan pledge "
    "project promise proposal schedule scheme target vow".split()
)
# Done on a day or said of one that is to come: the latter where it is after the publication ("has promised it by May").
PROMISES = frozenset("assure guarantee pledge promise vow".split())
# A happening with one of these is a plan ("a planned meeting on Tuesday").
PROPOSED = frozenset("anticipated due expected intended planned proposed scheduled upcoming".split())
UNSURE_MODALS = frozenset("can ca could may might ought should".split())
# With these a verb in the present tells of no single time.
HABITUAL = frozenset("usually often typically normally generally traditionally annually".split())
OPEN_MARKERS = frozenset("if unless whether lest".split())
# Verbs that say nothing of what happened: two events do not become one for sharing them.
LIGHT_VERBS = frozenset(
    "be become begin bring come do get give go have hold keep make put say see set show start take tell use will".split()
)
# A day as the subject of one of these is the day on which it is so ("Friday marks the anniversary"); of others it is a thing.
DAY_HAS = frozenset("be bring feature mark see witness".split())
# A day as the object of one of these is not the day on which it is done.
ABOUT_DAYS = frozenset("celebrate choose designate mark pick remember select spend".split())
# Of a happening as its subject, one of these says when it is: the day in the subject is the clause's.
OCCURRENCES = frozenset(
    "begin close commence conclude end expect finish happen hold kick last occur open plan run schedule set slate start take".split()
)
