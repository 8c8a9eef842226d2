"""Words around and in names: titles, what people are, what bodies and places are called."""

from __future__ import annotations

MALE_TITLES = frozenset(
    "mr sir lord king prince father brother baron duke count sheikh emperor mister señor monsieur".split()
)
FEMALE_TITLES = frozenset("mrs ms miss lady queen princess sister dame madam mme mlle duchess empress señora".split())
# Before a name, and no part of it.
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """dr doctor prof professor pres president vice-president vp sen senator rep representative gov governor lt lieutenant
    col colonel capt captain sgt sergeant maj major gen general adm admiral cpl corporal pvt private cmdr commander
    chancellor minister premier pm mp msp mep rev reverend pastor bishop archbishop cardinal pope rabbi imam ayatollah justice
    judge attorney detective inspector officer chief mayor congressman congresswoman assemblyman councilman councilwoman
    ambassador secretary undersecretary commissioner director coach ceo coo cfo cto cio chairman chairwoman chair
    councillor councilor cllr coun alderman baroness spokesman spokeswoman spokesperson hon sheriff deputy speaker founder co-founder cofounder editor author analyst
    activist actor actress singer manager det supt insp const dci""".split()
    )
)
# Titles that say nothing of what somebody is.
COURTESIES = frozenset("mr mrs ms miss mx dr hon sir dame lord lady madam mme mlle monsieur señor señora".split())
# The head of a noun phrase that says what somebody is.
ROLES = TITLES | frozenset(
    """leader head executive economist scientist researcher lawyer prosecutor teacher student engineer journalist reporter
    writer columnist critic historian expert adviser advisor consultant lecturer fellow physician surgeon nurse
    psychologist biologist physicist astronomer climatologist geologist meteorologist ecologist virologist
    epidemiologist programmer developer designer owner partner member lawmaker legislator politician candidate nominee
    diplomat envoy official aide staffer strategist pollster campaigner organizer organiser coordinator administrator
    superintendent principal dean provost rector trustee treasurer trader broker investor banker farmer fisherman driver
    pilot astronaut soldier veteran marshal constable agent investigator coroner resident neighbor neighbour witness
    survivor victim mother father son daughter brother sister wife husband widow friend cousin uncle aunt grandmother
    grandfather co-author coauthor co-chair cochair negotiator mediator ombudsman auditor regulator registrar curator
    player captain midfielder defender goalkeeper striker substitute quarterback pitcher boxer swimmer runner cyclist skier champion
    director-general secretary-general monarch ruler dictator rebel guerrilla warlord cleric priest nun monk blogger
    composer musician guitarist drummer artist painter sculptor poet novelist filmmaker producer presenter host anchor
    broadcaster correspondent publisher photographer attorney-general solicitor barrister counsel magistrate defendant
    plaintiff suspect accuser whistleblower contractor supplier salesman shopkeeper worker employee nutritionist
    dietitian demographer sociologist anthropologist archaeologist statistician mathematician chemist pharmacist
    vice-chancellor chairperson frontman delegate governor-general premier-elect president-elect whip undersecretary
    chemist oncologist cardiologist pediatrician paediatrician neurologist psychiatrist immunologist hydrologist
    colleague counterpart predecessor successor teammate team-mate classmate roommate flatmate girlfriend boyfriend fiancé
    fiancée nephew niece stepfather stepmother stepson stepdaughter pensioner retiree rescuer firefighter paramedic midwife
    accountant dentist electrician plumber mechanic hairdresser librarian caretaker entrepreneur businessman businesswoman
    tycoon motorist homeowner backpacker villager translator interpreter chef waiter waitress referee
    seismologist volcanologist oceanographer paleontologist palaeontologist zoologist botanist entomologist
    ornithologist linguist criminologist toxicologist headteacher headmaster headmistress instructor vicar choirmaster
    organist conductor choreographer playwright archivist postmaster surveyor umpire jockey sprinter beekeeper boss eyewitness
    bystander passer-by stallholder""".split()
)
# People by what they have in common: capitalised only where they open a sentence.
CROWDS = frozenset(
    """opponents proponents supporters residents campaigners protesters protestors demonstrators villagers locals
    neighbours neighbors parents detectives jurors magistrates judges experts doctors nurses teachers pupils students
    passengers commuters shoppers fans customers staff workers bosses managers ministers mps councillors councilors
    conservationists environmentalists activists advocates skeptics sceptics observers insiders relatives families
    friends colleagues firefighters paramedics rescuers politicians lawmakers academics voters backers detractors
    onlookers bystanders organisers organizers""".split()
) | frozenset(f"{role}s" for role in ROLES)
# In a title or a role, before its head.
ROLE_MODIFIERS = frozenset(
    """former acting interim then-president prime vice deputy senior junior assistant associate chief executive general
    foreign defense defence interior finance health education home lead national first managing operating financial
    technology technical press state white house attorney us u.s uk u.k british french german american russian chinese
    israeli palestinian indian pakistani afghan iraqi iranian turkish republican democratic democrat labour conservative
    retired late co-founder cofounder founder shadow lady gentleman police army air navy fire""".split()
)
BODY_WORDS = frozenset(
    """inc ltd llc corp corporation company co plc gmbh ag group holdings bank university college school institute
    institution academy association authority agency administration bureau board commission committee congress council
    court department ministry office party parliament senate union federation foundation fund league organization
    organisation society trust church police army navy force forces times post news press journal herald tribune
    guardian telegraph reuters broadcasting network media television radio airlines airways club team hospital museum
    laboratory center centre centers coalition alliance movement front brigade assembly house government service
    services systems technologies industries motors airlines international partners associates consortium campaign
    rovers wanderers rangers albion fc afc rfc observatory syndicate chamber registry exchange watch programme program project initiative district""".split()
)
CORPORATE_SUFFIXES = frozenset(
    "inc incorporated ltd limited llc corp corporation company co plc gmbh ag sa s.a n.v nv spa group holdings".split()
)
PLACE_WORDS = frozenset(
    """city county state province river lake mountain mount island islands street avenue road bay valley beach park
    square sea ocean gulf coast airport bridge desert peninsula town village region republic kingdom strait""".split()
)
# Written small, and still the last word of a firm's name.
SMALL_SUFFIXES = frozenset("plc llp ltd gmbh".split())
# Between the words of a person's name, written small.
PARTICLES = frozenset(
    "de la del della di da do dos das du van von der den ter ten le el al bin ibn ben bint abu y e zu af av".split()
)
# Between the words of a body's or place's name, written small.
JOINERS = frozenset("of for and the on de du des la & y et in".split())
SUFFIXES = frozenset("jr sr ii iii iv junior senior qc kc mbe obe cbe dbe kbe bem frs mp msp mep phd".split())
# Capitalised by habit, and no names by themselves.
NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri
    sat sun i im ive i'm i've i'll i'd god internet image photo photograph video related sources source external links
    american americans british french german germans russian russians chinese israeli israelis palestinian palestinians
    english spanish italian italians japanese european europeans african africans arab arabs indian indians muslim
    muslims christian christians jewish jews catholic catholics republican republicans democrat democrats democratic
    labour conservative conservatives islamic iraqi iraqis iranian iranians afghan afghans pakistani turkish syrian
    canadian canadians australian australians mexican mexicans korean greek dutch swedish polish ukrainian ukrainians
    yes no ok am pm est edt gmt utc cst pst ceo coo cfo cto tv us-led bst aest dvd cd pc fm""".split()
)
# Bodies that a parse of a sentence often takes for people or places.
KNOWN_BODIES = frozenset(
    """twitter facebook google youtube apple microsoft amazon reuters bbc cnn nbc abc cbs fox nasa nato fbi cia un eu who
    congress senate parliament pentagon kremlin instagram whatsapp netflix wikinews wikipedia boeing airbus toyota samsung
    sony intel ibm politico bloomberg hamas hezbollah taliban unicef unesco opec""".split()
)
