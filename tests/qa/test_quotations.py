"""What is said, in which words, and which words say so. People and places are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.marks import marked
from qa.paragraphs import paragraphs
from qa.quotations import Utterance, utterances
from qa.records import Kind

# Kind, the words piece by piece, and the source as printed.
Said = tuple[str, list[str], str]


def heard(text: str) -> list[Utterance]:
    body = paragraphs(text)
    return utterances(text, body, marked(text, body))


def said_in(text: str) -> list[Said]:
    return [
        (u.kind.value, [span.of(text) for span in u.spans], u.source.span.of(text) if u.source else "")
        for u in heard(text)
    ]


def direct_in(text: str) -> list[tuple[list[str], str]]:
    return [(words, source) for kind, words, source in said_in(text) if kind == Kind.DIRECT]


def indirect_in(text: str) -> list[tuple[str, str]]:
    return [(words[0], source) for kind, words, source in said_in(text) if kind == Kind.INDIRECT]


ONE_SPEAKER: dict[str, tuple[str, list[str]]] = {
    "source behind": ("“The ferry is old,” Elin Tarsk said.", ["The ferry is old"]),
    "verb before the source": ("“The ferry is old,” said Elin Tarsk.", ["The ferry is old"]),
    "source before, colon": ("Elin Tarsk said: “The ferry is old.”", ["The ferry is old"]),
    "source before, comma": ("Elin Tarsk said, “The ferry is old.”", ["The ferry is old"]),
    "straight marks": ('"The ferry is old," Elin Tarsk said.', ["The ferry is old"]),
    "single marks": ("‘The ferry is old,’ Elin Tarsk said.", ["The ferry is old"]),
    "French marks": ("«The ferry is old,» Elin Tarsk said.", ["The ferry is old"]),
    "German marks": ("„The ferry is old“, Elin Tarsk said.", ["The ferry is old"]),
    "a question keeps its mark": ("“Is the ferry old?” Elin Tarsk asked.", ["Is the ferry old?"]),
    "an exclamation keeps its mark": ("“The ferry is old!” Elin Tarsk shouted.", ["The ferry is old!"]),
    "one word with its comma": ("“Yes,” Elin Tarsk said.", ["Yes"]),
    "several sentences in one pair of marks": (
        "“The ferry is old. It leaks. We love it,” Elin Tarsk said.",
        ["The ferry is old. It leaks. We love it"],
    ),
    "interrupted: one utterance in two spans": ("“The ferry,” Elin Tarsk said, “is old.”", ["The ferry", "is old"]),
    "apposition between source and verb": (
        "Elin Tarsk, who keeps it, said: “The ferry is old.”",
        ["The ferry is old"],
    ),
    "age between source and verb": ("Elin Tarsk, 54, said: “The ferry is old.”", ["The ferry is old"]),
    "adverb between source and verb": ("Elin Tarsk also said: “The ferry is old.”", ["The ferry is old"]),
    "asked by somebody else": ("Asked by Oskar Venn, Elin Tarsk said: “The ferry is old.”", ["The ferry is old"]),
    "according to": ("According to Elin Tarsk, “the ferry is old”.", ["the ferry is old"]),
    "in the words of": ("In the words of Elin Tarsk, “the ferry is old”.", ["the ferry is old"]),
    "as she put it": ("As Elin Tarsk put it, “the ferry is old”.", ["the ferry is old"]),
    "a part of a sentence": ("The ferry, Elin Tarsk said, “is a floating museum”.", ["is a floating museum"]),
    "a participle": ("Elin Tarsk left the hall, saying: “The ferry is old.”", ["The ferry is old"]),
    "a participle of somebody who said something": (
        "Elin Tarsk asked for a loan, adding: “The ferry is old.”",
        ["The ferry is old"],
    ),
    "by saying": ("Elin Tarsk opened the hall by saying, “The ferry is old.”", ["The ferry is old"]),
    "is saying": ("Elin Tarsk is now saying that “the ferry is old and tired”.", ["the ferry is old and tired"]),
    "two verbs": ("Elin Tarsk laughed and said, “The ferry is old.”", ["The ferry is old"]),
    "no verb of speaking, colon": (
        "Elin Tarsk was blunt: “The ferry is older than the bridge.”",
        ["The ferry is older than the bridge"],
    ),
    "any verb behind a comma": ("“The ferry is old,” beamed Elin Tarsk of Calder.", ["The ferry is old"]),
    "any verb behind a comma and a name": ("“The ferry is old,” Elin Tarsk sighed.", ["The ferry is old"]),
    "a quotation that begins with dots": ("“… the ferry is old,” Elin Tarsk said.", ["… the ferry is old"]),
    "a credit behind a dash": ("“The ferry is old.” ― Elin Tarsk", ["The ferry is old"]),
    "a credit and more of it": ("“The ferry is old.” — Elin Tarsk, on Monday", ["The ferry is old"]),
    "an abbreviation in the apposition": (
        "“The ferry is old,” Elin Tarsk, R-Cal., said on Tuesday.",
        ["The ferry is old"],
    ),
    "one word right behind the verb": ("Elin Tarsk shouted “Shame!” as it was read out.", ["Shame!"]),
    "one word that says what something is": ("Elin Tarsk said the ferry was “old”, and left.", ["old"]),
    "what somebody is accused of": (
        "Elin Tarsk has accused the council of ‘hiding behind ferries’ after the vote.",
        ["hiding behind ferries"],
    ),
    "a comma outside the marks, one word": ("“Yes”, Elin Tarsk said.", ["Yes"]),
    "a question and a verb that is seldom used": (
        "“Is the ferry old?” Elin Tarsk demanded.",
        ["Is the ferry old?"],
    ),
    "English dash": ("- The ferry is old, - Elin Tarsk said.", ["The ferry is old"]),
    "long dash": ("— The ferry is old, — Elin Tarsk said.", ["The ferry is old"]),
    "dash, interrupted: one utterance in two spans": (
        "- The ferry is old, - said Elin Tarsk. - It leaks.",
        ["The ferry is old", "It leaks"],
    ),
    "dash, a question": ("- Is the ferry old? - Elin Tarsk asked.", ["Is the ferry old?"]),
}


@pytest.mark.parametrize(("text", "words"), ONE_SPEAKER.values(), ids=ONE_SPEAKER)
def test_what_stands_in_marks_is_the_speakers(text: str, words: list[str]) -> None:
    assert direct_in(text) == [(words, "Elin Tarsk")]


RUSSIAN: dict[str, tuple[str, list[str]]] = {
    "dash": ("– Паром старый, – сказала Элин Тарск.", ["Паром старый"]),
    "dash, interrupted": ("– Паром старый, – сказала Элин Тарск. – Он течёт.", ["Паром старый", "Он течёт"]),
    "dash, and more about oneself": (
        "– Паром старый, – сказала Элин Тарск. – Я обещала новый.",
        ["Паром старый", "Я обещала новый"],
    ),
    "marks, source behind": ("«Паром старый», – сказала Элин Тарск.", ["Паром старый"]),
    "marks, source before": ("Элин Тарск сказала: «Паром старый».", ["Паром старый"]),
}


@pytest.mark.parametrize(("text", "words"), RUSSIAN.values(), ids=RUSSIAN)
def test_direct_speech_in_russian(text: str, words: list[str]) -> None:
    assert said_in(text) == [("direct", words, "Элин Тарск")]


def test_russian_interruption_inside_the_marks() -> None:
    text = "«Паром старый, – сказала Элин Тарск. – Он течёт»."
    assert direct_in(text) == [(["Паром старый", "Он течёт"], "Элин Тарск")]


IN_A_ROW: dict[str, tuple[str, list[str]]] = {
    "a second quotation behind the attribution": (
        "“One two,” Elin Tarsk said. “Three four.”",
        ["One two", "Three four"],
    ),
    "paragraphs of nothing but a quotation": (
        "“One two,” Elin Tarsk said.\n\n“Three four.”\n\n“Five six.”",
        ["One two", "Three four", "Five six"],
    ),
}


@pytest.mark.parametrize(("text", "words"), IN_A_ROW.values(), ids=IN_A_ROW)
def test_quotations_in_a_row(text: str, words: list[str]) -> None:
    assert direct_in(text) == [([one], "Elin Tarsk") for one in words]


OVER_PARAGRAPHS: dict[str, tuple[str, list[str]]] = {
    "attributed in the first": (
        "Elin Tarsk said: “One two.\n\n“Three four.\n\n“Five six.”",
        ["One two", "Three four", "Five six"],
    ),
    "attributed behind the first sentence": (
        "“One,” Elin Tarsk said. “Two.\n\n“Three four.”",
        ["One", "Two", "Three four"],
    ),
    "attributed in the middle": (
        "“One two.\n\n“Three,” Elin Tarsk said. “Four.\n\n“Five six.”",
        ["One two", "Three", "Four", "Five six"],
    ),
    "attributed in the last": (
        "They met.\n\n“One two.\n\n“Three four,” Elin Tarsk said.",
        ["One two", "Three four"],
    ),
    "attributed in the first and the last": (
        "“One,” Elin Tarsk said. “Two.\n\n“Three four,” she said.",
        ["One", "Two", "Three four"],
    ),
    "in straight marks": ('"One two.\n\n"Three four," Elin Tarsk said.', ["One two", "Three four"]),
    "in single marks": ("‘One two.\n\n‘Three four,’ Elin Tarsk said.", ["One two", "Three four"]),
    "in Russian marks": ("«Один два.\n\n«Три», – сказала Elin Tarsk.", ["Один два", "Три"]),
    "after a colon at the end of a paragraph": (
        "Elin Tarsk said:\n\n“One two.\n\n“Three four.”",
        ["One two", "Three four"],
    ),
}


@pytest.mark.parametrize(("text", "words"), OVER_PARAGRAPHS.values(), ids=OVER_PARAGRAPHS)
def test_a_quotation_over_several_paragraphs_is_one_utterance(text: str, words: list[str]) -> None:
    assert direct_in(text) == [(words, "Elin Tarsk")]


def test_a_quotation_that_goes_on_is_its_own_speakers_and_not_the_last_ones() -> None:
    text = "“Go,” Oskar Venn said.\n\n“One two.\n\n“Three four,” Elin Tarsk said."
    assert direct_in(text) == [(["Go"], "Oskar Venn"), (["One two", "Three four"], "Elin Tarsk")]


def test_a_quotation_that_goes_on_and_names_nobody_is_the_last_speakers() -> None:
    text = "“Go,” Oskar Venn said.\n\n“One two.\n\n“Three four.”"
    assert direct_in(text) == [(["Go"], "Oskar Venn"), (["One two", "Three four"], "Oskar Venn")]


def test_a_quotation_that_goes_on_ends_with_its_mark() -> None:
    text = "“One two.\n\n“Three four,” Elin Tarsk said.\n\nThey met.\n\n“Five six.”"
    assert direct_in(text) == [(["One two", "Three four"], "Elin Tarsk")]


def test_who_speaks_at_the_end_of_a_paragraph_leads_to_the_next_one_only() -> None:
    text = "Elin Tarsk said:\n\nThe hall was full.\n\n“One two.”"
    assert direct_in(text) == []


INDIRECT: dict[str, tuple[str, list[str]]] = {
    "that": ("Elin Tarsk said that the ferry was old.", ["the ferry was old"]),
    "without that": ("Elin Tarsk said the ferry was old.", ["the ferry was old"]),
    "verbs in a row": (
        "Elin Tarsk said that the ferry was old and added that it leaked.",
        ["the ferry was old", "it leaked"],
    ),
    "one verb, two clauses": (
        "Elin Tarsk said that the ferry was old and that it leaked.",
        ["the ferry was old and that it leaked"],
    ),
    "trailing": ("The ferry was old, Elin Tarsk said.", ["The ferry was old"]),
    "trailing, with the day": ("The ferry was old, Elin Tarsk admitted on Tuesday.", ["The ferry was old"]),
    "trailing, verb first": ("The ferry was old, said Elin Tarsk.", ["The ferry was old"]),
    "according to, before": ("According to Elin Tarsk, the ferry was old.", ["the ferry was old"]),
    "according to, behind": ("The ferry was old, according to Elin Tarsk.", ["The ferry was old"]),
    "a noun phrase": ("Elin Tarsk proposed a new ferry.", ["a new ferry"]),
    "thanks": ("Elin Tarsk thanked the crew for their patience.", ["the crew for their patience"]),
    "told somebody that": ("Elin Tarsk told reporters that the ferry was old.", ["the ferry was old"]),
    "what was only asked keeps its `that`": (
        "Elin Tarsk asked that the price be published.",
        ["that the price be published"],
    ),
    "with an apposition": ("Elin Tarsk, who was late, said the ferry was old.", ["the ferry was old"]),
    "what was only asked keeps its `whether`": (
        "Elin Tarsk asked whether the ferry was old.",
        ["whether the ferry was old"],
    ),
    "a thing's `of`": (
        "Elin Tarsk noted the age of the ferry and proposed a loan.",
        ["the age of the ferry", "a loan"],
    ),
    "a day between verb and that": (
        "Elin Tarsk said on Tuesday that the ferry was old.",
        ["the ferry was old"],
    ),
    "a motion": (
        "Elin Tarsk moved that the ferry be sold, seconded by Oskar Venn.",
        ["that the ferry be sold"],
    ),
    "a motion in the passive": (
        "It was moved by Elin Tarsk that the ferry be sold.",
        ["that the ferry be sold"],
    ),
    "told somebody by name that": (
        "Elin Tarsk told Oskar Venn that the ferry was old.",
        ["the ferry was old"],
    ),
}


@pytest.mark.parametrize(("text", "words"), INDIRECT.values(), ids=INDIRECT)
def test_a_reported_clause_is_what_the_speaker_says_in_the_articles_words(text: str, words: list[str]) -> None:
    assert said_in(text) == [("indirect", [one], "Elin Tarsk") for one in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Элин Тарск сообщила, что паром старый.", ["паром старый"], id="что"),
        pytest.param(
            "Как ранее сообщила журналистам Элин Тарск, паром «Ласточка» старый.", ["паром «Ласточка» старый"], id="как"
        ),
        pytest.param(
            "Элин Тарск отметила, что паром старый, и добавила, что он течёт.",
            ["паром старый", "он течёт"],
            id="verbs in a row",
        ),
        pytest.param("Элин Тарск сообщила журналистам, что паром старый.", ["паром старый"], id="кому"),
        pytest.param("По словам Элин Тарск, паром старый.", ["паром старый"], id="по словам"),
        pytest.param("Паром старый, сообщила Элин Тарск.", ["Паром старый"], id="behind"),
    ],
)
def test_reported_speech_in_russian(text: str, words: list[str]) -> None:
    assert said_in(text) == [("indirect", [one], "Элин Тарск") for one in words]


def test_anothers_promise_is_part_of_what_is_said_and_his_own() -> None:
    assert indirect_in("Elin Tarsk said that Oskar Venn had promised a new ferry.") == [
        ("Oskar Venn had promised a new ferry", "Elin Tarsk"),
        ("a new ferry", "Oskar Venn"),
    ]


def test_two_people_say_it_together() -> None:
    assert indirect_in("Elin Tarsk and Oskar Venn said the ferry was old.") == [
        ("the ferry was old", "Elin Tarsk and Oskar Venn")
    ]


def test_according_to_her_in_russian() -> None:
    assert indirect_in("По её словам, паром старый.") == [("паром старый", "её")]


def test_a_full_stop_that_stands_apart() -> None:
    assert indirect_in("Elin Tarsk said that the ferry was old .") == [("the ferry was old", "Elin Tarsk")]


def test_a_clause_that_leads_to_a_quotation_ends_with_its_colon() -> None:
    text = "Elin Tarsk denied that the ferry had been sold: “It belongs to all of us.”"
    assert indirect_in(text) == [("that the ferry had been sold", "Elin Tarsk")]
    assert direct_in(text) == [(["It belongs to all of us"], "Elin Tarsk")]


@pytest.mark.parametrize("words", ["“Shame!” as it was read out", "“Yes” to both questions"])
def test_circumstances_of_what_is_quoted_are_not_said(words: str) -> None:
    assert indirect_in(f"Elin Tarsk answered {words}.") == []


def test_a_term_right_behind_the_verb_is_none_of_her_words() -> None:
    assert direct_in("Elin Tarsk said “ferry” was the wrong word.") == []


def test_whom_somebody_praises_is_nothing_said() -> None:
    assert said_in("Elin Tarsk praised Oskar Venn and Jory Pell.") == []


def test_a_quoted_fragment_is_both_reported_and_direct() -> None:
    assert said_in("Elin Tarsk said the ferry was “old and proud” and would be sold.") == [
        ("indirect", ["the ferry was “old and proud” and would be sold"], "Elin Tarsk"),
        ("direct", ["old and proud"], "Elin Tarsk"),
    ]


WITHOUT_NAME: dict[str, tuple[str, str]] = {
    "before the verb": ("“The ferry is old,” one user wrote on a wall.", "one user"),
    "behind the verb": ("“The ferry is old,” said one of the keepers, who left early.", "one of the keepers"),
    "source first": ("The group said: “The ferry is old.”", "The group"),
    "it": ("It added: “The ferry is old.”", "It"),
    "a document": ("“The ferry is old,” the report said.", "the report"),
    "according to": ("“The ferry is old,” according to a note on the door.", "a note"),
}


@pytest.mark.parametrize(("text", "source"), WITHOUT_NAME.values(), ids=WITHOUT_NAME)
def test_a_source_beside_the_marks_needs_no_name(text: str, source: str) -> None:
    assert direct_in(text) == [(["The ferry is old"], source)]


def test_who_is_quoted_as_saying_it_says_it() -> None:
    text = "Elin Tarsk quoted Oskar Venn as saying: “I will never pay for it.”"
    assert direct_in(text) == [(["I will never pay for it"], "Oskar Venn")]


def test_a_quotation_within_what_somebody_was_told_is_not_joined_to_her_own() -> None:
    text = "“I will not go,” said Elin Tarsk, who was told “go home now” by a man."
    assert direct_in(text) == [(["I will not go"], "Elin Tarsk")]


def test_a_friend_of_hers_is_not_she() -> None:
    text = "“The ferry is old,” a friend of Elin Tarsk said."
    assert direct_in(text) == [(["The ferry is old"], "a friend of Elin Tarsk")]


def test_whom_a_statement_is_released_by_does_not_say_it() -> None:
    text = "Elin Tarsk, in a statement released by Oskar Venn on Monday, said: “The ferry is old.”"
    assert direct_in(text) == [(["The ferry is old"], "Elin Tarsk")]


def test_one_asks_and_the_other_says() -> None:
    text = "Elin Tarsk asked for a loan and Oskar Venn said: “The ferry is old.”"
    assert direct_in(text) == [(["The ferry is old"], "Oskar Venn")]


def test_a_source_that_is_described_by_a_clause() -> None:
    text = "A resident who asked not to be named said: “The ferry is old.”"
    assert direct_in(text) == [(["The ferry is old"], "A resident")]


def test_a_sentence_of_nothing_but_a_quotation_is_his_who_has_just_been_reported() -> None:
    text = "The ferry was old, Elin Tarsk said. “It leaks at both ends.” Jory Pell left. “Sell it at once.”"
    assert direct_in(text) == [(["It leaks at both ends"], "Elin Tarsk")]


def test_whoever_is_spoken_to_in_a_speech_does_not_hold_the_office_that_follows() -> None:
    text = "Ida Moe: Dr. Roth, the mayor of Calder, Oskar Venn, told us, “It will leak by May.”\n\nElin Roth: It will."
    assert direct_in(text) == [(["It will leak by May"], "Oskar Venn")]


def test_a_line_of_quoted_words_below_the_headline_is_nobodys() -> None:
    text = "Norvik\n\nElin Tarsk visits\n\n“We need the ferry”\n\nElin Tarsk came on Monday.\n\n“It is old,” she said."
    assert direct_in(text) == [(["It is old"], "she")]


def test_a_sentence_that_somebody_says_below_the_headline_is_his() -> None:
    assert direct_in("The ferry\n\nElin Tarsk said:\n\n“We need it”") == [(["We need it"], "Elin Tarsk")]


NAMES_OF_THINGS = {
    "after a noun": "Elin Tarsk said the ferry “Silver Tern” was beyond repair.",
    "after a noun of somebody": "Elin Tarsk said her boat “Tern” had sunk.",
    "what a text contains": "This release, Elin Tarsk said, contains “forward-looking statements” about ferries.",
}


@pytest.mark.parametrize("text", NAMES_OF_THINGS.values(), ids=NAMES_OF_THINGS)
def test_names_of_things_are_nobodys_words(text: str) -> None:
    assert direct_in(text) == []


def test_words_for_a_crowd_are_no_name_of_it() -> None:
    text = "Elin Tarsk told the crowd “Never Again” on Monday."
    assert direct_in(text) == [(["Never Again"], "Elin Tarsk")]


def test_who_a_source_is_said_to_be_is_no_part_of_what_it_says() -> None:
    text = "According to Elin Tarsk, who took part in the meeting, the ferry has already sunk."
    assert indirect_in(text) == [("the ferry has already sunk", "Elin Tarsk")]


def test_what_somebody_is_said_to_be_is_not_who_says_it() -> None:
    text = "Tolvia was an indispensable partner, said Elin Tarsk at the conference."
    assert indirect_in(text) == [("Tolvia was an indispensable partner", "Elin Tarsk")]


DISPUTED = {
    "what I said": "What I said was that none need sink.",
    "did not say": "I am glad to be asked. I did not say that.",
    "not my words": "Those were not my words.",
    "misquoted": "I have been misquoted.",
}


@pytest.mark.parametrize("reply", DISPUTED.values(), ids=DISPUTED)
def test_what_somebody_disputes_to_have_said_is_nobodys(reply: str) -> None:
    text = (
        f"Elin Tarsk: On Monday he told us: “No ferry will sink.” One has.\n\nMr Speaker: Order.\n\nOskar Venn: {reply}"
    )
    assert direct_in(text) == []


def test_what_another_is_said_to_have_said_nobody_disputes_for_him() -> None:
    text = "Elin Tarsk: The pilot told us: “No ferry will sink.”\n\nOskar Venn: I did not say that it was safe."
    assert direct_in(text.replace("The pilot", "Ida Moe")) == [(["No ferry will sink"], "Ida Moe")]
    assert direct_in(text.replace("I did not say that", "He was wrong to hope")) == [
        (["No ferry will sink"], "The pilot")
    ]


def test_a_sentence_that_tells_on_is_his_who_has_just_been_reported() -> None:
    text = "The ferry was old, Elin Tarsk said. There had been “no money for paint”."
    assert direct_in(text) == [(["no money for paint"], "Elin Tarsk")]
    other = "The ferry was old, Elin Tarsk said. The boat had been sold as “no money for paint”."
    assert direct_in(other) == []


def test_a_question_that_names_its_speaker_is_not_the_last_speakers() -> None:
    text = "“One two,” Elin Tarsk said.\n\n“Three four?” Oskar Venn demanded."
    assert direct_in(text) == [(["One two"], "Elin Tarsk"), (["Three four?"], "Oskar Venn")]


@pytest.mark.parametrize(
    "text",
    [
        "Elin Tarsk rejected, however, the idea that boats had been “sold for a song”.",
        "Posters at the gate attributed to the minister the sentence “Ferries are for geese.”",
    ],
)
def test_words_that_are_put_into_somebodys_mouth_are_nobodys(text: str) -> None:
    assert direct_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Elin Tarsk denied that and said: “The ferry is old.”", id="denied something else"),
        pytest.param("“The ferry is old,” Elin Tarsk said, denying that it leaked.", id="denied it afterwards"),
        pytest.param(
            "Elin Tarsk dismissed rumours that she had sold the boats in May: “The ferry is old.”", id="denied a clause"
        ),
        pytest.param("Elin Tarsk denied it: “The ferry is old.”", id="denied in these words"),
    ],
)
def test_words_beside_a_denial_are_said(text: str) -> None:
    assert direct_in(text) == [(["The ferry is old"], "Elin Tarsk")]


def test_minutes_report_one_after_the_other() -> None:
    text = "Cllr Tarsk asked whether the ferry was old; the Clerk replied that it was."
    assert indirect_in(text) == [("whether the ferry was old", "Cllr Tarsk"), ("it was", "the Clerk")]


def test_words_quoted_in_a_subtitle_are_the_other_speakers() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Elin Tarsk>Oskar Venn said “sell it at once” to me.</v>\n\n"
        "00:05.000 --> 00:06.000\n<v Jory Pell>Very well.</v>"
    )
    assert direct_in(text) == [(["sell it at once"], "Oskar Venn")]


TWO_SPEAKERS: dict[str, str] = {
    "sentence after sentence": "“One two,” Elin Tarsk said. “Three four,” Oskar Venn replied.",
    "in one sentence": "“One two,” Elin Tarsk said, but Oskar Venn replied: “Three four.”",
    "both sources first": "Elin Tarsk said: “One two.” Oskar Venn replied: “Three four.”",
    "verb first": "“One two,” said Elin Tarsk. “Three four,” replied Oskar Venn.",
    "dashes": "- One two, - Elin Tarsk said.\n\n- Three four, - Oskar Venn replied.",
}


@pytest.mark.parametrize("text", TWO_SPEAKERS.values(), ids=TWO_SPEAKERS)
def test_each_keeps_his_own_words(text: str) -> None:
    assert direct_in(text) == [(["One two"], "Elin Tarsk"), (["Three four"], "Oskar Venn")]


def test_the_source_before_a_quotation_is_not_the_next_ones() -> None:
    text = "Elin Tarsk noted that “the ferry is old” and Oskar Venn replied that “the bridge is new”."
    assert direct_in(text)[0] == (["the ferry is old"], "Elin Tarsk")


NOT_SAID: dict[str, str] = {
    "list of things": "- The ferry is old\n\n- The bridge is new\n\n- The road is closed",
    "list in Russian": "- Паром старый\n\n- Мост новый",
    "dash inside an item": "The list was short:\n\n- tickets, - and a map",
    "scare quotes in a report": "The “floating museum” was sold on Tuesday.",
    "name of a thing": "“The Old Ferry”, opened in 1926, was sold.",
    "passive": "It was said “the ferry is old”.",
    "denied": "Elin Tarsk denied calling the ferry “a floating wreck”.",
    "never said": "Elin Tarsk never said “the ferry is a wreck”.",
    "denied, one verb further": "Elin Tarsk insisted that she had never said “the ferry is a wreck”.",
    "never called": "Elin Tarsk said she had never called the ferry “a floating wreck”.",
    "rejected a claim": "Elin Tarsk rejected a claim that she had called the ferry “a wreck”.",
    "refused": "Elin Tarsk refused to call the ferry “a floating wreck”.",
    "nobody": "Nobody said “the ferry is a wreck”.",
    "neither": "Neither Elin Tarsk nor Oskar Venn said “the ferry is a wreck”.",
    "would say": "Elin Tarsk would say “the ferry is a wreck”, if asked.",
    "might have said": "Elin Tarsk might have said “the ferry is a wreck”.",
    "if she said": "If Elin Tarsk said “the ferry is a wreck”, it would sink.",
    "had she said": "Had Elin Tarsk said “the ferry is a wreck”, it would have sunk.",
    "did she say": "Did Elin Tarsk say “the ferry is a wreck”?",
    "whether she said": "It is not known whether Elin Tarsk said “the ferry is a wreck”.",
    "reportedly": "Elin Tarsk reportedly said “the ferry is a wreck”.",
    "is to announce": "Elin Tarsk is to announce “a new age of ferries” on Monday.",
    "not she": "It was not Elin Tarsk who said “the ferry is a wreck”.",
    "what she was told": "Elin Tarsk was told “go home now” by a man.",
    "as a rumour": "Rumours that Elin Tarsk had called the ferry “a floating wreck” were many.",
    "in a forged letter": "The forged letter in which Elin Tarsk calls the ferry “a floating wreck” was burnt.",
    "what opponents say she said": "Opponents claim Elin Tarsk called the ferry “a floating wreck”.",
    "a motto": "The motto on the wall says “Work and Wait”.",
    "put into her mouth": "Elin Tarsk was told that “the ferry is a wreck”.",
    "dismissed": "Elin Tarsk dismissed reports that she had called the ferry “a wreck”.",
    "banner": "“Elin Tarsk, go home”, read the banner outside the hall.",
    "a banner that reads": "“The ferry is sold,” reads a banner. Elin Tarsk sat down.",
    "said nobody": "“The ferry is a wreck,” said nobody.",
    "said no one": "“The ferry is a wreck,” said no one at the meeting. Elin Tarsk agreed.",
    "imitated": "“The ferry is a wreck,” somebody imitating Elin Tarsk said.",
    "nobody is named": "The hall was full. “The ferry is old.”",
    "statement about a document": "The report said the ferry was old.",
    "said by nobody": "The ferry, it was said, was old.",
    "told, not telling": "Elin Tarsk was told that the ferry was old.",
    "did not say": "Elin Tarsk did not say that the ferry was old.",
    "a resolution": "RESOLVED: That Elin Tarsk said too much.",
    "a resolution in the passive": "It was resolved that the ferry be sold.",
    "several people": "The sides said that the ferry was old.",
}


@pytest.mark.parametrize("text", NOT_SAID.values(), ids=NOT_SAID)
def test_what_nobody_says(text: str) -> None:
    assert said_in(text) == []


SO_CALLED: dict[str, str] = {
    "one word": "Elin Tarsk said the “museum” was old.",
    "a station by its name, in Russian": "Элин Тарск доложила о строительстве станции «Северная-2».",
    "so-called": "The so-called “floating museum” was sold, Elin Tarsk said.",
    "title of a film": "Elin Tarsk spoke about the film “The Last Boat to Calder”.",
    "title of a song": "The song “Old Ferry” was played, Elin Tarsk said.",
    "a headline": "A headline in the Calder Times, “Tarsk Sinks the Ferry”, was wrong, Elin Tarsk said.",
    "a placard": "The placard read “Sell the ferry now”, Elin Tarsk said.",
    "title of a report": "The report, “Ferries of the North”, was late, Elin Tarsk said.",
    "words that are spoken of": "Elin Tarsk said the words “sell it at once” had never been hers.",
    "title of a song, comma inside": "“The Old Ferry,” Elin Tarsk knows, is a song.",
    "what no one has said": "No minister has said “the ferry is a wreck”, Elin Tarsk noted.",
    "what she accuses another of": "Elin Tarsk accused Oskar Venn of saying “let the ferry rot in peace”.",
    "what another told her": "Elin Tarsk told the court that a voice had told her: “Burn the boat.”",
    "what another would say": "Elin Tarsk joked that Oskar Venn would say “not in my back yard”.",
    "title of a programme": "Elin Tarsk said on Calder Radio’s “Morning With Jory Pell” that the ferry was old.",
    "title of a programme, comma inside": "On Calder’s “Morning With Jory Pell,” Elin Tarsk said the ferry was old.",
    "a value in markup": 'Elin Tarsk said <a href="http://calder.example/the-old-ferry">the ferry</a> was old.',
    "an article and two words": "Elin Tarsk said no “tax holidays” had been promised.",
}


@pytest.mark.parametrize("text", SO_CALLED.values(), ids=SO_CALLED)
def test_marks_that_hold_a_name_are_no_quotation(text: str) -> None:
    assert direct_in(text) == []


ATTRIBUTIONS: dict[str, str] = {
    "relative clause": "“The ferry is old,” said Elin Tarsk, who keeps the bridge.",
    "apposition": "“The ferry is old,” said Elin Tarsk, the keeper of the bridge.",
    "place": "“The ferry is old,” Elin Tarsk said in Calder.",
    "who was told": "“The ferry is old,” Elin Tarsk told Oskar Venn.",
    "who was told, before": "Elin Tarsk told the committee: “The ferry is old.”",
    "participle": "“The ferry is old,” Elin Tarsk said, looking at the map.",
    "who asked not to be named": "A resident who asked not to be named said: “The ferry is old.”",
}


@pytest.mark.parametrize("text", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_the_attribution_itself_is_not_said(text: str) -> None:
    assert indirect_in(text) == []


def test_the_speakers_own_quotation_belongs_to_the_inner_speaker() -> None:
    text = "“The minister told me: ‘Sell the ferry at once.’ So we sold it,” Elin Tarsk said."
    assert direct_in(text) == [
        (["The minister told me: ‘Sell the ferry at once.’ So we sold it"], "Elin Tarsk"),
        (["Sell the ferry at once"], "The minister"),
    ]


def test_whoever_is_quoted_in_a_turn_is_its_speaker_and_not_the_turns() -> None:
    text = "Elin Tarsk: Oskar Venn likes to say that “a ferry needs no visa”.\n\nJory Pell: Very well."
    assert direct_in(text) == [(["a ferry needs no visa"], "Oskar Venn")]


def test_the_speakers_own_words_of_another_day_stay_his() -> None:
    assert direct_in("Elin Tarsk: I said “sell it at once”.\n\nJory Pell: Very well.") == []


def test_a_headline_is_not_quoted_again() -> None:
    text = "“Sell the ferry,” says Elin Tarsk\n\n“Sell the ferry,” Elin Tarsk told reporters."
    assert [u.spans[0].start for u in heard(text) if u.kind is Kind.DIRECT] == [36]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“The ferry is old,” Elin Tarsk and Oskar Venn said.", id="before the verb"),
        pytest.param(
            "“The ferry is old,” said Elin Tarsk and Oskar Venn.",
            id="behind the verb",
        ),
    ],
)
def test_what_two_people_say_is_credited_to_neither(text: str) -> None:
    assert all(u.source is None or u.source.collective for u in heard(text))


def test_the_evidence_is_mention_and_cue() -> None:
    text = "“The ferry,” Elin Tarsk later insisted, “is old.”"
    [found] = heard(text)
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.span.of(text), found.cue.of(text)) == ("Elin Tarsk", "insisted")


parts = st.sampled_from(
    [
        "Elin Tarsk",
        "she",
        "said",
        "added that",
        "and",
        "“",
        "”",
        '"',
        "«",
        "»",
        ",",
        ".",
        "- ",
        "the ferry",
        "old",
        "\n\n",
        ":",
    ]
)


@given(st.lists(parts, max_size=25).map(" ".join))
def test_words_said_lie_in_the_text_and_in_order(text: str) -> None:
    found = heard(text)
    assert [u.spans[0].start for u in found] == sorted(u.spans[0].start for u in found)
    for utterance in found:
        assert all(left.end <= right.start for left, right in pairwise(utterance.spans))
        assert all(0 <= span.start < span.end <= len(text) for span in utterance.spans)
