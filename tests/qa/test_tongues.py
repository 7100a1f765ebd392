"""Languages without rules of their own: marks, names and a few words tell what is said. All people are invented."""

import pytest

from qa.extraction import quotations
from qa.records import Kind, Quotation, Span
from qa.sentences import sentences
from qa.tongue_words import tongue_of

# So much of each language that it is told; in the second paragraph stands what is asked about.
OPENINGS = {
    "de": "Der Rat der Stadt hat am Dienstag lange über die Fähre und die Brücke am Hafen gesprochen.",
    "fr": "Le conseil de la commune a parlé mardi du pont et du bac dans une salle de la mairie.",
    "es": "El pleno de la villa habló el martes del puente y de la barca en una sala del puerto.",
    "it": "Il consiglio della città ha parlato martedì del ponte e della barca in una sala del porto.",
    "pl": "Rada miasta mówiła we wtorek o moście i o promie na rzece, a potem przełożyła głosowanie na styczeń.",
    "sv": "Fullmäktige i staden talade på tisdagen om bron och om färjan i hamnen, och det blev sent.",
    "tr": "Belediye meclisi salı günü köprü ve feribot için toplandı, bu toplantı çok uzun sürdü ve bir karar çıkmadı.",
    "uk": "Міська рада у вівторок говорила про міст і про пором на річці, а потім відклала голосування на січень.",
}
GRETA, ODILE, MARTA, AYLIN = "Greta von Holm", "Odile Fresnay", "Marta del Pozo", "Aylin Kaya Er"
SAID: dict[str, tuple[str, str, str, str]] = {
    "an office with a capital": (
        "de",
        "„Die Fähre ist verkauft“, sagte Bürgermeisterin Greta von Holm am Dienstag.",
        "Die Fähre ist verkauft",
        GRETA,
    ),
    "an interruption": (
        "de",
        "Dann kam Greta von Holm. „Die Fähre“, rief von Holm, „ist verkauft.“",
        "Die Fähre … ist verkauft",
        GRETA,
    ),
    "a role before the name, and a colon": (
        "de",
        "Die Kämmerin der Stadt, Greta von Holm, wurde deutlich: „Die Fähre ist verkauft.“",
        "Die Fähre ist verkauft",
        GRETA,
    ),
    "an office in lower case": (
        "fr",
        "« Personne ne l’a acheté », a déclaré la maire Odile Fresnay mardi.",
        "Personne ne l’a acheté",
        ODILE,
    ),
    "a verb that is in no list": (
        "fr",
        "« Personne ne l’a acheté », bougonne la maire Odile Fresnay.",
        "Personne ne l’a acheté",
        ODILE,
    ),
    "a name and a colon": ("fr", "Odile Fresnay : « Le pont est vendu. »", "Le pont est vendu", ODILE),
    "within the marks": (
        "fr",
        "Odile Fresnay est là. « Le pont, a répondu Fresnay, est vendu. »",
        "Le pont … est vendu",
        ODILE,
    ),
    "in apposition": (
        "es",
        "«El puente se ha vendido», lamentó la alcaldesa, Marta del Pozo, al final.",
        "El puente se ha vendido",
        MARTA,
    ),
    "a dash": (
        "es",
        "Marta del Pozo habló.\n\n—Está vendido —dijo Del Pozo—. Y basta.",
        "Está vendido … Y basta",
        MARTA,
    ),
    "dashes within marks": (
        "it",
        "«Il ponte è venduto - ha detto la sindaca Ornella Neri - e nessuno lo vuole»",
        "Il ponte è venduto … e nessuno lo vuole",
        "Ornella Neri",
    ),
    "dashes around": (
        "pl",
        "– Most jest sprzedany – powiedziała burmistrz Anna Kowal. – Nikt go nie kupił.",
        "Most jest sprzedany … Nikt go nie kupił",
        "Anna Kowal",
    ),
    "a dash and a comma": ("sv", "– Bron är såld, säger kommunalrådet Elin Tarsk.", "Bron är såld", "Elin Tarsk"),
    "the verb last": (
        "tr",
        "Belediye Başkanı Aylin Kaya Er, Tansu'ya dönerek, “Feribot satıldı” dedi.",
        "Feribot satıldı",
        AYLIN,
    ),
    "a part of the name": (
        "tr",
        "Aylin Kaya Er söz aldı. “Feribot satıldı” diyen Kaya Er salondan ayrıldı.",
        "Feribot satıldı",
        AYLIN,
    ),
    "an account": (
        "fr",
        "Selon Odile Fresnay, « le pont est vendu depuis hier ».",
        "le pont est vendu depuis hier",
        ODILE,
    ),
    "one of two who are named": (
        "es",
        "La alcaldesa Marta del Pozo recordó que Juan Vera dijo: «El puente se ha vendido.»",
        "El puente se ha vendido",
        "Juan Vera",
    ),
    "in the paragraph before": (
        "tr",
        "Aylin Kaya Er sözlerini şöyle sürdürdü:\n\n“Yeni köprü gelecek yıl bitecek.”",
        "Yeni köprü gelecek yıl bitecek",
        AYLIN,
    ),
    "of whom it is said stands first": (
        "de",
        "Greta Holm kam. Den Stadtrat Jörg Ott nannte Holm „einen Bremser der ganzen Stadt“.",
        "einen Bremser der ganzen Stadt",
        "Greta Holm",
    ),
    "whoever is answered stands first": (
        "de",
        "Dem Stadtrat Jörg Ott antwortete Greta Holm: „Die Fähre ist verkauft.“",
        "Die Fähre ist verkauft",
        "Greta Holm",
    ),
    "an account, with an article": (
        "de",
        "Laut dem Stadtrat Jörg Ott ist die Fähre „verkauft und vergessen worden“.",
        "verkauft und vergessen worden",
        "Jörg Ott",
    ),
    "Cyrillic": ("uk", "«Паром продано», — заявила міська голова Ольга Кравець.", "Паром продано", "Ольга Кравець"),
}
NOT_BY_NAME: dict[str, tuple[str, str, str | None]] = {
    "a pronoun, as printed": ("de", "„Die Fähre ist verkauft“, sagte sie über Greta von Holm.", "sie"),
    "an office alone, as printed": ("fr", "« Le pont est vendu », a déclaré la ministre.", "la ministre"),
    "somebody who speaks for her": (
        "fr",
        "« Le pont est vendu », a déclaré le porte-parole d’Odile Fresnay.",
        "le porte-parole d’Odile Fresnay",
    ),
    "whose account it is, of whom he speaks": (
        "es",
        "Según Marta del Pozo, el alcalde dijo: «El puente se ha vendido.»",
        None,
    ),
    "whoever is asked": ("de", "Der Minister antwortete Greta von Holm: „Die Fähre ist verkauft.“", "Der Minister"),
    "whoever is answered, before the verb": (
        "es",
        "A Julián Otero le respondió un vecino: «El puente se ha vendido.»",
        "un vecino",
    ),
    "whoever is answered, without a full name": ("es", "A Otero, un vecino le dijo: «El puente se ha vendido.»", None),
    "whoever is answered, and who answers": (
        "es",
        "«El puente se ha vendido», le contestó a Julián Otero Rocío Baena.",
        None,
    ),
    "whoever is answered, with an office": (
        "es",
        "«El puente se ha vendido», respondió un vecino al alcalde Julián Otero.",
        None,
    ),
    "whoever is answered, behind a role": ("fr", "« Le pont est vendu », répond un pêcheur à Odile Fresnay.", None),
    "whoever is turned to": ("tr", "“Köprü satıldı artık” dedi ve Cemal Tunç'a döndü.", None),
    "for whom it is said": (
        "tr",
        "Toplantıya katılmayan Zeynep Aksoy için ise bir üye, “Feribot satıldı artık” dedi.",
        None,
    ),
    "two people, one of whom is answered": (
        "de",
        "Jörg Wiedemann kam. „Das stimmt nicht“, antwortete Wiedemann Greta Holm.",
        None,
    ),
    "somebody else in between": ("sv", "Elin Tarsk nickade. ”Bron är såld till ett annat land.”", None),
    "in another case, of somebody else": (
        "pl",
        "„Most jest sprzedany” – powiedziała rzeczniczka Anny Kowalskiej.",
        "rzeczniczka Anny Kowalskiej",
    ),
    "a sentence of nobody": ("es", "Marta del Pozo calló. «El puente se ha vendido ayer mismo.»", None),
}
NOT_SAID: dict[str, tuple[str, str]] = {
    "a title": ("fr", "Odile Fresnay a lu le roman « Les Ponts du Nord » devant le conseil."),
    "words in scare quotes": ("de", "Greta von Holm nannte den Plan am Dienstag nicht ganz zu Unrecht eine „Brücke“."),
    "a denial": ("fr", "Odile Fresnay n’a jamais dit : « Le pont est vendu depuis hier. »"),
    "a title within a sentence": ("fr", "Le film « La ville qui dort », a annoncé Odile Fresnay, sort mardi."),
    "what stands on a banner": (
        "de",
        "Am Dienstag hing ein Plakat am Haus von Greta von Holm: „Rettet die Fähre am Hafen!“",
    ),
    "a banner": ("es", "Marta del Pozo miró una pancarta: «Salvemos el puente viejo ya»"),
}


def said(language: str, sentence: str) -> tuple[str, list[Quotation]]:
    text = f"{OPENINGS[language]}\n\n{sentence}\n"
    return text, quotations(text)


@pytest.mark.parametrize(("language", "sentence", "words", "speaker"), SAID.values(), ids=SAID)
def test_what_is_said_and_by_whom(language: str, sentence: str, words: str, speaker: str) -> None:
    text, [found] = said(language, sentence)
    assert found.kind is Kind.DIRECT
    assert " … ".join(span.of(text) for span in found.spans) == words
    assert found.speaker is not None
    assert found.speaker.name == speaker


@pytest.mark.parametrize(("language", "sentence", "source"), NOT_BY_NAME.values(), ids=NOT_BY_NAME)
def test_nobody_is_named_whom_the_sentence_does_not_name(language: str, sentence: str, source: str | None) -> None:
    text, [found] = said(language, sentence)
    assert found.speaker is None
    assert (found.source and found.source.shown(text)) == source


@pytest.mark.parametrize(("language", "sentence"), NOT_SAID.values(), ids=NOT_SAID)
def test_what_nobody_says_is_no_quotation(language: str, sentence: str) -> None:
    assert said(language, sentence)[1] == []


def test_a_paragraph_with_dashes_may_have_several_speakers() -> None:
    text, found = said("pl", "– Kto kupił most? – zapytał Jan Nowak. – Nikt – odpowiedziała Anna Kowalska.")
    assert [(q.speaker and q.speaker.name, q.spans[0].of(text)) for q in found] == [
        ("Jan Nowak", "Kto kupił most?"),
        ("Anna Kowalska", "Nikt"),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Am 3. März kam Dr. Holm in die Stadt. Dann ging er.", "Am 3. März kam Dr. Holm in die Stadt."),
        ("« Le pont est vendu. » Fresnay est partie.", "« Le pont est vendu. »"),
        ("Il dott. Neri e il sig. Bo tacciono. Fine.", "Il dott. Neri e il sig. Bo tacciono."),
    ],
)
def test_full_stops_that_end_no_sentence(text: str, first: str) -> None:
    assert sentences(text, Span(0, len(text)))[0].of(text) == first


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "– Bron är såld till ett annat land, säger"),
        ("tr", "Bu 'ta köprü için “Köprü satıldı” dedi"),
        ("fr", "« Le pont est vendu depuis hier », Odile Fresnay"),
        ("fr", "« Le pont est vendu depuis hier"),
    ],
)
def test_what_breaks_off_is_read_as_far_as_it_goes(language: str, sentence: str) -> None:
    text, found = said(language, sentence)
    assert all(text[span.start : span.end].strip() for q in found for span in (*q.spans, *q.evidence))


def test_lines_of_a_dialogue_are_turns_of_those_whom_the_report_names() -> None:
    lines = "Odile Fresnay et Paul Astier ont discuté.\n\nFresnay : Le pont est vendu.\n\nAstier : À qui, madame ?"
    text, found = said("fr", lines)
    assert [(q.kind, q.speaker and q.speaker.name, q.spans[0].of(text)) for q in found] == [
        (Kind.TURN, "Odile Fresnay", "Le pont est vendu."),
        (Kind.TURN, "Paul Astier", "À qui, madame ?"),
    ]


def test_a_transcript_has_its_labels_without_offices() -> None:
    asked = "Altwieder Bote: Warum?\n\nBürgermeisterin Greta Holm: Weil sie alt war."
    lines = f"{asked}\n\nAltwieder Bote: Und dann?\n\nHolm: Mal sehen."
    _, found = said("de", lines)
    assert [q.speaker and q.speaker.name for q in found] == [
        "Altwieder Bote",
        "Greta Holm",
        "Altwieder Bote",
        "Greta Holm",
    ]


def test_without_a_list_of_words_only_a_colon_names_who_speaks() -> None:
    opening = (
        "Linnavolikogu arutas teisipäeval kaua vana silla müüki ja praami tulevikku sadamas, aga otsust ei tehtud. "
        "Istungil oli palju rahvast ning arutelu kestis üle nelja tunni, sest kõik tahtsid sõna saada ja keegi ei "
        "olnud nõus hinnaga, mida linnavalitsus oli pakkunud. Koosolek lõppes alles hilja õhtul, kui saalis olid "
        "jäänud ainult volikogu liikmed ja mõned ajakirjanikud, kes ootasid vastuseid."
    )
    text = f"{opening}\n\n„Sild on meie kõigi oma,“ ütles Anna Kask. Jaan Tamm: „Seda silda ei osta keegi.“"
    found = quotations(text)
    assert [(q.speaker and q.speaker.name, q.spans[0].of(text)) for q in found] == [
        (None, "Sild on meie kõigi oma"),
        ("Jaan Tamm", "Seda silda ei osta keegi"),
    ]


@pytest.mark.parametrize("language", OPENINGS)
def test_a_language_is_told_by_its_sentences(language: str) -> None:
    tongue = tongue_of(OPENINGS[language])
    assert tongue is not None
    assert tongue.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Elin Tarsk – CEO\n" * 20,
        "Greta Holm, Odile Fresnay, Marta del Pozo, Ornella Neri, Anna Kowal, Elin Tarsk",
        "The council spoke of « Le pont est vendu » and of the ferry, said the mayor of Calder.",
        "«Паром продан», – сказала мэр Ольга Кравец. Это было вчера вечером в городе.",
        "«Паром сатылды», – деді Қанат Жарқынов. Бұл кеше қаланың әкімдігінде айтылды.",
    ],
)
def test_names_alone_and_languages_with_rules_are_left_to_these(text: str) -> None:
    assert tongue_of(text) is None


def test_a_few_short_sentences_are_enough_to_tell_a_language() -> None:
    text = "Le barrage divise\n\nLe conseil s’est réuni mardi.\n\n« Ma sœur ne cédera pas », a dit Odette Marchand."
    [said] = quotations(text)
    assert said.source is not None
    assert said.source.shown(text) == "Odette Marchand"
