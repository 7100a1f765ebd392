"""Who has the floor in a transcript, and until when."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.paragraphs import paragraphs
from qa.turns import speaker_of, turns

Turns = list[tuple[str, list[str]]]


def spoken(text: str) -> Turns:
    """The label and the pieces of every turn, as printed."""
    return [(turn.label.of(text), [piece.of(text) for piece in turn.pieces]) for turn in turns(text, paragraphs(text))]


LABELS: dict[str, tuple[str, str]] = {
    "name": ("Elin Tarsk: We begin.", "Elin Tarsk"),
    "name in capitals": ("ELIN TARSK: We begin.", "ELIN TARSK"),
    "name in bold": ("**Elin Tarsk:** We begin.", "Elin Tarsk"),
    "surname with honorific": ("Mr Tarsk: We begin.", "Mr Tarsk"),
    "time in round brackets": ("Elin Tarsk (00:00:04): We begin.", "Elin Tarsk"),
    "time in square brackets": ("Elin Tarsk [0:04]: We begin.", "Elin Tarsk"),
    "time before the name": ("[00:00:04] Elin Tarsk: We begin.", "Elin Tarsk"),
    "bare time before the name": ("00:04 Elin Tarsk: We begin.", "Elin Tarsk"),
    "time of day": ("(10:15 a.m.) Elin Tarsk: We begin.", "Elin Tarsk"),
    "office and name": ("Minister of Energy Elin Tarsk: We begin.", "Minister of Energy Elin Tarsk"),
    "office and name in capitals": ("PRESIDENT OF LURENIA ELIN TARSK: We begin.", "PRESIDENT OF LURENIA ELIN TARSK"),
    "house and office": ("Elin Tarsk, Norvik - Chief Executive: We begin.", "Elin Tarsk, Norvik - Chief Executive"),
    "house in brackets": ("Elin Tarsk (Norvik): We begin.", "Elin Tarsk (Norvik)"),
    "initials": ("ET: We begin.", "ET"),
    "question": ("Q: We begin.", "Q"),
    "question in another language": ("Question (translated): We begin.", "Question (translated)"),
    "a voice without a name": ("Speaker 4: We begin.", "Speaker 4"),
    "the chair": ("The Chair: We begin.", "The Chair"),
    "Russian": ("Элин Тарск: We begin.", "Элин Тарск"),
    "Russian, a voice without a name": ("Ведущий: We begin.", "Ведущий"),
}


@pytest.mark.parametrize(("first", "label"), LABELS.values(), ids=LABELS)
def test_every_form_of_label(first: str, label: str) -> None:
    assert spoken(f"{first}\n\nOskar Venn: Very well.") == [(label, ["We begin."]), ("Oskar Venn", ["Very well."])]


def test_line_after_line_without_blank_lines() -> None:
    text = "Elin Tarsk: We begin.\nOskar Venn: Very well.\nElin Tarsk: Thank you."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn", "Elin Tarsk"]


def test_a_colon_inside_the_words_is_no_label() -> None:
    text = "Elin Tarsk: There is one thing: money.\n\nOskar Venn: Very well."
    assert spoken(text)[0] == ("Elin Tarsk", ["There is one thing: money."])


FLOOR: dict[str, tuple[str, list[str]]] = {
    "paragraphs without a label": ("We begin.\n\nWe go on.", ["We begin.\n\nWe go on."]),
    "a stage direction on its own line cuts": ("We begin.\n\n[Laughter.]\n\nWe go on.", ["We begin.", "We go on."]),
    "a stage direction inside a line stays": ("We begin. [Laughs.] We go on.", ["We begin. [Laughs.] We go on."]),
}


@pytest.mark.parametrize(("words", "pieces"), FLOOR.values(), ids=FLOOR)
def test_the_floor_is_kept_until_the_next_label(words: str, pieces: list[str]) -> None:
    text = f"PRESIDENT OF LURENIA ELIN TARSK: {words}\n\nOSKAR VENN: Very well."
    assert spoken(text) == [("PRESIDENT OF LURENIA ELIN TARSK", pieces), ("OSKAR VENN", ["Very well."])]


def test_a_rule_ends_the_transcript() -> None:
    text = "Elin Tarsk: We begin.\n\nOskar Venn: Very well.\n\n* * *\n\nThe hall was full that day."
    assert spoken(text)[-1] == ("Oskar Venn", ["Very well."])


def test_what_stands_before_the_first_label_is_nobodys() -> None:
    text = "They met in the hall.\n\nElin Tarsk: We begin.\n\nOskar Venn: Very well."
    assert spoken(text)[0] == ("Elin Tarsk", ["We begin."])


def test_questions_and_answers_alternate() -> None:
    text = "Q: Who pays?\n\nA: Nobody.\n\nQ: Why?\n\nA: Nobody asked."
    assert spoken(text) == [("Q", ["Who pays?"]), ("A", ["Nobody."]), ("Q", ["Why?"]), ("A", ["Nobody asked."])]


def test_questions_and_answers_with_full_stops() -> None:
    text = "Q. Who pays?\n\nA. Nobody.\n\nThat is the trouble."
    assert spoken(text) == [("Q", ["Who pays?"]), ("A", ["Nobody.\n\nThat is the trouble."])]


def test_an_initial_is_no_answer() -> None:
    assert spoken("A. Tarsk came early.\n\nA. Venn came late.") == []


def test_a_name_and_a_time_on_a_line_of_their_own() -> None:
    text = "Elin Tarsk  0:04\nWe begin.\n\nOskar Venn  0:09\nVery well."
    assert spoken(text) == [("Elin Tarsk", ["We begin."]), ("Oskar Venn", ["Very well."])]


VOICES = """\
WEBVTT - Calder Council

STYLE
::cue { color: white }

opening
00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Elin Tarsk>We begin.</v>

00:00:04.500 --> 00:00:06.000
<v Elin Tarsk>The ferry
is old.</v>

NOTE Somebody coughs,
and nobody minds.

3
00:00:06.000 --> 00:00:08.000
<v.loud Oskar Venn>Who pays?

4
00:00:09.000 --> 00:00:11.000
[Laughter]

5
00:00:12.000 --> 00:00:13.000
Not I."""


def test_the_voices_that_subtitles_name_are_the_speakers() -> None:
    assert spoken(VOICES) == [
        ("Elin Tarsk", ["We begin.", "The ferry\nis old."]),
        ("Oskar Venn", ["Who pays?", "Not I."]),
    ]


def test_subtitles_that_name_speakers_in_the_line_are_read() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\nELIN TARSK: We begin.\n\n"
        "2\n00:00:04,500 --> 00:00:06,000\nThe ferry is old.\n\n"
        "3\n00:00:06,000 --> 00:00:08,000\nOSKAR VENN: Who pays?"
    )
    assert spoken(text) == [("ELIN TARSK", ["We begin.", "The ferry is old."]), ("OSKAR VENN", ["Who pays?"])]


def test_a_resolution_ends_the_floor() -> None:
    text = "Elin Tarsk: We begin.\n\nOskar Venn: Very well.\n\nRESOLVED: That the ferry be sold.\n\nThey left."
    assert spoken(text)[-1] == ("Oskar Venn", ["Very well."])


def test_names_on_lines_of_their_own() -> None:
    text = (
        "Elin Tarsk\nChief Executive Officer\n\nWe begin.\n\nOskar Venn\nAnalyst, Norvik Bank\n\nWho pays?\n\n"
        "Elin Tarsk\nChief Executive Officer\n\nNobody."
    )
    assert [(label.split("\n")[0], words) for label, words in spoken(text)] == [
        ("Elin Tarsk", ["We begin."]),
        ("Oskar Venn", ["Who pays?"]),
        ("Elin Tarsk", ["Nobody."]),
    ]


def test_a_name_that_stands_once_on_a_line_of_its_own() -> None:
    text = "Elin Tarsk\n\nWe begin.\n\nOskar Venn\n\nVery well.\n\nElin Tarsk\n\nThank you."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn", "Elin Tarsk"]


def test_a_label_with_a_colon_on_a_line_of_its_own() -> None:
    text = "ELIN TARSK:\nWe begin.\n\nOSKAR VENN:\nVery well."
    assert spoken(text) == [("ELIN TARSK", ["We begin."]), ("OSKAR VENN", ["Very well."])]


NO_TRANSCRIPT = {
    "prose": "Elin Tarsk came. Oskar Venn left.",
    "a lone note": "The ferry was sold.\n\nNote: The price is not known.",
    "note and photograph": "The ferry was sold.\n\nNote: The price is not known.\n\nPhoto: Calder House",
    "one label only": "The ferry was sold.\n\nElin Tarsk: The price is not known.",
    "minutes": "PRESENT: Elin Tarsk, Oskar Venn\n\nAPOLOGIES: Jory Pell\n\nACTION: To write.\n\nRESOLVED: To sell.",
    "time and place": "Time: 10:30\n\nPlace: Calder House\n\nSubject: The ferry",
    "titles with colons": "The ferry: a history\n\nThe price: too high\n\nIt was sold.",
    "a report with a headline and a credit that end in colons": (
        "Keepers: The ferry will be sold\n\n“It is old,” said Elin Tarsk.\n\n“It leaks,” Oskar Venn said.\n\n"
        "Elin Tarsk added: “We love it.”\n\nRead on Tuesday: the price of it"
    ),
    "a report with the same credit twice": (
        "They met.\n\nCalder House\n\nThe ferry is old.\n\nCalder House\n\nThe bridge is new."
    ),
    "nothing": "",
}


@pytest.mark.parametrize("text", NO_TRANSCRIPT.values(), ids=NO_TRANSCRIPT)
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    assert spoken(text) == []


def test_a_headline_with_a_colon_is_no_voice() -> None:
    text = "Harbour Mayor: the long wait\n\nElin Tarsk: We begin.\n\nOskar Venn: Very well."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn"]


def test_headers_of_minutes_are_no_voices_in_a_transcript_either() -> None:
    text = "Time: 10:30\n\nPresent: Oskar Venn\n\nElin Tarsk: We begin.\n\nOskar Venn: Very well."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn"]


lines = st.sampled_from(
    [
        "Elin Tarsk: We begin.",
        "<v Jory Pell>Yes.</v>",
        "00:01.000 --> 00:02.000",
        "OSKAR VENN (0:01): Yes.",
        "[Laughter.]",
        "We go on.",
        "* * *",
        "Q: Why?",
        "",
    ]
)


@given(st.lists(lines, max_size=12).map("\n\n".join))
def test_pieces_are_in_order_disjoint_and_without_labels(text: str) -> None:
    found = turns(text, paragraphs(text))
    pieces = [piece for turn in found for piece in turn.pieces]
    assert all(left.end <= right.start for left, right in pairwise(pieces))
    assert all(piece.of(text).strip() and "Elin Tarsk:" not in piece.of(text) for piece in pieces)


EARNINGS_CALL = """\
Contents:

Prepared Remarks

Prepared Remarks:

Operator

Welcome to the call.

Elin Tarsk -- Chief Executive Officer

Thank you. We carried more passengers.

Oskar Venn -- Harbour Securities -- Analyst

How many?

Questions and Answers:

Operator

That was the last question.

Duration: 12 minutes

Call participants:

Elin Tarsk -- Chief Executive Officer

Oskar Venn -- Harbour Securities -- Analyst

More ferries
"""


def test_a_name_and_an_office_on_one_line_above_the_words() -> None:
    assert spoken(EARNINGS_CALL) == [
        ("Operator", ["Welcome to the call."]),
        ("Elin Tarsk -- Chief Executive Officer", ["Thank you. We carried more passengers."]),
        ("Oskar Venn -- Harbour Securities -- Analyst", ["How many?"]),
        ("Operator", ["That was the last question."]),
    ]


def test_the_number_of_a_question_is_no_part_of_the_label() -> None:
    assert spoken("Q1 Chair: Who pays?\n\nQ12 Elin Tarsk: And why?") == [
        ("Chair", ["Who pays?"]),
        ("Elin Tarsk", ["And why?"]),
    ]


def test_a_list_of_witnesses_has_the_floor_to_nobody() -> None:
    text = (
        "Witnesses\nI: Oskar Venn, harbour master.\n\nWitness: Oskar Venn.\n\nChair: Who pays?\n\nOskar Venn: Nobody."
    )
    assert spoken(text) == [("Chair", ["Who pays?"]), ("Oskar Venn", ["Nobody."])]


def test_the_head_of_a_record_does_not_make_it_a_report() -> None:
    head = "Members present: Elin Tarsk, Oskar Venn and all the other members of the committee.\n\n" * 3
    assert spoken(f"{head}Elin Tarsk: We begin.\n\nWe go on.\n\nOskar Venn: Very well.")[0] == (
        "Elin Tarsk",
        ["We begin.\n\nWe go on."],
    )


AFTER_THE_LAST_WORD = {
    "note of the editors": "This interview has been edited for length.",
    "note on the language": "The conversation was translated from Lurenian.",
    "hour": "5:34 P.M. (Local)",
    "hour with a full stop": "2.58 pm",
    "what a parliament decides": "Question put and agreed to.",
    "what becomes of a bill": "Bill accordingly read a Second time.",
    "a division": "The House divided: Ayes 30, Noes 12.",
    "end": "END",
    "end between dashes": "-- ENDS --",
}


@pytest.mark.parametrize("note", AFTER_THE_LAST_WORD.values(), ids=AFTER_THE_LAST_WORD)
def test_what_ends_a_record_ends_the_last_turn(note: str) -> None:
    text = f"Elin Tarsk: We begin.\n\nOskar Venn: Very well.\n\n{note}"
    assert spoken(text)[-1] == ("Oskar Venn", ["Very well."])


CREDITS = {
    "interview": "Interview: Elin Tarsk",
    "photographs": "Photographs: Elin Tarsk",
    "hosts and a guest": "Hosts: Elin Tarsk and Oskar Venn. Guest: the pilot Ida Moe.",
    "a host": "Host: Elin Tarsk",
    "a guest": "Guest: Ida Moe, pilot of the ferry",
    "somebody elected": "Secretary: Ida Moe (proposed Venn, seconded Lund)",
    "text, in Russian": "Текст: Элин Тарск",
}


@pytest.mark.parametrize("credit", CREDITS.values(), ids=CREDITS)
def test_credits_are_nobodys_words(credit: str) -> None:
    assert spoken(f"The old ferry\n\n{credit}\n\nElin Tarsk: Welcome.\n\nIda Moe: Hello.")[0] == (
        "Elin Tarsk",
        ["Welcome."],
    )


def test_a_host_who_speaks_is_no_credit() -> None:
    text = "Host: Ida Moe, welcome to the ferry.\n\nGuest: Thank you.\n\nHost: Hello Again."
    assert [label for label, _ in spoken(text)] == ["Host", "Guest", "Host"]


FOOT = {
    "topics": "Topics\nFerries\n\nPersons\nVenn Oskar",
    "status": "Publication status\nPublished in sections: News, Transcripts\nPublication date: June 3, 2025, 14:20",
    "address": "Direct link: en.residence.example/d/77120",
    "keywords": "Keywords:\nferries\nNorvik",
    "Russian": "Темы\nПаромы\n\nЛица\nВенн Оскар\n\nСтатус материала\nСсылка на материал: norvik.example/d/7",
}


@pytest.mark.parametrize("foot", FOOT.values(), ids=FOOT)
def test_the_foot_of_a_page_is_nobodys(foot: str) -> None:
    text = f"Elin Tarsk: We begin.\n\nOskar Venn: Very well.\n\n<…>\n\n{foot}"
    assert spoken(text)[1:] == [("Oskar Venn", ["Very well."])]


HEARING = """\
                      THE OLD FERRIES

    The committee met, pursuant to call, at 9:30 a.m., in room 12 of
the Calder Office Building, Hon. Elin Tarsk presiding.
    The Chairwoman. The committee will come to order. We meet to hear of
the ferries.
    The ferry is old.
    [The prepared statement of Ms. Tarsk follows:]
    Good morning. The ferry is older than most of those who take it, and
older than the pier.
    The Chairwoman. I now yield to Mr. de la Mora.
    Mr. de la Mora of Norvik. I thank the chair.
    Mrs. ROTH. Would the gentleman yield?

    STATEMENT OF OSKAR VENN, CHIEF PILOT, NORVIK FERRIES, ACCOMPANIED BY
                          IDA MOE, ENGINEER

    Mr. Venn. Thank you, Chairwoman.
    The Chairwoman. Very well.
    [Whereupon, at 11:02 a.m., the committee was adjourned.]
"""


def test_a_printed_hearing_is_read_turn_by_turn() -> None:
    assert spoken(HEARING) == [
        (
            "The Chairwoman",
            ["The committee will come to order. We meet to hear of\nthe ferries.\n    The ferry is old."],
        ),
        ("The Chairwoman", ["I now yield to Mr. de la Mora."]),
        ("Mr. de la Mora of Norvik", ["I thank the chair."]),
        ("Mrs. ROTH", ["Would the gentleman yield?"]),
        ("Mr. Venn", ["Thank you, Chairwoman."]),
        ("The Chairwoman", ["Very well."]),
    ]


def test_titles_before_full_stops_open_few_paragraphs_of_long_speeches() -> None:
    long = "\n\n".join(["The ferry is old."] * 9)
    text = f"Mr. Tarsk. We begin.\n\n{long}\n\nMs. Roth. And now?\n\nMr. Tarsk. We end."
    assert [label for label, _ in spoken(text)] == ["Mr. Tarsk", "Ms. Roth", "Mr. Tarsk"]


def test_a_headline_below_the_name_of_the_programme_is_nobodys() -> None:
    text = "The Slow Boat\nFerries: the long wait\n\nElin Tarsk: We begin.\n\nOskar Venn: Very well."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn"]


def test_whom_a_question_is_for_is_no_part_of_its_label() -> None:
    text = "3. ELIN TARSK (Reform) to the Minister of Ferries: Who pays?\n\nHon OSKAR VENN: Nobody."
    assert spoken(text)[0] == ("ELIN TARSK (Reform)", ["Who pays?"])


def test_the_house_is_suspended_by_nobody() -> None:
    text = "Elin Tarsk: A bell.\n\nSitting suspended for a vote in the House.\n\nOn resuming—\n\nOskar Venn: Very well."
    assert spoken(text) == [("Elin Tarsk", ["A bell."]), ("Oskar Venn", ["Very well."])]


def test_witnesses_who_are_listed_say_nothing() -> None:
    text = "Witnesses: Elin Tarsk and Oskar Venn.\n\nElin Tarsk: We begin.\n\nOskar Venn: Very well."
    assert [label for label, _ in spoken(text)] == ["Elin Tarsk", "Oskar Venn"]


def test_members_together_are_nobody_of_those_named() -> None:
    text = "Elin Tarsk: Who pays?\n\nHon Members: Nobody!\n\nElin Tarsk: We end."
    assert [speaker_of(text, turn).name for turn in turns(text, paragraphs(text))] == ["Elin Tarsk", "", "Elin Tarsk"]


def test_questions_in_bold_with_their_labels_and_without() -> None:
    text = (
        "**The Post: Who pays?**\n\n**Elin Tarsk:** Nobody.\n\n**Nobody at all?**\n\nNot I.\n\nNot you.\n\n"
        "**The Post: And then?**\n\n**Tarsk:** Then we sail."
    )
    assert spoken(text) == [
        ("The Post", ["Who pays?"]),
        ("Elin Tarsk", ["Nobody."]),
        ("The Post", ["Nobody at all?"]),
        ("Elin Tarsk", ["Not I.\n\nNot you."]),
        ("The Post", ["And then?"]),
        ("Tarsk", ["Then we sail."]),
    ]


def test_questions_of_nobody_named_between_names() -> None:
    text = "MS. TARSK:  Hello.\n\nQ    Why now?\n\nMS. TARSK:  It is time.\n\nQ    Is it?"
    assert [label for label, _ in spoken(text)] == ["MS. TARSK", "Q", "MS. TARSK", "Q"]


def test_a_heading_in_capitals_is_nobodys() -> None:
    text = "Elin Tarsk: We begin.\n\nTHE SALE OF THE FERRY\n\nOskar Venn: Very well.\n\nElin Tarsk: We end."
    assert spoken(text)[0] == ("Elin Tarsk", ["We begin."])


def test_captions_in_capitals_go_on() -> None:
    text = ">> ELIN TARSK: WE BEGIN\nWITH THE FERRY\n\n>> OSKAR VENN: VERY WELL.\n\n>> ELIN TARSK: WE END."
    assert spoken(text)[0] == ("ELIN TARSK", ["WE BEGIN\nWITH THE FERRY"])


def test_the_head_of_subtitles_is_nobodys() -> None:
    text = (
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\n<v Elin Tarsk>We begin.\n\n"
        "00:02.000 --> 00:03.000\n<v Oskar Venn>Very well."
    )
    assert spoken(text) == [("Elin Tarsk", ["We begin."]), ("Oskar Venn", ["Very well."])]


BY_TURNS = {
    "titles before full stops": ("Chairman Venn. ", "Ms. Roth. "),
    "an office before a full stop": ("The CHAIRMAN. ", "Mr. ROTH of Sula. "),
    "names in capitals before full stops": ("GOVERNOR TARSK. ", "ELIN DE LA ROTH. "),
    "names before dashes": ("ELIN TARSK — ", "OSKAR VENN — "),
    "names in brackets": ("[Elin Tarsk]: ", "[Oskar Venn]: "),
    "names, houses and letters in angle brackets": ("<Q - Elin Tarsk - Norvik>: ", "<A - Oskar Venn - Sula>: "),
    "chevrons": (">> ELIN TARSK: ", ">> OSKAR VENN: "),
    "names and parties on lines of their own": ("Elin Tarsk (Lab)\n", "Oskar Venn (Con)\n"),
}


@pytest.mark.parametrize(("one", "other"), BY_TURNS.values(), ids=BY_TURNS)
def test_labels_that_people_have_by_turns(one: str, other: str) -> None:
    text = f"{one}We begin.\n\n{other}It is old.\n\nIt leaks.\n\n{one}How old?\n\n{other}Forty years."
    assert [words for _, words in spoken(text)] == [
        ["We begin."],
        ["It is old.\n\nIt leaks."],
        ["How old?"],
        ["Forty years."],
    ]
    labels = [label for label, _ in spoken(text)]
    assert labels[0] == labels[2] != labels[1] == labels[3]


NOT_BY_TURNS = {
    "each once": "SULA — They met.\n\nNORVIK — They left.\n\nCALDER — They slept.",
    "one again and again": "Elin Tarsk — mayor.\n\nElin Tarsk — keeper.\n\nElin Tarsk — poet.",
    "few of many paragraphs": "Elin Tarsk — mayor.\n\nOskar Venn — clerk.\n\nElin Tarsk — poet."
    + "\n\nThe ferry is old." * 4,
}


@pytest.mark.parametrize("text", NOT_BY_TURNS.values(), ids=NOT_BY_TURNS)
def test_what_only_looks_like_such_labels(text: str) -> None:
    assert spoken(text) == []


def test_a_voice_without_a_name_ends_the_turn_before() -> None:
    assert spoken(">> ELIN TARSK: We begin.\n\n>> OSKAR VENN: It is old.\n\n>> How old?")[-1] == (
        "OSKAR VENN",
        ["It is old."],
    )


def test_what_somebody_types_between_the_turns_is_not_said_by_those_who_speak() -> None:
    text = "Elin Tarsk: We begin.\nOskar Venn: Yes.\n<ana> PROPOSED: wait\nElin Tarsk: So be it.\nOskar Venn: Good."
    assert spoken(text)[1] == ("Oskar Venn", ["Yes."])


def test_questions_and_answers_between_the_turns_of_a_court() -> None:
    text = "THE COURT: Proceed.\n\nBY MR. VENN:\nQ. Who pays?\nA. Nobody.\nMR. ROTH: Objection."
    assert spoken(text) == [
        ("THE COURT", ["Proceed."]),
        ("Q", ["Who pays?"]),
        ("A", ["Nobody."]),
        ("MR. ROTH", ["Objection."]),
    ]


def test_minutes_with_labels_of_other_kinds_are_no_transcript() -> None:
    text = (
        "Present: Ann Pell (chair)\nPublic: 7.\n\n1. Mr. Pell said it leaked.\n\n"
        "MOTION CARRIED 3–1 (AYES: Pell; NAYS: Venn).\n\n2. Mr. Venn said it sank."
    )
    assert spoken(text) == []


def test_the_heading_of_a_transcript_is_no_voice() -> None:
    assert [label for label, _ in spoken("Transcript: joint conference\n\nELIN TARSK: Yes.\n\nOSKAR VENN: No.")] == [
        "ELIN TARSK",
        "OSKAR VENN",
    ]


@pytest.mark.parametrize(
    ("words", "goes_on"),
    [
        pytest.param("“We begin. I am here.”", False, id="marks"),
        pytest.param('"We begin."', False, id="straight marks"),
        pytest.param("«Начинаем».", False, id="Russian marks"),
        pytest.param("“We begin.\n\n“I am here.”", False, id="several paragraphs"),
        pytest.param('"We begin," he told me. And I did.', True, id="quotes somebody"),
        pytest.param("We begin.", True, id="no marks"),
    ],
)
def test_words_between_one_pair_of_marks_end_the_turn(words: str, goes_on: bool) -> None:
    text = f"Elin Tarsk: {words}\n\nIt rained all day.\n\nOskar Venn: I see.\n\nElin Tarsk: Thank you."
    [(label, pieces), *_] = spoken(text)
    assert label == "Elin Tarsk"
    assert ("It rained all day." in " ".join(pieces)) is goes_on
