"""The JSON that goes out."""

from dataclasses import replace
from datetime import date

from qa import wire
from qa.records import (
    Answer,
    Article,
    Citation,
    Filters,
    Kind,
    Outcome,
    Passage,
    Period,
    Query,
    Quotation,
    Source,
    Span,
    Speaker,
    Status,
)

TEXT = "Ferry sold. “It is gone,” said the mayor. “For good.”"
ARTICLE = Article("a1", TEXT, "Ferry sold", date(2024, 5, 7), "Gazette", "https://a.example/1", "a.txt", "en")
SAID = Quotation(
    (Span(13, 23), Span(43, 52)), Kind.DIRECT, Source(Span(31, 40), Span(26, 30), (Speaker("Oda Brekkestad", "Mayor"),))
)
CITATION = Citation(Passage(Span(13, 23), Span(0, 52), SAID), ARTICLE, 0.123456)


def test_a_passage_has_its_words_who_says_them_and_how_we_know() -> None:
    assert wire.passage_json(CITATION) == {
        "doc_id": "a1",
        "title": "Ferry sold",
        "date": "2024-05-07",
        "outlet": "Gazette",
        "url": "https://a.example/1",
        "path": "a.txt",
        "language": "en",
        "start": 13,
        "end": 23,
        "text": "It is gone",
        "before": "Ferry sold. “",
        "after": TEXT[23:52],
        "speaker": "Oda Brekkestad",
        "role": "Mayor",
        "speakers": ["Oda Brekkestad"],
        "choices": [],
        "via": None,
        "kind": "direct",
        "mention": {"start": 31, "end": 40, "text": "the mayor"},
        "cue": {"start": 26, "end": 30, "text": "said"},
        "score": 0.1235,
        "also": [],
        "meeting": None,
        "said": None,
        "time": None,
        "records": [],
    }


def test_a_report_has_no_speaker() -> None:
    shown = wire.passage_json(Citation(Passage(Span(0, 11), Span(0, 11)), Article("a", TEXT), 1.0))
    assert (shown["speaker"], shown["role"], shown["kind"]) == (None, None, "report")
    assert (shown["mention"], shown["cue"], shown["date"], shown["url"]) == (None, None, None, None)


def test_an_answer_keeps_near_misses_apart() -> None:
    query = Query("Ferry?", Filters(("Oda Brekkestad",), since=date(2024, 5, 1)))
    shown = wire.answer_json(Answer(query, (), (CITATION,), 0.1, "Nothing."))
    assert (shown["passages"], shown["near_misses"]) == ([], [wire.passage_json(CITATION)])


def test_a_query_tells_how_the_question_was_understood_and_what_the_request_set() -> None:
    may = Period(date(2024, 5, 1), date(2024, 5, 31))
    read = Query("Ferry?", topic="ferry", asked=("Jory Pell",), period=may, meetings=("m1",), outlets=("Gazette",))
    assert wire.answer_json(Answer(read))["query"] == {
        "text": "Ferry?",
        "speakers": ["Jory Pell"],
        "since": "2024-05-01",
        "until": "2024-05-31",
        "meetings": ["m1"],
        "outlets": ["Gazette"],
        "doc_id": None,
        "topic": "ferry",
        "questions": [],
    }
    set_by_request = Filters(("Oda Brekkestad",), date(2024, 6, 1), None, "a1", "m2", ("Lantern",))
    shown = wire.answer_json(Answer(replace(read, filters=set_by_request)))["query"]
    assert (shown["speakers"], shown["since"], shown["doc_id"]) == (["Oda Brekkestad"], "2024-06-01", "a1")
    assert (shown["meetings"], shown["outlets"]) == (["m2"], ["Lantern"])


def test_an_answer_writes_itself_as_that_json() -> None:
    found = Answer(Query("Ferry?"), (CITATION,), confidence=0.9)
    assert found.to_json() == wire.answer_json(found)


JORY, NORA = Speaker("Jory Pell"), Speaker("Nora Pell")


def test_one_of_two_and_who_passes_it_on_are_not_the_speaker() -> None:
    told = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, (), (JORY, NORA)), Source(Span(26, 30)))
    shown = wire.passage_json(Citation(Passage(Span(0, 11), Span(0, 11), told), ARTICLE, 1.0))
    assert (shown["speaker"], shown["speakers"]) == (None, [])
    assert (shown["choices"], shown["via"]) == (["Jory Pell", "Nora Pell"], "said")
    [printed] = wire.quotes_json([told])
    assert (printed["speaker"], printed["choices"]) == (None, ["Jory Pell", "Nora Pell"])
    assert (printed["via"]["speaker"], printed["via"]["mention"], printed["via"]["cue"]) == (None, [26, 30], None)


def test_what_a_pronoun_stands_for_is_told() -> None:
    told = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 33), antecedent=Span(12, 20)))
    [printed] = wire.quotes_json([told])
    assert (printed["mention"], printed["antecedent"]) == ([31, 33], [12, 20])


def test_an_utterance_in_two_spans_is_two_entries() -> None:
    first, second = wire.quotes_json([SAID])
    assert (first["start"], first["end"], second["start"], second["end"]) == (13, 23, 43, 52)
    assert first["mention"] == second["mention"] == [31, 40]
    assert first["kind"] == "direct"


def test_an_outcome_leaves_nothing_empty() -> None:
    assert wire.outcome_json(Outcome(Status.FAILED, error="a.txt: empty")) == {
        "doc_id": None,
        "path": None,
        "title": None,
        "status": "failed",
        "error": "a.txt: empty",
    }
