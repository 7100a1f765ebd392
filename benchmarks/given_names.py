"""Write qa/given_names.txt: given names that hardly anybody but women, or but men, bears.

usage: python benchmarks/given_names.py

The names are those of the lists that Faker (MIT licence) keeps for each country, and some more. One is left out where
the lists do not agree: `Andrea`, `Jean`, `Nikita`. In Russian a woman's name that is a man's in another case
(`Александра`) is left out, too.
"""

from __future__ import annotations

import pkgutil
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path

from faker.providers import person

from qa.names import is_russian, name_key

TARGET = Path("qa/given_names.txt")
# A name is a woman's, or a man's, where this many lists say so for each that says otherwise.
_AGREE = 15
# No other script is read for names.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяёі'-")
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
    return {name: count for name, count in bearers.items() if len(name) > 1 and _LETTERS.issuperset(name)}


def plain(bearers: dict[str, Counter[str]]) -> dict[str, str]:
    """The names that are hardly anybody else's, in any spelling."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, count in bearers.items():
        spelled[name.translate(_IN_LATIN)] += count
    sexes = {name: _sex(spelled[name.translate(_IN_LATIN)]) for name in bearers}
    return {name: sex for name, sex in sexes.items() if sex and not _is_a_mans_in_another_case(name, sexes)}


def _sex(count: Counter[str]) -> str:
    (sex, most), *others = count.most_common()
    return sex if most >= _AGREE * sum(fewer for _, fewer in others) else ""


def _is_a_mans_in_another_case(name: str, sexes: dict[str, str]) -> bool:
    declined = is_russian(name) and name.endswith(("а", "я", "у", "ю", "е"))
    return declined and any(sexes.get(name[:-1] + ending) == "m" for ending in ("", "й", "ь"))


def main() -> None:
    names = sorted(plain(listed()).items())
    TARGET.write_text("".join(f"{name} {sex}\n" for name, sex in names), encoding="utf-8")
    print(f"{len(names):,} names in {TARGET}")


if __name__ == "__main__":
    main()
