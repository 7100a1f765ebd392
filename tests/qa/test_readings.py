"""What the tagger reads and what the rules find become one list, in which marks decide what is verbatim."""

import pytest

from qa.extraction import read_utterances
from qa.marks import Marked
from qa.mentions import Mention
from qa.paragraphs import paragraphs as paragraphs_of
from qa.readings import is_english, joined, prose
from qa.records import Kind, Span
from qa.tagger import Content
from qa.utterances import Utterance

SURE = 0.9


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def content(text: str, words: str, source: str, cue: str) -> Content:
    return Content(span(text, words), span(text, source), span(text, cue), SURE, SURE)


def shown(text: str, utterances: list[Utterance]) -> list[tuple[str, str, str]]:
    return [
        (u.kind.value, " … ".join(part.of(text) for part in u.spans), u.source.span.of(text) if u.source else "")
        for u in utterances
    ]


def read(
    text: str, *contents: Content, found: tuple[Utterance, ...] = (), heading: Span | None = None
) -> list[Utterance]:
    places = [Span(at + 1, text.index("”", at)) for at, character in enumerate(text) if character == "“"]
    marks = [Marked(place, 0, False) for place in places]
    return joined(text, heading, marks, found, contents)


CLAUSE = "Mayor Oda Brekkestad said that the ferry was too old to sail."
PARTLY = "Mayor Oda Brekkestad said the ferry was “too old to sail” in winter."
QUOTED = "“The ferry is too old,” Mayor Oda Brekkestad said. “It leaks.”"


def test_a_clause_is_reported_speech_without_what_leads_to_it() -> None:
    found = read(CLAUSE, content(CLAUSE, "that the ferry was too old to sail", "Oda Brekkestad", "said"))
    assert shown(CLAUSE, found) == [("indirect", "the ferry was too old to sail", "Mayor Oda Brekkestad"[6:])]


def test_what_somebody_has_to_do_is_not_what_he_said() -> None:
    task = "ACTION: Okafor to circulate the plan of the ferry by Friday."
    assert read(task, content(task, "the plan of the ferry by Friday", "Okafor", "circulate")) == []


@pytest.mark.parametrize("source", ["the", "3.1.1", "M", "M/S Venn"])
def test_neither_an_article_alone_nor_a_number_nor_a_letter_says_anything(source: str) -> None:
    text = f"{source} said Venn and Daughters repave the square."
    assert read(text, content(text, "Venn and Daughters repave the square", source, "said")) == []


@pytest.mark.parametrize(
    ("text", "pointed_at", "whole"),
    [
        ("The ferry will not sail, the head of their guild said.", "of their guild", "the head of their guild"),
        (
            "The miller at the old weir said that the ferry will not sail.",
            "The miller at",
            "The miller at the old weir",
        ),
        ("Mrs Adewale, who wept, said that the ferry will not sail.", "Mrs", "Mrs Adewale"),
    ],
)
def test_whom_the_tagger_points_to_by_a_part_of_the_words_is_shown_whole(
    text: str, pointed_at: str, whole: str
) -> None:
    clause = "The ferry will not sail" if text.startswith("The ferry") else "the ferry will not sail"
    assert shown(text, read(text, content(text, clause, pointed_at, "said"))) == [("indirect", clause, whole)]


def test_the_heading_of_an_item_orders_nothing() -> None:
    text = "6. SELECT COMMITTEE. – Ordered, That Mrs. Fenwick be discharged."
    assert read(text, content(text, "That Mrs. Fenwick be discharged", "SELECT", "Ordered")) == []


def test_what_a_headline_tells_of_somebody_is_nothing_that_he_says() -> None:
    text = "Bakers of Marrow refuse to count their loaves\n\nNobody came."
    seen = content(text, "to count their loaves", "Bakers of Marrow", "refuse")
    assert read(text, seen, heading=Span(0, text.index("\n"))) == []


def test_a_clause_may_hold_verbatim_words_if_a_rule_has_found_them() -> None:
    seen = content(PARTLY, "the ferry was “too old to sail” in winter", "Oda Brekkestad", "said")
    clause = ("indirect", "the ferry was “too old to sail” in winter", "Oda Brekkestad")
    assert shown(PARTLY, read(PARTLY, seen)) == [clause]
    mention = Mention(span(PARTLY, "Oda Brekkestad"), "Oda Brekkestad")
    ruled = Utterance((span(PARTLY, "too old to sail"),), Kind.DIRECT, mention)
    assert shown(PARTLY, read(PARTLY, seen, found=(ruled,))) == [
        clause,
        ("direct", "too old to sail", "Oda Brekkestad"),
    ]


def test_an_interrupted_quotation_is_one_utterance_and_no_clause() -> None:
    found = read(QUOTED, content(QUOTED, QUOTED, "Oda Brekkestad", "said"))
    assert [(u.kind, len(u.spans)) for u in found] == [(Kind.DIRECT, 1)]
    # “It leaks” has too few words for the tagger alone; the rules see that it goes on.
    mention = Mention(span(QUOTED, "Oda Brekkestad"), "Oda Brekkestad")
    ruled = Utterance((span(QUOTED, "The ferry is too old"), span(QUOTED, "It leaks")), Kind.DIRECT, mention)
    found = read(QUOTED, content(QUOTED, QUOTED, "Oda Brekkestad", "said"), found=(ruled,))
    assert shown(QUOTED, found) == [("direct", "The ferry is too old … It leaks", "Oda Brekkestad")]


def test_a_paragraph_of_a_longer_quotation_stays_its_speakers() -> None:
    text = "Mayor Oda Brekkestad said: “The ferry is too old.”\n\n“It leaks at both ends.” Jens Quill had asked her."
    mention = Mention(span(text, "Oda Brekkestad"), "Oda Brekkestad")
    whole = (span(text, "The ferry is too old."), span(text, "It leaks at both ends."))
    ruled = Utterance(whole, Kind.DIRECT, mention, span(text, "said"))
    found = read(text, content(text, "“It leaks at both ends.”", "Jens Quill", "asked"), found=(ruled,))
    assert [(u.spans, u.source) for u in found] == [(whole, mention)]


def test_the_rules_decide_the_edges_of_a_clause_that_both_see() -> None:
    mention = Mention(span(CLAUSE, "Mayor Oda Brekkestad"), "Oda Brekkestad", office="mayor")
    ruled = Utterance((span(CLAUSE, "the ferry was too old to sail"),), Kind.INDIRECT, mention, span(CLAUSE, "said"))
    [found] = read(CLAUSE, content(CLAUSE, "ferry was too old", "Brekkestad", "said"), found=(ruled,))
    assert (found.spans, found.source) == (ruled.spans, mention)


def test_of_cues_that_it_knows_well_the_tagger_misses_no_clause() -> None:
    text = "The mayor said goodbye to the ferry, and the mayor undertook to write to the harbour board."
    mention = Mention(span(text, "The mayor"), office="mayor")
    said = Utterance((span(text, "goodbye to the ferry"),), Kind.INDIRECT, mention, span(text, "said"))
    rare = Utterance((span(text, "to write to the harbour board"),), Kind.INDIRECT, mention, span(text, "undertook"))
    assert [u.spans for u in read(text, found=(said, rare))] == [rare.spans]


def test_evidence_tells_who_has_seen_an_utterance() -> None:
    mention = Mention(span(CLAUSE, "Mayor Oda Brekkestad"), "Oda Brekkestad")
    ruled = Utterance((span(CLAUSE, "the ferry was too old to sail"),), Kind.INDIRECT, mention)
    seen = content(CLAUSE, "the ferry was too old to sail", "Oda Brekkestad", "said")
    evidence = [
        utterance.evidence
        for found in (read(CLAUSE, seen), read(CLAUSE, seen, found=(ruled,)), read(CLAUSE, found=(ruled,)))
        for utterance in found
    ]
    assert [(e.missed, e.ruled, e.agrees) for e in evidence if e] == [
        (False, False, False),
        (False, True, True),
        (True, True, False),
    ]


NOBODYS = {
    "a title": ("She spoke on “The Old Ferry Show” on Monday.", "on “The Old Ferry Show”", "She", "spoke"),
    "denied words": ("He denied that he was “against every ferry”.", "he was “against every ferry”", "He", "denied"),
    "a single word": ("The mayor said the ferry was “old”.", "the ferry was “old”", "The mayor", "said"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "source", "cue"), NOBODYS.values(), ids=NOBODYS.keys())
def test_marked_words_that_nobody_says(text: str, words: str, source: str, cue: str) -> None:
    assert [u.kind for u in read(text, content(text, words, source, cue)) if u.kind is Kind.DIRECT] == []


def test_what_is_reported_within_quoted_words_is_left_to_the_quotation() -> None:
    text = "“He told me that the ferry would be sold, and I laughed,” the mayor said."
    assert read(text, content(text, "that the ferry would be sold", "He", "told")) == []


def test_marked_words_of_a_headline_are_nobodys() -> None:
    text = "“Too old to sail”: the mayor on the ferry"
    found = read(text, content(text, "“Too old to sail”", "the mayor", ":"), heading=Span(0, len(text)))
    assert [u.kind for u in found] != [Kind.DIRECT]


LANGUAGES = {
    "English": ("The council met on Monday and said that the ferry is to be sold.", True),
    "German": ("Der Rat tagte am Montag und sagte, dass die Fähre verkauft werden soll.", False),
    "Russian": ("Совет собрался в понедельник и сообщил, что паром будет продан.", False),
    "French": ("Le conseil s’est réuni lundi et a dit que le bac serait vendu.", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("text", "english"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_the_tagger_reads_english_only(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_turns_of_a_transcript_are_not_prose() -> None:
    paragraphs = [Span(0, 10), Span(12, 30), Span(32, 40)]
    turn = Utterance((Span(15, 30),), Kind.TURN, None)
    assert prose(paragraphs, [turn]) == [Span(0, 10), Span(32, 40)]


def test_rules_and_tagger_together_read_a_report() -> None:
    text = (
        "The harbour board is to sell the ferry, its chairwoman, Ilva Tarn, told reporters on Monday.\n\n"
        "“It leaks,” Ms Tarn said. “It has always leaked.” She complained of “a hull like a sieve” and of the tides."
    )
    kinds = [(kind, words) for kind, words, _ in shown(text, read_utterances(text, paragraphs_of(text)))]
    assert ("direct", "It leaks … It has always leaked") in kinds
    assert ("direct", "a hull like a sieve") in kinds
    assert any(kind == "indirect" and "sell the ferry" in words for kind, words in kinds)


@pytest.mark.parametrize(
    "text",
    [
        "Coyle did not say that the licence had lapsed, Bray said.",
        "Coyle never said that the boat was safe, Bray insisted.",
        "Coyle never told the crew that the boat was safe, Bray insisted.",
    ],
)
def test_what_somebody_did_not_say_is_not_said_by_whoever_tells_of_it(text: str) -> None:
    told = [words for _, words, _ in shown(text, read_utterances(text, paragraphs_of(text)))]
    assert all(words.startswith("Coyle") and words.endswith(("lapsed", "safe")) for words in told)


@pytest.mark.parametrize("words", ["Coyle never said the boat was safe", "Coyle had never spoken on Monday"])
def test_that_somebody_did_not_say_it_is_what_the_teller_says(words: str) -> None:
    text = f"{words}, Bray said."
    assert shown(text, read_utterances(text, paragraphs_of(text))) == [("indirect", words, "Bray")]


def sources(text: str) -> list[tuple[str, str]]:
    return [(words, source) for _, words, source in shown(text, read_utterances(text, paragraphs_of(text)))]


LED = "It was late in the hall, and the mayor of the town said that nobody had come to the ferry in the rain.\n\n"


def test_who_quotes_somebody_is_found_by_the_tagger_where_rules_know_only_who_is_quoted() -> None:
    found = sources(f"{LED}“I said, ‘Is that a leak?’ and he said, ‘It is a ferry, love,’” raged Ilva Tarn.")
    assert ("I said, ‘Is that a leak?’ and he said, ‘It is a ferry, love,’", "Ilva Tarn") in found
    assert ("It is a ferry, love", "he") in found


def test_who_reports_what_another_said_in_marks_is_kept() -> None:
    found = sources(
        f"{LED}Councillor Ilva Tarn said that Venn had shouted “I will drown the ferry, you crook!” in May."
    )
    assert [source for words, source in found if "drown" in words] == ["Councillor Ilva Tarn", "Venn"]


def test_of_two_sources_of_a_clause_the_tagger_knows_the_subject() -> None:
    text = "Mayor Ilva Tarn, whose brother keeps the ferry with Oda Brekke, said that it was too old to sail."
    clause, wrong = "it was too old to sail", Mention(span(text, "Oda Brekke"), "Oda Brekke")
    ruled = Utterance((span(text, clause),), Kind.INDIRECT, wrong, span(text, "said"))
    [found] = read(text, content(text, f"that {clause}", "Mayor Ilva Tarn", "said"), found=(ruled,))
    assert found.source is not None
    assert found.source.name == "Ilva Tarn"


def test_a_statement_over_several_paragraphs_is_one_utterance_of_whoever_makes_it() -> None:
    text = "Statement by the mayor, Ilva Tarn\n\n“The ferry is too old. ”\n\n“It leaks like a sieve.”"
    spans = (span(text, "The ferry is too old."), span(text, "It leaks like a sieve."))
    seen = content(text, "“The ferry is too old. ”", "Ilva Tarn", "Statement")
    [found] = read(text, seen, found=(Utterance(spans, Kind.DIRECT, None),))
    assert (found.spans, found.source and found.source.name) == (spans, "Ilva Tarn")
    assert read(text, found=(Utterance(spans, Kind.DIRECT, None),)) == []


def test_words_in_the_marks_of_a_headline_are_nobodys() -> None:
    found = sources(f"“I count the ships, not the speeches”\n\n{LED}")
    assert not [words for words, _ in found if "count" in words]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Lurenia opposition vows to stop every loan.", "Lurenia opposition", ""),
        (
            "Mayor Oda Brekke of Holmvik vows to stop every loan.",
            "Mayor Oda Brekke of Holmvik",
            "Oda Brekke",
        ),
        ("The Lurenian transport ministry said it would stop every loan.", "The Lurenian transport ministry", ""),
    ],
)
def test_a_name_before_a_noun_is_nobody_who_speaks(text: str, source: str, name: str) -> None:
    [found] = read(text, content(text, "stop every loan", source, "vows" if "vows" in text else "said"))
    assert found.source is not None
    assert found.source.name == name
    assert name or found.source.span.of(text) == source


@pytest.mark.parametrize("what", ["Bridges", "The two bridges", "Tolvia"])
def test_a_clause_around_whoever_says_it_is_his(what: str) -> None:
    text = f"The council met on Monday. {what}, said the minister Ivo Tarn, will open in May."
    [said] = read_utterances(text, paragraphs_of(text))
    assert said.source
    assert (said.source.name, [span.of(text) for span in said.spans]) == ("Ivo Tarn", [what, "will open in May"])


def test_a_verb_before_an_office_is_no_part_of_it() -> None:
    text = "The ferry sails again. Calder, said its mayor, is ready for the summer."
    assert [said.source.span.of(text) for said in read_utterances(text, paragraphs_of(text)) if said.source] == [
        "its mayor"
    ]


def test_whoever_is_quoted_as_saying_something_says_it() -> None:
    text = "The agency quoted Elin Tarsk as saying that the ferry would run on Sundays."
    sources = [said.source.name for said in read_utterances(text, paragraphs_of(text)) if said.source]
    assert sources == ["Elin Tarsk"]
