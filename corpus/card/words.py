"""Words that the card's rules know: what can act, what reports, what gives a reason."""

from __future__ import annotations

# Verbs whose clause is what is reported.
REPORTING = frozenset(
    """acknowledge add admit agree allege announce argue assert believe claim conclude confirm declare deny disclose
    discover estimate expect explain find hear hint indicate insist know learn maintain mention note predict report
    reveal say see show state suggest tell testify think tweet understand warn write""".split()
)
# Of these the saying is itself an event.
ANNOUNCING = frozenset(
    "announce confirm reveal declare admit acknowledge warn disclose find discover conclude show".split()
)
# Somebody, or some body, that can do things.
NOUNS_THAT_ACT = frozenset(
    """accountant activist actor actress administration agency agent airline alliance ambassador american analyst
    applicant archaeologist archbishop architect army artist assassin association astronaut astronomer asylum-seeker
    athlete attacker attorney author authority baby backpacker band bank banker baron batsman biologist bishop
    blogger board body boss bowler boxer boy broker brother buddhist builder burglar buyer campaigner camper candidate
    captain captive carrier catholic ceo chair chairman chairwoman champion chancellor charity chemist chief child christian
    church citizen city claimant cleaner climber club co-founder coach coalition college colonel columnist comedian
    commander commission committee community commuter company composer conductor congress congressman congresswoman
    conservationist conservative consul consumer cook corporation cosmonaut council country couple court creditor
    crew critic crowd culprit curator customer cyclist dancer daughter debtor defector defendant defender delegate
    delegation democrat demonstrator dentist deputy designer detective developer dictator diplomat director doctor
    donor driver duchess duke economist editor emperor employee engineer environmentalist envoy european executive
    expert family fan farmer father federation feminist filmmaker firefighter firm fisherman force founder general
    giant girl goalkeeper golfer government governor graduate group guard gunman hacker head heir hiker hindu
    historian homeowner hospital hostage house householder hunter husband imam immigrant inmate inspector insurer insurgent
    inventor investigator investor jew jockey journalist judge juror jury killer king laborer labourer landlord
    lawmaker lawyer leader league lecturer legislator lender liberal librarian lord loser magistrate maker man
    manager manufacturer mathematician mayor mediator member men midfielder migrant militant military miner minister
    ministry monarch monitor monk mother motorist municipality murderer musician muslim nation nationalist navy
    negotiator neighbor neighbour novelist nun nurse observer officer official operator opponent organisation
    organization owner painter paramedic parent parliament party passenger pastor patient pedestrian people perpetrator person
    philosopher photographer physicist pilot pitcher plaintiff player poet police politician pope premier presenter
    president priest prince princess prisoner producer professor prosecutor protestant protester psychologist
    publisher pupil queen rabbi rapper rebel refugee regulator reporter republican rescuer researcher resident
    retailer rider robber ruler runner runner-up sailor scholar school scientist scientologist sculptor secretary
    seller senate senator separatist shareholder sheriff singer sister skater skier smuggler sniper socialist
    soldier son spokesman spokesperson spokeswoman sponsor sprinter spy staff startup state statistician striker
    student supplier supporter surgeon suspect swimmer taxpayer teacher team teenager tenant terrorist thief tourist
    trader traveler traveller treasurer tribe troop trucker union university user vandal vendor veteran victim
    villager visitor volunteer voter waiter warden watchdog wife winner witness woman worker wrestler writer youth""".split()
)
# Those of them that are many, or no human being, so that none is a "he" or a "she"; besides those that stand in names.
COLLECTIVES = frozenset(
    """airline band carrier charity city community country couple crew crowd delegation family firm giant
    insurer jury lender manufacturer military municipality nation people retailer staff startup state tribe troop
    watchdog""".split()
)
# What a following sentence calls the event that was just told.
RETELLING = frozenset(
    "move decision announcement step action measure plan change ruling order agreement deal incident event".split()
)
# Prepositions that say where.
LOCATIVE = frozenset("in at on near outside inside across throughout off around along within".split())
# They say more than where: the place is not the place without them.
SHOWN_PREPOSITIONS = frozenset("near outside across throughout off around along".split())
# What is a place where a name of one stands with it: "a London court".
PLACE_NOUNS = frozenset(
    """airport arena base border building camp capital center centre church city coast college county court courthouse
    desert district embassy facility factory garden hall harbor harbour headquarters home hospital hotel house island
    lake mall market mosque mountain museum neighborhood neighbourhood ocean park plant port prison province region
    restaurant river school sea square stadium state station street suburb temple theater theatre town university
    valley village""".split()
)
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
# Verbs whose "to" leads to a place, whose "from" is where it is done or what it is done to was, whose object is a place.
GOING = frozenset("travel fly go return move send deploy come head sail walk march flee".split())
LEAVING = frozenset("launch lift blast depart broadcast".split())
TAKING = frozenset("steal loot rob rescue evacuate free".split())
REACHING = frozenset(
    "leave exit enter visit invade hit strike reach quit rock batter pound lash jolt shake drench".split()
)
# What befalls somebody "when" or "after" something else happens, which is the event as much.
SUFFERING = frozenset("die drown evacuate hurt injure kill miss perish trap wound".split())
# What is done so "over" something, "for doing" it or "after" it happened is done because of it.
ANSWERING = frozenset(
    """accuse apologise apologize arrest attack award ban blame cancel charge climb close condemn convict criticise
    criticize delay denounce detain dismiss drop evacuate expel fall fine fire gain ground halt honor honour indict
    investigate jail jump plunge postpone praise protest punish quit raise recall reject resign ridicule rise sack
    sanction sentence slide slump soar stop strike sue surge suspend thank tumble warn""".split()
)
# What is done so after an event, named by a noun, is done because of it and not only when it was over.
UPSETTING = frozenset(
    """apologise apologize ban cancel climb delay drop evacuate fall fell ground jump plunge postpone recall resign
    rise rose slide slump soar surge suspend tumble""".split()
)
# "To" after these, in the passive, opens what was allowed, not what that was for.
PERMITTING = frozenset("clear free".split())
# "With" one of these something is reached, where and when it is.
DECISIVE = frozenset("win victory draw defeat loss triumph goal penalty".split())
# "The move was prompted by …".
CAUSING = frozenset("prompt cause trigger spark provoke motivate explain".split())
# "It is a response to …", "in protest against …".
ANSWERS = frozenset("response reaction retaliation protest result".split())
# "to" after these opens what was brought about, or what went on to happen, not what it was for.
OUTCOMES = frozenset("become find discover be include see have date reach total begin end trade finish rank".split())
# "To" after these opens what was decided or meant.
DECIDING = frozenset(
    """agree aim apply attempt campaign choose decide decline elect expect fight hope intend move need offer opt plan pledge
    prepare promise refuse resolve scramble seek struggle threaten try volunteer vote vow want""".split()
)
# "To" after these opens what somebody is to do.
ASKING = frozenset(
    """advise allow appoint ask authorise authorize beg challenge command compel direct enable encourage forbid force help
    instruct invite lobby
    nominate oblige order permit persuade pick press pressure require select tell urge warn""".split()
)
# "To" after one of these, made or reached, opens what it is of.
PROPOSALS = frozenset(
    """ability agreement attempt ballot bid bill call campaign chance commitment contract deal decision demand duty effort
    failure intention licence license motion offer opportunity order pact permission permit petition plan pledge power
    promise proposal refusal request resolution right threat vote vow warrant willingness""".split()
)
# What is done so comes out so: "to" after these opens the outcome.
RESULTING = frozenset(
    """advance beat blow climb come conquer cruise defeat draw drop edge emerge fall finish gain grow improve jump lead lose
    net outclass outlast outscore overcome plunge rebound recover return rise score sink slide slip slump soar strengthen
    surge survive thrash tumble turn weaken win""".split()
)
# What is scored or won, whatever the verb: "struck a late goal to send Rovers through".
SCORES = frozenset(
    """birdie century equaliser equalizer final game goal header lead match medal penalty point race run set spot title touchdown
    trophy victory winner""".split()
)
# Who does so without doing anything to another does it for something.
GATHERING = frozenset(
    """appeal assemble fly gather join march meet mobilise mobilize queue quit rally resign retire rush sail stop sue team
    travel unite walk""".split()
)
