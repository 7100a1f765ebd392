"""The words by which people are named: honorifics, offices, pronouns, and those that look like names and are none."""

from __future__ import annotations

HONORIFICS = {
    "mr": "male", "mr.": "male", "sir": "male", "lord": "male", "king": "male", "prince": "male", "signor": "male",
    "messrs": "male", "messrs.": "male",
    "ms": "female", "ms.": "female", "mrs": "female", "mrs.": "female", "miss": "female", "madam": "female",
    "lady": "female", "queen": "female", "princess": "female", "dame": "female", "signora": "female", "mme": "female",
    "dr": "", "dr.": "", "prof": "", "prof.": "", "hon": "", "hon.": "", "rt": "", "cllr": "", "cllr.": "", "cllrs": "",
    "sen": "", "sen.": "", "rep": "", "rep.": "", "gov": "", "gov.": "", "gen": "", "gen.": "", "col": "", "col.": "",
    "highness": "", "excellency": "", "majesty": "", "sheikh": "male", "sheikha": "female", "baron": "male",
    "baroness": "female", "capt": "", "capt.": "", "sgt": "", "sgt.": "", "rev": "", "rev.": "", "st": "",
    "господин": "male", "г-н": "male", "госпожа": "female", "г-жа": "female",
}  # fmt: skip

# Nouns for people by office or job, by the class within which one may stand for another.
OFFICES: dict[str, str] = {
    "state": (
        "president presidents head-of-state counterpart king queen monarch emir sultan президент "
        "глава-государства король президенті мемлекет-басшысы"
    ),
    "government": (
        "prime-minister premier pm head-of-government taoiseach премьер-министр премьер глава-правительства "
        "глава-кабинета председатель-правительства премьер-министрі үкімет-басшысы"
    ),
    "leader": "leader лидер",
    "chancellor": "chancellor канцлер",
    "minister": "minister министр министрі",
    "secretary": (
        "secretary foreign-secretary home-secretary secretary-general general-secretary secretary-of-state "
        "under-secretary undersecretary секретарь генсек хатшысы"
    ),
    "chair": (
        "chair chairman chairwoman chairperson speaker председатель председательствующий председательствующая спикер "
        "төраға төрағасы спикері"
    ),
    "spokesperson": "spokesman spokeswoman spokesperson press-secretary пресс-секретарь баспасөз-хатшысы өкілі",
    "mayor": "mayor akim мэр аким әкім әкімі",
    "governor": "governor губернатор глава-региона глава-области глава-края",
    "director": "director director-general директор директоры",
    "chief": (
        "chief-executive chief-executive-officer chief-constable ceo chief head руководитель глава "
        "басшысы жетекшісі бастығы"
    ),
    "engineer": "engineer инженер инженері",
    "officer": "officer officers chief-financial-officer cfo",
    "ambassador": "ambassador ambassador-designate envoy special-representative посол елші елшісі",
    "commissioner": "commissioner",
    "lawmaker": (
        "senator congressman congresswoman deputy lawmaker mp councillor councilor councilmember councilman "
        "councilwoman alderman alderwoman assemblyman assemblywoman assemblymember representative "
        "депутат сенатор депутаты сенаторы"
    ),
    "judge": "judge justice судья",
    "lawyer": "lawyer attorney counsel solicitor barrister prosecutor адвокат прокурор",
    "clerk": "clerk registrar treasurer",
    "manager": "manager coordinator administrator superintendent",
    "negotiator": "negotiator mediator",
    "professor": "professor professor-emeritus academician профессор академик профессоры",
    "analyst": "analyst economist expert аналитик эксперт сарапшы сарапшысы",
    "doctor": "doctor врач дәрігер дәрігері",
    "witness": "witness свидетель",
    "candidate": "candidate nominee",
    "official": (
        "official aide adviser advisor assistant diplomat delegate surveyor trader советник помощник заместитель "
        "делегат орынбасары кеңесшісі көмекшісі"
    ),
    "founder": "founder co-founder owner основатель",
    "member": (
        "member shareholder resident employee worker farmer fisherman keeper importer driver teacher student "
        "skipper shopkeeper baker butcher grocer brewer miller plumber electrician carpenter stonemason nurse "
        "innkeeper headteacher headmaster headmistress harbourmaster stationmaster postmaster ferryman trawlerman "
        "choirmaster coach trainer pilot musician captain commander general colonel sergeant bishop pastor priest "
        "rabbi imam кәсіпкер кәсіпкері тұрғыны мұғалім мұғалімі ғалым қызметкері"
    ),
    "kin": "ally friend dad daddy mum mom granny grandad mother father wife husband son daughter brother sister widow",
    "guest": "guest visitor host colleague interlocutor successor predecessor",
    "person": "man woman boy girl lady gentleman guy passenger neighbour neighbor journalist reporter moderator",
}  # fmt: skip
# Several people of one office, each of whom may be known by name.
PLURALS: dict[str, str] = {
    "state": "presidents heads-of-state kings monarchs президенты главы-государств",
    "government": "prime-ministers premiers heads-of-government премьер-министры",
    "leader": "leaders лидеры",
    "chancellor": "chancellors",
    "minister": "ministers министры",
    "mayor": "mayors",
    "governor": "governors",
    "ambassador": "ambassadors",
    "commissioner": "commissioners",
    "lawmaker": "senators councillors councilors councilmembers councilmen representatives",
}
# How many are meant: `both presidents`, `the two leaders`.
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "оба": 2, "обе": 2, "два": 2, "две": 2}
BODIES = """
    sides parties delegation delegations officials ministry government committee council
    commission company union department agency office police court board team bank party parliament cabinet
    spokesmen campaign стороны министерство правительство комитет компания
    """.split()
UNVOICED = """
    service services report reports statement website document release newspaper article agreement study survey
    paper newspapers media channel letter book poll data press treaty communique communiqué protocol служба
    пресс-служба қызметі
    """.split()

FEMALE = set(
    "spokeswoman chairwoman congresswoman queen mother wife daughter sister widow woman girl lady she her".split()
)
MALE = set("spokesman congressman king father husband son brother man boy gentleman fisherman he his him".split())

PRONOUNS = {
    "he": "male", "she": "female", "they": "", "i": "", "we": "", "он": "male", "она": "female", "они": "", "мы": "",
    "я": "", "ол": "", "олар": "", "оның": "", "олардың": "",
}  # fmt: skip
PRONOUNS_OF = {"his": "male", "him": "male", "her": "female"}
# `His Highness`, of somebody whom the article has named.
STYLES = frozenset("highness excellency majesty honour honor grace eminence holiness".split())
DETERMINERS = set("the a an his her its their our my this another one both оба обе".split())
INDEFINITE = set("a an another one".split())
PARTICLES = set(
    "de da del della der den di do dos du van von zu bin bint ibn ben al el la le las los ter ten y af av".split()
)
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = tuple("january february march april may june july august september october november december".split())
# Capitalised at the start of a sentence, and no name.
ORDINARY = {*WEEKDAYS, *MONTHS}.union(
    """
    the a an and but or nor so yet for in on at to of by as if when while after before since because although though
    however meanwhile moreover instead then there here this that these those it its he she they we i you his her
    their our my your what which who whom whose why how where all both each every some any no not one two three four
    five six seven eight nine ten many most much more several few other others another such only also even still
    just once again now today yesterday tomorrow tonight earlier later asked speaking turning opening having being
    with without from into over under during about against between among through upon within toward towards
    following according regarding concerning including despite until unless unlike whether yes thank thanks good dear
    well okay ok right alright sure hello hi hey yo wow whoa woah oh ah aw aww ooh yeah yep yup nope yay woohoo haha hmm
    congratulations congrats bye goodbye cheers sorry absolutely definitely exactly totally awesome
    let please do did does is are was were be been has have had will would shall should may might can
    could must neither either nobody
    в на и но а по из к с о об от для при за до это этот эта эти как что
    ему ей им ими нам нас вам вас мне меня ним ней них
    так также где когда он она они мы вы я его ее её их все всё мой наш ваш надо не нет да или если после перед
    люди моя моё мои наша наше наши твой твоя ваша ваше ваши эту этого этой этим этих тот та те того той тех
    такой такая такие свой своя свои у из под над без выступил выступила выступили
    бұл осы сол ал және бірақ алайда сондай-ақ сонымен сондықтан содан енді бүгін кеше ертең қазір кейін біз сіз олар
    мен сен өз барлық бүкіл жаңа егер
    почему зачем сколько отчего между тогда сейчас сегодня вчера завтра там тут привет здравствуйте
    """.split()
)
# Words with a capital in a headline that has one on each: `Minister Backs Plan For The Ferry`.
IN_HEADLINES = frozenset("on to the his her their of in at for with by as from is are after over and".split())
NO_PERSON = set(
    """
    plc ltd inc llc corp gmbh group party ministry committee council authority board bank company meeting assembly
    conference summit election report road avenue square school college hospital station airport office minutes agenda
    """.split()
)
# The first word of a place: `Lake Orrin`.
PLACES = frozenset("lake port fort mount cape north south east west upper lower".split())
# The last word of a body that may speak, and is nobody.
BODY_NAMES = frozenset(
    """
    agency alliance association bureau center centre command commission corporation department federation foundation
    institute league militia network television union university
    """.split()
)
# `Critics said`: people of whom nobody is named.
GROUPS = frozenset(
    """
    bystanders campaigners commentators critics crowds detractors eyewitnesses families fans insiders locals neighbours
    neighbors onlookers opponents parents people pundits rivals sceptics skeptics sources supporters witnesses
    """.split()
)
# `the Orvanian`: somebody from there.
DEMONYM_ENDINGS = ("ian", "ean", "ese", "ish", "ani", "can", "ovan", "ite")
# Whoever held an office need not hold it: `the former minister`, `the then president`.
FORMER = frozenset(
    "former ex then previous erstwhile late outgoing ousted one-time sometime бывший экс тогдашний".split()
)
# Whose office is one that somebody else holds.
SHADOWS = frozenset({"shadow"})
DEPUTIES = frozenset("deputy vice assistant заместитель вице".split())
# Whose office is that of somebody else's, named after it in the genitive.
AIDES = frozenset("заместитель помощник советник пресс-секретарь".split())
# In the genitive, after the adjective of a place: `аким Тузбельской области`.
REGIONS = frozenset("области района края республики округа города губернии волости".split())
# Of a country or a town in the genitive, which names seldom have in the nominative.
RUSSIAN_COUNTRY_ENDINGS = ("ии", "стана", "ши", "ни", "ы", "ска", "цка", "града", "города", "бурга", "поля")
# After a name, and no part of it: `Ann Pell KC`.
POSTNOMINALS = frozenset("KC QC SC MP MEP MSP MLA TD OBE CBE MBE KBE DBE PhD MD".split())
# Before a full name, and no part of it: `Old Anselm Pell`.
EPITHETS = frozenset("old young poor little dear".split())
# What somebody does in minutes that print it in capitals: `Cllr Pell MOVED and Dr Venn SECONDED`.
CAPITAL_VERBS = frozenset(
    """
    MOVED SECONDED PROPOSED SUPPORTED OPPOSED RESOLVED AGREED CARRIED APPROVED ADOPTED NOTED REPORTED RECEIVED SAID
    ASKED THANKED DECLARED STATED ABSTAINED VOTED REQUESTED RECOMMENDED UNDERTOOK WITHDREW DISSENTED LEFT JOINED
    """.split()
)
VERBS_BETWEEN = frozenset("met saw told sent gave led left held said sees tells meets".split())
# People by their trade, told by the ending: `the harbour master`, `a baker`; and words that only end like them.
TRADE_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ee", "ant", "nurse", "guard", "cook", "guide", "neighbour")
NO_TRADES = frozenset(
    """
    after agree another answer assist ban banner bar better border can center centre chamber chapter character charter
    checklist clean cluster coffee colour committee consist constant consumer corner counter cover december
    degree dinner distant door earlier easier elephant error ever exist factor fan favor favour fee fewer fiber
    fibre filter finger fist flavour floor flower folder former free further german giant grant greater guarantee
    higher honor however human humor humour important insist instant juncture knee labor labour larger later latter
    layer leather letter lighter liquor list loan longer lower major manner matter mean median member meter
    minor mirror mist motor murder neither never november number ocean october offer order other outer over pan paper
    per persist plan plant plaster poster power prior proper quarter rather register relevant resist restaurant
    rival river roman rumor rumour scan sector see september sewer shelter shorter shortlist shoulder
    significant silver smaller span stronger summer super temper tender terror than theater theatre three
    thunder timber together tower trailer transfer tree tumor twist under upper urban van vapor vector wafer
    want warrant water weather whatever whether whichever whisper whoever winter wonder wrist younger
    """.split()
)
# What may follow somebody of a trade in a sentence, beside a verb in -ed.
AFTER_TRADE = frozenset(
    """
    who whom whose of for at in on from to with and or was is has had did does would will could can may might must said
    say says tell told warn argue claim deny announce promise
    think put gave went knew thought felt shook shrugged spoke called asked replied
    also then later once again who's
    """.split()
)
