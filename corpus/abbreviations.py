"""Words whose full stop need not end a sentence, by how the word after them decides."""

from __future__ import annotations

# A name always follows: never an end.
TITLES = frozenset(
    """mr mrs ms mx dr prof gen sen rep reps sens gov lt col capt cpt sgt maj cmdr adm rev hon pres messrs mme mlle st ste
    mt ft supt insp det cpl pvt fr sr.a atty asst assoc dept msgr amb sec.gen brig""".split()
)
# A number follows, or it was an ordinary word ("No. I refuse.").
BEFORE_NUMBERS = frozenset(
    "no nos vol vols p pp par para fig figs art arts sec secs ch chap ed eds pt pl op para r ca c approx est tel ext".split()
)
MONTHS_AND_DAYS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# Never an end, whatever follows.
NEVER = frozenset("e.g i.e eg ie viz cf vs v al.s namely resp".split())
# An end only where the next word is one that opens sentences.
OPEN = frozenset(
    """inc corp co cos ltd plc llc bros jr sr esq etc al ph.d m.d b.a m.a b.sc m.sc d.phil j.d ll.b r.n d.c a.m p.m am pm
    a.d b.c b.c.e c.e ave blvd rd bldg dist natl intl univ inst assn min max
    sq yd lb lbs oz hr hrs yr yrs ext u.s u.k u.n e.u u.s.a u.s.s.r""".split()
)
# The same of states and provinces, with a capital alone: small ones are ordinary words ("a good man. Police said").
STATES = frozenset(
    """ala alta ariz ark calif colo conn del fla ga ill ind kan ky la man mass md mich minn miss mo mont neb nev okla ont ore pa
    penn que sask tenn tex va vt wash wis wyo""".split()
)
# Words that open a sentence far more often than they continue a name.
OPENERS = frozenset(
    """the a an this that these those it its he she they we you his her their our my there here in on at by for from with
    as if when while where after before since during until although though because but and or so yet however then now
    still also thus hence meanwhile moreover furthermore nevertheless nonetheless instead otherwise later today yesterday
    tomorrow what who why how which whose some many most several few all both each every no not one two three other
    another such according under over between among despite about once officials critics""".split()
)
# Verbs after which a quotation goes on ("Stop!" Smith said).
REPORTING = frozenset(
    """said says say told tells asked asks added adds wrote writes replied replies answered shouted shouts cried cries
    exclaimed declared declares announced explained explains insisted insists noted notes stated states warned warns
    argued argues claimed claims remarked continued concluded recalled tweeted yelled whispered called commented""".split()
)
