"""From text to speakers: choices, several speakers, and words passed on. Everybody is invented."""

import pytest

from qa.extraction import quotations_by_rules as quotations
from qa.records import Source


def shown(source: Source | None, text: str) -> str:
    return source.shown(text) if source else ""


def sources_in(text: str) -> list[str]:
    return [shown(quotation.source, text) for quotation in quotations(text)]


def passed_on_in(text: str) -> list[tuple[str, str, str]]:
    """Words, whose they are, and who passes them on."""
    return [(q.spans[0].of(text), shown(q.source, text), shown(q.via, text)) for q in quotations(text)]


PRESIDENTS = "President of Lurenia Elin Tarsk met President of Tolvia Oskar Venn."
MINISTERS = "Foreign Minister of Lurenia Elin Tarsk met Foreign Minister of Tolvia Oskar Venn."
SAID = "“The ferry is old,” {} said."

OPEN: dict[str, tuple[str, str]] = {
    "two of one surname": (
        "Ana Reyes and Luis Reyes came.\n\n“The ferry is old,” Reyes said.",
        "one of two: Ana Reyes or Luis Reyes",
    ),
    "three of one surname": (
        "Ana Reyes, Luis Reyes and Tom Reyes came.\n\n“The ferry is old,” Reyes said.",
        "one of three: Ana Reyes, Luis Reyes or Tom Reyes",
    ),
    "an office of two countries": (
        f"{MINISTERS}\n\n{SAID.format('the foreign minister')}",
        "one of two: Elin Tarsk or Oskar Venn",
    ),
    "an office of two who have both spoken": (
        f"{MINISTERS}\n\nTarsk said it was old. Venn said it was new.\n\nIt rained.\n\n{SAID.format('the minister')}",
        "one of two: Elin Tarsk or Oskar Venn",
    ),
    "five of one surname": (
        "Ana Reyes, Luis Reyes, Tom Reyes, Eva Reyes and Jon Reyes came.\n\n“The ferry is old,” Reyes said.",
        "Reyes",
    ),
}


@pytest.mark.parametrize(("text", "source"), OPEN.values(), ids=OPEN)
def test_what_the_article_leaves_open_is_no_guess(text: str, source: str) -> None:
    [*_, found] = quotations(text)
    assert (shown(found.source, text), found.speaker) == (source, None)


NEARER: dict[str, tuple[str, str]] = {
    "the one named in the paragraph": (
        f"{MINISTERS}\n\nVenn smiled. {SAID.format('The foreign minister')}",
        "Oskar Venn",
    ),
    "the one who alone has spoken of late": (
        f"{MINISTERS}\n\n“One,” Venn said.\n\n{SAID.format('the foreign minister')}",
        "Oskar Venn",
    ),
    "the one who goes on": (
        f"{MINISTERS}\n\n“One,” Tarsk said.\n\n“Two,” Venn said.\n\n“The ferry is old,” the foreign minister added.",
        "Oskar Venn",
    ),
    "the one of the country": (f"{MINISTERS}\n\n{SAID.format('the Tolvian foreign minister')}", "Oskar Venn"),
}


@pytest.mark.parametrize(("text", "name"), NEARER.values(), ids=NEARER)
def test_of_two_the_nearer_one_is_meant(text: str, name: str) -> None:
    assert sources_in(text)[-1] == name


EACH: dict[str, tuple[str, str]] = {
    "both presidents": (f"{PRESIDENTS}\n\n{SAID.format('both presidents')}", "Elin Tarsk and Oskar Venn"),
    "both presidents, reported": (
        f"{PRESIDENTS}\n\nBoth presidents stressed that the ferry was old.",
        "Elin Tarsk and Oskar Venn",
    ),
    "the two leaders": (f"{PRESIDENTS}\n\n{SAID.format('the two leaders')}", "Elin Tarsk and Oskar Venn"),
    "the heads of state": (f"{PRESIDENTS}\n\n{SAID.format('the heads of state')}", "Elin Tarsk and Oskar Venn"),
    "the ministers of two countries": (
        f"{MINISTERS}\n\n{SAID.format('the foreign ministers of Lurenia and Tolvia')}",
        "Elin Tarsk and Oskar Venn",
    ),
    "in Russian": (
        "Президент Лурении Элин Тарск встретилась с президентом Толвии Олегом Ветровым.\n\n"
        "«Паром старый», – сказал Олег Ветров.\n\nОба президента отметили, что паром старый.",
        "Элин Тарск and Олег Ветров",
    ),
    "two by name": ("Elin Tarsk and Oskar Venn said that the ferry was old.", "Elin Tarsk and Oskar Venn"),
    "two by name, behind": ("“The ferry is old,” said Elin Tarsk and Oskar Venn.", "Elin Tarsk and Oskar Venn"),
    "three by name": (
        "Elin Tarsk, Oskar Venn and Jory Pell said that the ferry was old.",
        "Elin Tarsk, Oskar Venn and Jory Pell",
    ),
    "two by office": (
        "President Elin Tarsk and Prime Minister Oskar Venn came.\n\n"
        "The president and the prime minister said that the ferry was old.",
        "Elin Tarsk and Oskar Venn",
    ),
}


@pytest.mark.parametrize(("text", "source"), EACH.values(), ids=EACH)
def test_each_of_them_says_it(text: str, source: str) -> None:
    found = quotations(text)[-1]
    assert (shown(found.source, text), found.speaker) == (source, None)


NOT_EACH: dict[str, tuple[str, str]] = {
    "three, where two are meant": (
        f"{PRESIDENTS} President of Norvik Jory Pell came.\n\n{SAID.format('the two leaders')}",
        "the two leaders",
    ),
    "one of them without a name": (
        "Elin Tarsk and a farmer came.\n\n“The ferry is old,” said Elin Tarsk and a farmer.",
        "Elin Tarsk and a farmer",
    ),
    "the sides": (f"{PRESIDENTS}\n\n{SAID.format('the sides')}", "the sides"),
    "a ministry": (f"{PRESIDENTS}\n\n{SAID.format('the ministry')}", "the ministry"),
    "critics": ("The ferry was sold. Critics said that it was old.", "Critics"),
    "a committee": (f"{PRESIDENTS}\n\n{SAID.format('the committee')}", "the committee"),
}


@pytest.mark.parametrize(("text", "source"), NOT_EACH.values(), ids=NOT_EACH)
def test_a_crowd_stays_as_the_article_prints_it(text: str, source: str) -> None:
    found = quotations(text)[-1]
    assert (shown(found.source, text), found.source and found.source.speakers) == (source, ())


def test_what_a_crowd_is_reported_to_say_is_nobodys_by_name() -> None:
    text = "The ministers said that the ferry was old."
    [found] = quotations(text)
    assert (shown(found.source, text), found.source and found.source.speakers) == ("The ministers", ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mayor met Ann Pell and Tom Rook said that the ferry was old.", id="an object before"),
        pytest.param("“The ferry is old,” said Tom Rook and Ann Pell left.", id="somebody does something else"),
    ],
)
def test_and_need_not_join_two_speakers(text: str) -> None:
    assert [q.source.speakers for q in quotations(text) if q.source and q.source.speakers] == []


CONFUSED: dict[str, tuple[str, list[str]]] = {
    "a spokesman for the mayor": (
        "A spokesman for Mayor Ann Pell said it was old. “It leaks,” he said.",
        ["A spokesman for Mayor Ann Pell", "A spokesman for Mayor Ann Pell"],
    ),
    "an adviser to the president": (
        "An adviser to President Elin Tarsk said it was old.",
        ["An adviser to President Elin Tarsk"],
    ),
    "a town by which something came down": (
        "The keeper of a ferry that came down on Low Calder told the mayor that it was old.",
        [],
    ),
    "a board on which somebody's husband sits": (
        "Elin Tarsk, whose husband sits on the audit committee, told Oskar Venn that it was old.",
        ["Elin Tarsk"],
    ),
    "whoever apologised after another spoke": (
        "Tarn Foods apologised after its director, Oskar Venn, described buyers as “people with too much time”.",
        ["Oskar Venn", "Oskar Venn"],
    ),
    "whoever spoke before somebody who is not known": (
        "“It is old,” Elin Tarsk said.\n\n“It was never right,” was heard from the mill. “It struck thirteen.”",
        ["Elin Tarsk"],
    ),
    "whoever recalls in Russian what another said": (
        "Элин Тарск напомнила, что год назад он говорил: «Паром скоро починят».",
        ["Элин Тарск"],
    ),
    "friends of somebody": ("Friends of Ann Pell said it was old.", ["Friends of Ann Pell"]),
    "somebody's office": ("The office of Mayor Ann Pell said it was old.", ["The office of Mayor Ann Pell"]),
    "the chair of the council": ("Chair of the Council Ann Pell said it was old.", ["Ann Pell"]),
    "in a letter to somebody": ("In a letter to Ann Pell, Tom Rook said it was old.", ["Tom Rook"]),
    "somebody's spokesman in Russian": (
        "Пресс-секретарь мэра Олега Ветрова сообщил, что паром старый.",
        ["Пресс-секретарь мэра Олега Ветрова"],
    ),
    "a former minister is no minister": (
        "Former foreign minister Oskar Venn came.\n\n“It is old,” the foreign minister said.",
        ["the foreign minister"],
    ),
    "the former minister": (
        "Former foreign minister Oskar Venn came.\n\n“It is old,” the former minister said.",
        ["Oskar Venn"],
    ),
    "an office that changed hands": (
        "Mayor Tom Rook resigned. Ann Pell took over. “It is old,” Pell said.\n\n“It leaks,” the mayor said.",
        ["Ann Pell", "one of two: Tom Rook or Ann Pell"],
    ),
    "an office that somebody unknown took over": (
        "Mayor Tom Rook resigned.\n\nThe mayor, who took over in May, said it was old.",
        ["The mayor"],
    ),
    "a minister who resigned and speaks": (
        "Minister Oskar Venn resigned on Friday. “It is old,” the minister said.",
        ["Oskar Venn"],
    ),
    "a couple": (
        "Tom Pell and his wife, Ann Pell, came.\n\n“One,” his wife said.\n\n“Two,” Mr Pell said.",
        ["Ann Pell", "Tom Pell"],
    ),
    "a couple with one surname printed": (
        "Mr Pell and Mrs Pell came.\n\n“One,” Mr Pell said.\n\n“Two,” Mrs Pell said.\n\n“Three,” Pell said.",
        ["Mr Pell", "Mrs Pell", "one of two: Mr Pell or Mrs Pell"],
    ),
    "a resident and the head of state": (
        "“It is old,” said Jory Pell of Calder.\n\nThe Head of State said that it leaked.",
        ["Jory Pell", "The Head of State"],
    ),
    "a president who is no head of state": (
        "The European Commission President, Elin Tarsk, met President Oskar Venn of Tolvia.\n\n"
        "“It is old,” the Commission President said.\n\n“It is new,” President Venn said.",
        ["Elin Tarsk", "Oskar Venn"],
    ),
    "an office in brackets": (
        "Mr Rook (resident) said that it leaked. Ann Pell (Town Clerk) said it was old.",
        ["Rook", "Ann Pell"],
    ),
    "the leader of the opposition": (
        "President Elin Tarsk came. “It is old,” the opposition leader said.",
        ["the opposition leader"],
    ),
    "initials in minutes": (
        "Present: Ann Pell (Chair, AP), Oskar Venn (Hon. Treasurer, OV)\n\nAP said the ferry was old. OV said that it "
        "leaked. He said that it would sink.",
        ["Ann Pell", "Oskar Venn", "Oskar Venn"],
    ),
    "one who asks and one who answers": (
        "Elin Tarsk has run the bank for a year. She received Jory Pell in her office.\n\nQ: Why?\n\nA: It is late.",
        ["Jory Pell", "Elin Tarsk"],
    ),
    "somebody under whom an office is held": (
        "DEPUTY FOR SECRETARY-GENERAL ANN PELL\n\nIt rained.\n\nThe Secretary-General said the ferry was old.",
        ["Ann Pell"],
    ),
    "a man before a company of his name": (
        "Pell Aggregates came. Brent Pell, the owner, left.\n\n“It leaks,” Pell said.",
        ["Brent Pell"],
    ),
    "somebody of a street": ("“It leaks,” Mr Jory Pell of Mill Lane said.", ["Jory Pell"]),
    "a constituent, who is described": (
        "Elin Tarsk: A friend of mine, Mrs Ann Pell, is 88. She told me, “It is late.”\n\nOskar Venn: Yes.",
        ["Elin Tarsk", "Ann Pell", "Oskar Venn"],
    ),
    "somebody named in a turn, as a subject": (
        "Elin Tarsk: Doctor Amis said she would come. She told me, “Send me the list.”\n\nOskar Venn: Yes.",
        ["Elin Tarsk", "Amis", "Oskar Venn"],
    ),
    "nobody of that name": ("“It is late,” nobody named Ann Pell said.", []),
    "he, beside somebody who may be a woman": (
        "Mr Venn came. Kim Pell disagreed. He said it was old.",
        ["He"],
    ),
    "he, of two": ("Mr Tom Pell and Mr Oskar Venn came. He said it was old.", ["He"]),
    "neither": ("Ms Tarsk and Mr Venn came. Neither Tarsk nor Venn said it was old.", []),
    "one or the other": ("Elin Tarsk or Oskar Venn said it was old.", ["one of two: Elin Tarsk or Oskar Venn"]),
    "whoever took the chair": (
        "The chair, Elin Tarsk, left. Her deputy, who took the chair, said it was old.",
        ["Her deputy"],
    ),
    "somebody addressed": (
        "Elin Tarsk: Thank you, Mr Orlin. He likes to say that “a ferry needs no visa”.\n\nJory Pell: Yes.",
        ["Elin Tarsk", "He", "Jory Pell"],
    ),
    "Russian names that begin alike": (
        "Пётр Орлов и Пётр Орлин приехали. «Паром старый», – сказал Орлов. «Паром очень новый», – сказал Орлин.",
        ["Пётр Орлов", "Пётр Орлин"],
    ),
}


@pytest.mark.parametrize(("text", "sources"), CONFUSED.values(), ids=CONFUSED)
def test_nobody_is_taken_for_somebody_else(text: str, sources: list[str]) -> None:
    assert sources_in(text) == sources


LABELS = {
    "of nobody": ("Q: One.\n\nSpeaker 4: Two.\n\nET: Three.\n\nQuestion (translated): Four.", [True] * 4),
    "of somebody": ("Elin Tarsk: One.\n\nMR. PELL: Two.\n\nET: Three.", [False] * 3),
    "a surname in capitals": ("Tom Pell came.\n\nPELL: One.\n\nPELL: Two.", [False] * 2),
}


@pytest.mark.parametrize(("text", "are_labels"), LABELS.values(), ids=LABELS)
def test_a_label_is_a_name_in_its_own_article_only(text: str, are_labels: list[bool]) -> None:
    assert [q.speaker and q.speaker.is_label for q in quotations(text)] == are_labels


ROLES = {
    "one office of several people": ("Ministers Oskar Venn and Elin Tarsk came. “One,” Oskar Venn said.", "Minister"),
    "without an article": ("Oskar Venn, transport minister, came. “One,” Oskar Venn said.", "transport minister"),
    "in an oblique case": (
        "Элин Тарск встретилась с министром транспорта Олегом Ветровым. «Паром очень старый», – сказал Олег Ветров.",
        "министр транспорта",
    ),
    "a deputy's": (
        "Встреча с заместителем министра Олегом Ветровым. «Паром очень старый», – сказал Олег Ветров.",
        "заместитель министра",
    ),
    "beside the country": (
        "Lurenian President Elin Tarsk came. “One,” Elin Tarsk said.",
        "Lurenian President",
    ),
    "behind the country": (
        "Prime Minister of Lurenia Elin Tarsk came. “One,” Elin Tarsk said.",
        "Prime Minister of Lurenia",
    ),
}


@pytest.mark.parametrize(("text", "role"), ROLES.values(), ids=ROLES)
def test_a_role_is_shown_as_an_office(text: str, role: str) -> None:
    assert [q.speaker and q.speaker.role for q in quotations(text)] == [role]


@pytest.mark.parametrize(
    "heading",
    [
        "Present: Elin Tarsk (Mayor of Calder), Oskar Venn (Clerk)",
        "Attendees: Elin Tarsk (Mayor of Calder), Oskar Venn (Clerk)",
        "Participants: Mayor of Calder Elin Tarsk; Oskar Venn, town clerk",
        "Attending:\n\n- Elin Tarsk, Mayor of Calder\n- Oskar Venn, Clerk",
        "In attendance: Elin Tarsk – Mayor of Calder; Oskar Venn – Clerk",
    ],
    ids=["Present", "Attendees", "Participants", "a list", "dashes"],
)
def test_a_list_of_participants_says_who_is_who(heading: str) -> None:
    text = f"{heading}\n\nThe mayor said it was old.\n\nThe clerk said it was new.\n\n“It leaks,” Venn said."
    assert sources_in(text) == ["Elin Tarsk", "Oskar Venn", "Oskar Venn"]


PASSED_ON: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "according to": (
        "According to a spokesman, President Elin Tarsk said that the ferry was old.",
        [("the ferry was old", "Elin Tarsk", "a spokesman")],
    ),
    "according to, behind": (
        "“The ferry is old,” said Elin Tarsk, according to her spokesman, Jory Pell.",
        [("The ferry is old", "Elin Tarsk", "Jory Pell")],
    ),
    "according to, in Russian": (
        "По словам пресс-секретаря, Элин Тарск сказала, что паром старый.",
        [("паром старый", "Элин Тарск", "пресс-секретаря")],
    ),
    "that somebody promised": (
        "Elin Tarsk said that Oskar Venn had promised a new ferry.",
        [
            ("Oskar Venn had promised a new ferry", "Elin Tarsk", ""),
            ("a new ferry", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "that the minister promised": (
        "Elin Tarsk said that Minister Oskar Venn had promised a new ferry.",
        [
            ("Minister Oskar Venn had promised a new ferry", "Elin Tarsk", ""),
            ("a new ferry", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "that somebody said in marks": (
        "Elin Tarsk said that Oskar Venn had told her “the ferry is very old”.",
        [
            ("Oskar Venn had told her “the ferry is very old”", "Elin Tarsk", ""),
            ("the ferry is very old", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "recalled": (
        "“We will not sell,” Oskar Venn told the mayor’s predecessor, Elin Tarsk recalled.",
        [
            ("“We will not sell,” Oskar Venn told the mayor’s predecessor", "Elin Tarsk", ""),
            ("We will not sell", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "marks within marks": (
        "Elin Tarsk said: “Oskar Venn told me, ‘We will never sell the ferry’, and I believed him.”",
        [
            ("Oskar Venn told me, ‘We will never sell the ferry’, and I believed him", "Elin Tarsk", ""),
            ("We will never sell the ferry", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "somebody's deputy": (
        "Elin Tarsk said: “My deputy told me, ‘We will never sell the ferry’, and I believed him.”",
        [
            ("My deputy told me, ‘We will never sell the ferry’, and I believed him", "Elin Tarsk", ""),
            ("We will never sell the ferry", "My deputy", "Elin Tarsk"),
        ],
    ),
    "told by": (
        "Elin Tarsk said she had been told by Oskar Venn: “You will have to row the ferry home.”",
        [
            ("she had been told by Oskar Venn", "Elin Tarsk", ""),
            ("You will have to row the ferry home", "Oskar Venn", "Elin Tarsk"),
        ],
    ),
    "assured by somebody without a name": (
        "Elin Tarsk said she had been assured by the harbour master that “no ferry would leak before May”.",
        [
            ("she had been assured by the harbour master that “no ferry would leak before May”", "Elin Tarsk", ""),
            ("no ferry would leak before May", "the harbour master", "Elin Tarsk"),
        ],
    ),
    "marks within marks of which nobody tells whose they are": (
        "“Oskar Venn told me, ‘We will never sell the ferry’, and I believed him.”",
        [],
    ),
    "marks within a turn": (
        "Elin Tarsk: Oskar Venn likes to say that “a ferry needs no visa”.\n\nJory Pell: Yes.",
        [
            ("Oskar Venn likes to say that “a ferry needs no visa”.", "Elin Tarsk", ""),
            ("a ferry needs no visa", "Oskar Venn", "Elin Tarsk"),
            ("Yes.", "Jory Pell", ""),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PASSED_ON.values(), ids=PASSED_ON)
def test_words_passed_on_keep_both_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert passed_on_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Elin Tarsk said she believed the ferry was old.", id="herself"),
        pytest.param("Elin Tarsk said the ferry was “old and proud” and would be sold.", id="a fragment"),
        pytest.param("Elin Tarsk asked whether Oskar Venn had promised a new ferry.", id="whether"),
        pytest.param("Elin Tarsk denied that Oskar Venn had promised a new ferry.", id="denied"),
    ],
)
def test_nobody_passes_on_words_of_their_own(text: str) -> None:
    assert {(source, via) for _, source, via in passed_on_in(text)} == {("Elin Tarsk", "")}


WHOLE = {
    "the leader of somebody's party": "The leader of Lurenia’s largest opposition party",
    "the spokesman of a ministry": "A spokesman for the Lurenian transport ministry",
    "a head of the government": "the head of the Lurenian government",
}


@pytest.mark.parametrize("source", WHOLE.values(), ids=WHOLE)
def test_who_has_an_office_in_a_body_is_shown_with_all_of_it(source: str) -> None:
    text = f"President of Lurenia Elin Tarsk came.\n\nOn Monday {source} said that the ferry was old."
    assert sources_in(text) == [source]
