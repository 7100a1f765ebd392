"""Write qa/given_names.txt: given names that hardly anybody but women, or but men, bears; and the others beside it.

usage: python benchmarks/given_names.py

The names are those of the lists that Faker (MIT licence) keeps for each country, and some more. One is left out where
the lists do not agree: `Andrea`, `Jean`, `Nikita`. In Russian a woman's name that is a man's in another case
(`Александра`) is left out, too.
"""

from __future__ import annotations

import pkgutil
from collections import Counter, defaultdict
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

import regex
from faker.providers import person

from qa.names import is_russian, name_key

TARGET = Path("qa/given_names.txt")
# By which nobody can tell `he` from `she`, and in letters of which no rule knows the cases.
OTHERS = Path("qa/other_given_names.txt")
# A name is a woman's, or a man's, where this many lists say so for each that says otherwise.
_AGREE = 15
# No other script is read for names.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяёі'-")
_OTHER = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}'-]{3,}")
_IN_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэё", "abvgdeziyklmnoprstufhyee", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": "", "і": "i"}
)

# Of Central Asia, of which Faker has hardly any.
_WOMEN = """
    aigerim aigul ainur aizhan akbota aliya altynai asel assel ayazhan balzhan bayan botagoz damira dariga
    dilnaz dinara gulmira gulnar gulnara gulnaz gulshat gulzhan karlygash kuralai kymbat madina makpal meruert
    moldir nazgul nazira nurgul perizat raushan saltanat sandugash saule symbat togzhan ulbolsyn zarina zhanar
    zhannat zhibek zhuldyz айгерим айгуль айжан айнур акбота алия алтынай асель балжан баян ботагоз гульжан
    гульмира гульнар гульнара гульшат дамира дарига динара жанар жибек жулдыз зарина карлыгаш куралай кымбат
    мадина макпал меруерт молдир назгуль назира нургуль перизат раушан салтанат сандугаш сауле симбат тогжан
"""
_MEN = """
    adilbek aibek aidar aidos akan almas altai amangeldy arman arslan askar askhat azamat baurzhan beibut berik
    bolat daniyar darkhan daulet dauren erbol erlan ermek galym galymzhan kairat kanat kassym kuanysh maksat
    nurlan nursultan olzhas rashid sabit samat sanzhar serik serzhan talgat temir temirlan toktar ulan yerbol
    yerlan yermek yerzhan zhandos zhanibek адильбек айбек айдар айдос алмас амангельды арман арслан аскар асхат
    азамат бауржан бейбут берик болат галым даниял данияр дархан даулет даурен ерболат ербол ержан ерлан ермек
    жандос жанибек кайрат канат касым куаныш максат марат нурлан нурсултан олжас рашид сабит самат санжар серик
    талгат темирлан тимур токтар улан
"""


def listed() -> dict[str, Counter[str]]:
    """Every given name of every country, as it is compared, and how many lists give it to women (`f`) and men (`m`)."""
    bearers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for sex, attribute in (("f", "first_names_female"), ("m", "first_names_male")):
            for key in {name_key(name) for name in getattr(provider, attribute, ())}:
                bearers[key][sex] += 1
    for sex, names in (("f", _WOMEN), ("m", _MEN)):
        for key in map(name_key, names.split()):
            bearers[key][sex] += 1
    return bearers


def plain(bearers: dict[str, Counter[str]]) -> dict[str, str]:
    """The names that are hardly anybody else's, in any spelling."""
    bearers = {name: count for name, count in bearers.items() if len(name) > 1 and _LETTERS.issuperset(name)}
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, count in bearers.items():
        spelled[name.translate(_IN_LATIN)] += count
    sexes = {name: _sex(spelled[name.translate(_IN_LATIN)]) for name in bearers}
    return {name: sex for name, sex in sexes.items() if sex and not _is_a_mans_in_another_case(name, sexes)}


def others(bearers: dict[str, Counter[str]], told: Collection[str]) -> list[str]:
    """The names in Latin, Cyrillic and Greek that are not told to be a woman's or a man's."""
    return sorted(name for name in bearers if name not in told and _OTHER.fullmatch(name))


def _sex(count: Counter[str]) -> str:
    (sex, most), *others = count.most_common()
    return sex if most >= _AGREE * sum(fewer for _, fewer in others) else ""


def _is_a_mans_in_another_case(name: str, sexes: dict[str, str]) -> bool:
    declined = is_russian(name) and name.endswith(("а", "я", "у", "ю", "е"))
    return declined and any(sexes.get(name[:-1] + ending) == "m" for ending in ("", "й", "ь"))


def main() -> None:
    bearers = listed()
    names = plain(bearers)
    TARGET.write_text("".join(f"{name} {sex}\n" for name, sex in sorted(names.items())), encoding="utf-8")
    rest = others(bearers, names)
    OTHERS.write_text("".join(f"{name}\n" for name in rest), encoding="utf-8")
    print(f"{len(names):,} names in {TARGET}, {len(rest):,} in {OTHERS}")


if __name__ == "__main__":
    main()
