"""Who is meant. Everybody is invented; what an article leaves open stays open."""

import pytest

from qa.extraction import quotations
from qa.known import KnownPeople
from qa.records import Speaker


def who_says(text: str, known: KnownPeople | None = None) -> list[tuple[str, str | None]]:
    """The words and the speaker's name of every quotation, in order."""
    return [(q.spans[0].of(text).rstrip("."), q.speaker.name if q.speaker else None) for q in quotations(text, known)]


def speakers_in(text: str, known: KnownPeople | None = None) -> list[str | None]:
    return [name for _, name in who_says(text, known)]


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


SAID = "“The ferry is old,” {} said."

INTRODUCED: dict[str, tuple[str, str, str]] = {
    # how somebody is introduced, how the source is printed, who is meant
    "surname": ("Elin Tarsk opened the meeting.", "Tarsk", "Elin Tarsk"),
    "surname with honorific": ("Dr Elin Tarsk opened the meeting.", "Dr Tarsk", "Elin Tarsk"),
    "surname with initial": ("Elin Tarsk opened the meeting. Ms Tarsk smiled.", "E. Tarsk", "Elin Tarsk"),
    "surname with office": ("President Elin Tarsk opened the meeting.", "President Tarsk", "Elin Tarsk"),
    "the office alone": ("President of Lurenia Elin Tarsk came.", "the President", "Elin Tarsk"),
    "the office of the country": ("President of Lurenia Elin Tarsk came.", "the President of Lurenia", "Elin Tarsk"),
    "the office and its adjective": ("President of Lurenia Elin Tarsk came.", "the Lurenian President", "Elin Tarsk"),
    "the leader of the country": ("President of Lurenia Elin Tarsk came.", "the leader of Lurenia", "Elin Tarsk"),
    "the leader and its adjective": ("President of Lurenia Elin Tarsk came.", "the Lurenian leader", "Elin Tarsk"),
    "office in apposition": ("Oskar Venn, the transport minister, came.", "the minister", "Oskar Venn"),
    "office in other words": ("Minister of Transport Oskar Venn came.", "the transport minister", "Oskar Venn"),
    "head of the company": (
        "Chief Executive of Norvik plc Sigrid Moen came.",
        "the head of the company",
        "Sigrid Moen",
    ),
    "somebody's spokesman is somebody else": (
        "President Elin Tarsk was at sea. Her spokesman Jory Pell was not.",
        "the spokesman",
        "Jory Pell",
    ),
}


@pytest.mark.parametrize(("introduced", "source", "name"), INTRODUCED.values(), ids=INTRODUCED)
def test_a_short_form_is_the_person_introduced(introduced: str, source: str, name: str) -> None:
    assert speakers_in(f"{introduced}\n\n{SAID.format(source)}") == [name]


@pytest.mark.parametrize(
    ("introduced", "source", "name"),
    [
        pytest.param("Ana de la Vega came.", "Vega", "Ana de la Vega", id="two particles"),
        pytest.param(
            "Deputy Mayor Jory Pell came.",
            "Pell",
            "Jory Pell",
            id="deputy",
        ),
        pytest.param(
            "Vice-President Jory Pell came.",
            "Pell",
            "Jory Pell",
            id="vice-president",
        ),
    ],
)
def test_a_name_that_is_harder_to_read(introduced: str, source: str, name: str) -> None:
    assert speakers_in(f"{introduced}\n\n{SAID.format(source)}") == [name]


TALKS = """{}

- One, - the Head of State said.

- Two, - the leader of Tolvia replied.

- Three, - Elin Tarsk noted.

- Four, - the Tolvian President added.

- Five, - the Head of State concluded.
"""


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("President of Tolvia Oskar Venn came to Calder to see Elin Tarsk.", id="the host by name"),
        pytest.param("The Head of State received President of Tolvia Oskar Venn.", id="the host by office"),
        pytest.param("Head of State Elin Tarsk received President of Tolvia Oskar Venn.", id="the host by both"),
        pytest.param("Elin Tarsk received President of Tolvia Oskar Venn.", id="the host, then a verb, then the guest"),
    ],
)
def test_the_head_of_state_of_a_press_service_is_the_host(opening: str) -> None:
    host, guest = "Elin Tarsk", "Oskar Venn"
    assert speakers_in(TALKS.format(opening)) == [host, guest, host, guest, host]


def test_two_presidents_are_told_apart_by_country() -> None:
    text = (
        "President of Lurenia Elin Tarsk met President of Tolvia Oskar Venn.\n\n"
        "“One,” the Lurenian leader said.\n\n“Two,” the Tolvian President replied."
    )
    assert who_says(text) == [("One", "Elin Tarsk"), ("Two", "Oskar Venn")]


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("The Head of State received President of Tolvia Oskar Venn.", id="office first"),
        pytest.param(
            "Elin Tarsk received President of Tolvia Oskar Venn.",
            id="name, verb, office",
        ),
    ],
)
def test_the_role_is_the_office_and_nothing_else(opening: str) -> None:
    roles = {q.speaker.name: q.speaker.role for q in quotations(TALKS.format(opening)) if q.speaker}
    assert roles["Oskar Venn"] == "President of Tolvia"


MINISTERS = (
    "Minister of Transport Jory Pell came. Minister of Energy Oskar Venn came.\n\n"
    "“One,” the transport minister said.\n\n“Two,” the energy minister said."
)


def test_two_ministers_are_told_apart_by_field() -> None:
    assert speakers_in(MINISTERS) == ["Jory Pell", "Oskar Venn"]


def test_the_minister_is_the_last_one_named_or_nobody() -> None:
    assert speakers_in(f"{MINISTERS}\n\nVenn left. “Three,” the minister said.")[2] in ("Oskar Venn", None)


PRONOUNS: dict[str, tuple[str, str | None]] = {
    "the subject before": ("Ms Tarsk came. She said the ferry was old.", "Tarsk"),
    "full name and honorific": ("Ms Elin Tarsk came. She said the ferry was old.", "Elin Tarsk"),
    "the subject, in apposition": ("Elin Tarsk, the mayor, came. She said the ferry was old.", "Elin Tarsk"),
    "gender decides": ("Ms Elin Tarsk met Mr Oskar Venn. Venn smiled. She said the ferry was old.", "Elin Tarsk"),
    "the subject, not the object": ("Mr Oskar Venn met Mr Jory Pell. He said the ferry was old.", "Oskar Venn"),
    "the paragraph before": ("Ms Elin Tarsk came.\n\n“The ferry is old,” she said.", "Elin Tarsk"),
    "further back than that": (
        "Ms Elin Tarsk came.\n\nIt rained.\n\nIt was late.\n\nShe said the ferry was old.",
        None,
    ),
    "nobody of that gender": ("Ms Elin Tarsk came. He said the ferry was old.", None),
    "nobody at all": ("The ferry was old, she said.", None),
    "they": ("Ms Elin Tarsk and Mr Oskar Venn came. They said the ferry was old.", None),
}


@pytest.mark.parametrize(("text", "name"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_is_the_nearest_who_could_be_meant_or_nobody(text: str, name: str | None) -> None:
    assert speakers_in(text) == [name]


def test_a_pronoun_for_somebody_introduced_by_nothing_but_the_name() -> None:
    assert speakers_in("Elin Tarsk opened the meeting. She said the ferry was old.") == ["Elin Tarsk"]


@pytest.mark.parametrize("words", ["Oskar Venn rang me himself", "It leaks, and Oskar Venn knows it"])
def test_a_pronoun_is_not_somebody_named_in_the_words_themselves(words: str) -> None:
    assert speakers_in(f"Mr Jory Pell came. “{words},” he declared.") == ["Jory Pell"]


def test_a_pronoun_follows_who_spoke_last() -> None:
    text = "Ms Tarsk said it was old. Ms Solane said it was new. She added that it leaked."
    assert speakers_in(text) == ["Tarsk", "Solane", "Solane"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ms Elin Tarsk came. A resident said the ferry was old. She added that it leaked.", id="reported"),
        pytest.param("Ms Elin Tarsk came. “It is old,” a resident said. “It leaks,” she added.", id="quoted"),
    ],
)
def test_a_pronoun_for_somebody_without_a_name_is_nobody(text: str) -> None:
    assert speakers_in(text) == [None, None]


NAMESAKES: dict[str, tuple[str, list[str | None]]] = {
    "honorifics tell": (
        "Mr Tom Pell and Ms Ann Pell came.\n\n“One,” Mr Pell said.\n\n“Two,” Ms Pell said.",
        ["Tom Pell", "Ann Pell"],
    ),
    "offices tell": (
        "Councillor Tom Pell and Mayor Ann Pell came.\n\n“One,” the mayor said.\n\n“Two,” Councillor Pell said.",
        ["Ann Pell", "Tom Pell"],
    ),
    "the one introduced so far": (
        "Tom Pell keeps the ferry. “One,” Pell said.\n\nHis brother is Jack Pell. “Two,” said Jack Pell.",
        ["Tom Pell", "Jack Pell"],
    ),
    "the one who is speaking": (
        "“One,” said Tom Pell.\n\n“Two,” said Jack Pell. “Three,” Pell added.",
        ["Tom Pell", "Jack Pell", "Jack Pell"],
    ),
    "nothing tells": ("Tom Pell and Jack Pell came.\n\n“One,” Pell said.", [None]),
}


@pytest.mark.parametrize(("text", "names"), NAMESAKES.values(), ids=NAMESAKES)
def test_two_of_one_surname_are_told_apart_or_left_open(text: str, names: list[str | None]) -> None:
    assert speakers_in(text) == names


LABELS: dict[str, tuple[str, list[str | None]]] = {
    "name": ("Elin Tarsk: One.\n\nOskar Venn: Two.", ["Elin Tarsk", "Oskar Venn"]),
    "name, then surname": (
        "President Elin Tarsk: One.\n\nOskar Venn: Two.\n\nTarsk: Three.",
        ["Elin Tarsk", "Oskar Venn", "Elin Tarsk"],
    ),
    "language in brackets": (
        "Elin Tarsk (in Tolvian, via interpreter): One.\n\nOskar Venn: Two.",
        ["Elin Tarsk", "Oskar Venn"],
    ),
    "house in brackets": ("Elin Tarsk (Norvik): One.\n\nOskar Venn (Calder): Two.", ["Elin Tarsk", "Oskar Venn"]),
    "initials of those present": (
        "Present: Elin Tarsk (Chair), Oskar Venn (Clerk)\n\nET: One.\n\nOV: Two.",
        ["Elin Tarsk", "Oskar Venn"],
    ),
    "initials of nobody": ("ET: One.\n\nOV: Two.", ["ET", "OV"]),
    "labels without a name": ("Q: One.\n\nSpeaker 4: Two.\n\nModerator: Three.", ["Q", "Speaker 4", "Moderator"]),
    "the chair, who is named": (
        "The Chair (Elin Tarsk): One.\n\nOskar Venn: Two.\n\nThe Chair: Three.",
        ["Elin Tarsk", "Oskar Venn", "Elin Tarsk"],
    ),
    "the chair, who is not": ("The Chair: One.\n\nOskar Venn: Two.", ["The Chair", "Oskar Venn"]),
}


@pytest.mark.parametrize(("text", "names"), LABELS.values(), ids=LABELS)
def test_labels_of_a_transcript(text: str, names: list[str | None]) -> None:
    assert speakers_in(text) == names


def test_honorifics_in_capitals_tell_two_people_apart() -> None:
    first, second = speakers_in("MR. PELL: One.\n\nMS. PELL: Two.")
    assert first != second


def test_initials_of_somebody_with_nothing_but_a_name() -> None:
    text = "Present: Elin Tarsk, Oskar Venn\n\nET: One.\n\nOV: Two."
    assert speakers_in(text) == ["Elin Tarsk", "Oskar Venn"]


UNNAMED = {
    "indefinite": "“The ferry is old,” a spokesman said.",
    "definite": "“The ferry is old,” the spokesman said.",
    "somebody's": "President Elin Tarsk was at sea. “She is well,” her spokesman said.",
    "a ministry": "The Ministry of Ferries said that the ferry was old.",
    "who does not want to be named": "A resident, who gave no name, said that the ferry was old.",
}


@pytest.mark.parametrize("text", UNNAMED.values(), ids=UNNAMED)
def test_an_unnamed_source_is_nobody_and_is_shown_as_printed(text: str) -> None:
    [found] = quotations(text)
    assert found.speaker is None
    assert found.mention is not None
    assert found.mention.of(text)


def test_a_farmer_with_a_name_is_somebody() -> None:
    assert speakers_in("A farmer, Jory Pell, said that the ferry was old.") == ["Jory Pell"]


def test_the_sides_are_nobody_in_russian() -> None:
    assert set(speakers_in("Стороны отметили, что паром старый.")) <= {None}


def test_the_president_of_a_country_in_russian() -> None:
    assert speakers_in("Президент Лурении Элин Тарск отметила, что паром старый.") == ["Элин Тарск"]


def test_cases_of_a_russian_name_are_one_person() -> None:
    text = (
        "Элин Тарск провела совещание с министром транспорта Олегом Ветровым.\n\n"
        "– Паром старый, – сказал министр.\n\n– Он новый, – отметил Олег Ветров.\n\n– Он наш, – сказал Ветров."
    )
    assert speakers_in(text) == ["Олег Ветров"] * 3


def test_an_inner_speaker_is_another_person() -> None:
    text = "Elin Tarsk: My colleague Oskar Venn likes to say that “a ferry needs no visa”.\n\nJory Pell: Very well."
    assert who_says(text)[1] == ("a ferry needs no visa", "Oskar Venn")


KNOWN = [Speaker("Elin Tarsk", "President of Lurenia"), Speaker("Oskar Venn", "Minister of Transport")]


LENT: dict[str, tuple[str, Speaker]] = {
    "the full name, to a surname with the office": ("President Tarsk came. “Yes,” Tarsk said.", KNOWN[0]),
    "the office, to the full name": ("Oskar Venn came. “Yes,” Oskar Venn said.", KNOWN[1]),
    "nothing, to a surname with another office": ("Mayor Tarsk came. “Yes,” Tarsk said.", Speaker("Tarsk", "Mayor")),
    "nothing, to another first name": ("“Yes,” said Nora Tarsk.", Speaker("Nora Tarsk")),
}


@pytest.mark.parametrize(("text", "speaker"), LENT.values(), ids=LENT)
def test_earlier_articles_lend(text: str, speaker: Speaker) -> None:
    assert [q.speaker for q in quotations(text, KnownPeople((speaker, None) for speaker in KNOWN))] == [speaker]


def test_an_article_lends_to_the_next_one() -> None:
    known = KnownPeople()
    quotations("“It is old,” said Transport Minister Oskar Venn.", known)
    assert speakers_in("Oskar Venn came. “Yes,” Oskar Venn said. “It is new,” the transport minister said.", known) == [
        "Oskar Venn",
        "Oskar Venn",
    ]


def test_an_office_in_lower_case_is_lent_with_its_field() -> None:
    known = KnownPeople()
    quotations("“It is old,” said Oskar Venn, the transport minister.", known)
    assert speakers_in("Oskar Venn came. “Yes,” Oskar Venn said. “It is new,” the transport minister said.", known) == [
        "Oskar Venn",
        "Oskar Venn",
    ]


def test_one_name_is_surer_than_a_pronoun() -> None:
    text = "Ms Elin Tarsk came. “One,” Elin Tarsk said. “Two,” she said."
    named, pronoun = quotations(text)
    assert named.confidence > pronoun.confidence > 0


def test_who_is_open_leaves_it_sure_that_the_article_names_the_source() -> None:
    [found] = quotations("“The ferry is old,” a spokesman said.")
    assert found.speaker is None
    assert found.confidence > 0.9


def test_a_newspaper_that_asks_keeps_its_article_and_initials_are_a_name() -> None:
    text = (
        "Aurelio Pinhal has built many bridges.\n\nThe Lantern: Do you still draw?\n\nAurelio Pinhal: Every day.\n\n"
        "The Lantern: With a pencil?\n\nA. P.: With what is there."
    )
    assert speakers_in(text) == ["The Lantern", "Aurelio Pinhal", "The Lantern", "Aurelio Pinhal"]


def test_a_trade_before_a_name_is_no_part_of_it() -> None:
    assert speakers_in("“I drew a herring,” Skipper Ebbe Sandahl said.") == ["Ebbe Sandahl"]


def test_the_region_of_a_russian_office_is_no_name() -> None:
    text = "«Зерна хватит», – сообщила аким Тузбельской области Гульшат Оразбек."
    assert speakers_in(text) == ["Гульшат Оразбек"]


def test_what_is_printed_twice_has_in_each_place_the_words_that_prove_it_there() -> None:
    text = (
        "“We will not sail after midnight,” said Elin Tarsk, the mayor.\n\n“Nobody rows,” Oskar Venn said.\n\n"
        "“We will not sail after midnight,” Tarsk repeated."
    )
    first, _, again = quotations(text)
    assert again.speaker == first.speaker
    assert [" ".join(span.of(text) for span in q.evidence) for q in (first, again)] == [
        "Elin Tarsk, the mayor said",
        "Tarsk repeated",
    ]


def test_a_pronoun_is_proved_by_the_name_that_it_stands_for() -> None:
    text = "Ms Elin Tarsk came. She sat down. “We will not sail,” she said."
    [found] = quotations(text)
    assert [span.of(text) for span in found.evidence] == ["she", "said", "Ms Elin Tarsk"]
