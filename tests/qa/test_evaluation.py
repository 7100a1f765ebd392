"""A corpus that is asked what it should know."""

import json
from pathlib import Path

import pytest

import qa
from qa.comparison import compare, read_baseline
from qa.errors import FixtureError, OnrecordError
from qa.evaluation import Evaluation, corpus_for, evaluate, evaluation_json, names_beside
from qa.fixtures import read_fixtures
from qa.judging import Fault, Names
from qa.settings import Settings, settings_from

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample"

HARBOUR_QUESTIONS = """\
- qid: ferry
  question: When will the new ferry sail?
  evidence: The new ferry will sail in June
  speaker: Mira Solane
- qid: crane
  question: How much will the harbour crane cost?
  evidence: Eleven million crowns
  speaker: Nora Quist
  type: price
- qid: old lighthouse
  question: Which colour will they paint the lighthouse?
  filters: {doc_id: lighthouse-old}
  evidence:
    - {doc_id: lighthouse-old, start: 66, end: 90}
- qid: submarine
  question: What did Oskar Venn say about submarines in Antarctica?
  answerable: false
"""


def fixtures(folder: Path, content: str) -> list[qa.fixtures.Fixture]:
    file = folder / "questions.yaml"
    file.write_text(content, "utf-8")
    return read_fixtures([file])


@pytest.fixture(scope="module")
def evaluated(harbour: qa.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("fixtures")
    return evaluate("harbour", harbour, fixtures(folder, HARBOUR_QUESTIONS), Names())


def test_every_question_is_asked_with_its_filters_and_judged(evaluated: Evaluation) -> None:
    found = {one.fixture.asked.qid: one for one in evaluated.judged}
    assert {qid: one.fault for qid, one in found.items()} == {
        "ferry": None,
        "crane": Fault.WRONG_SPEAKER,
        "old lighthouse": None,
        "submarine": None,
    }
    assert {shown.citation.article.id for shown in found["old lighthouse"].shown} == {"lighthouse-old"}
    assert all(one.milliseconds > 0 for one in evaluated.judged)


def test_figures_are_of_all_questions_and_of_each_kind(evaluated: Evaluation) -> None:
    assert (evaluated.figures["hit@1"], evaluated.figures["verbatim"], evaluated.figures["abstention-F1"]) == (1, 1, 1)
    assert {kind: (count, found["speaker"]) for kind, (count, found) in evaluated.kinds.items()} == {
        "other": (3, 1.0),
        "price": (1, 0.0),
    }


def test_expected_words_are_cut_from_the_article(evaluated: Evaluation) -> None:
    assert evaluated.expected["old lighthouse"] == ("paint the lighthouse red",)


def test_verbatim_is_always_asked_for(evaluated: Evaluation) -> None:
    invented = Evaluation(
        "harbour", 1, evaluated.judged, evaluated.expected, [{"verbatim": qa.figures.Share(1.0, 2.0)}]
    )
    assert [one.name for one in invented.fallen({"verbatim": 0.1})] == ["verbatim"]
    assert evaluated.fallen({}) == []


def test_what_machines_get_can_be_compared_with(evaluated: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    file.write_text(json.dumps(evaluation_json(evaluated, None)), "utf-8")
    compared = compare(read_baseline(file), evaluated.asked)
    assert (compared.paired, compared.left_out, compared.better, compared.worse) == (4, 0, (), ())
    assert all(one.by == 0 for one in compared.differences)


def test_machines_get_every_passage_with_its_words_and_its_judgement(evaluated: Evaluation) -> None:
    record = evaluation_json(evaluated, compare(evaluated.asked, evaluated.asked))
    crane = record["questions"][1]
    assert (crane["qid"], crane["speaker"], crane["fault"]) == ("crane", ["Nora Quist"], Fault.WRONG_SPEAKER.value)
    assert (crane["passages"][0]["speaker"], crane["passages"][0]["right"]) == ("Oskar Venn", True)
    assert crane["passages"][0]["names_right"] is False
    assert record["worst"] == ["crane"]
    assert record["comparison"]["figures"]["hit@1"]["difference"] == 0


def test_evidence_that_stands_in_no_article_is_told(harbour: qa.Corpus, tmp_path: Path) -> None:
    told: list[str] = []
    asked = fixtures(tmp_path, "- question: Which tram?\n  evidence: The tram\n\n  speaker: Mira Solane")
    evaluate("harbour", harbour, asked, Names(), on_doubt=told.append)
    assert told == [f"{tmp_path / 'questions.yaml'}:1: the evidence stands in no article: The tram"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("- question: a?\n  evidence: {doc_id: tram, text: b}", "1: no article has the id or the file name 'tram'"),
        ("\n- question: a?\n  evidence: b\n  filters: {doc_id: tram}", "2: no article has the id"),
        ("- question: '" + "a" * 50_000 + "'\n  evidence: b", "1: the question"),
    ],
    ids=["evidence elsewhere", "a filter for nothing", "an endless question"],
)
def test_a_fixture_that_cannot_be_asked_is_told_with_its_place(
    harbour: qa.Corpus, tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(FixtureError) as error:
        evaluate("harbour", harbour, fixtures(tmp_path, content), Names())
    assert str(error.value).startswith(f"{tmp_path / 'questions.yaml'}:{told}")


# -- which articles are asked


def questions_beside(folder: Path, *articles: str) -> Path:
    for name in articles:
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        (folder / "articles" / name).write_text("“The ferry is sold,” said Mayor Oda Brekkestad.", "utf-8")
    folder.mkdir(exist_ok=True)
    return folder / "questions.jsonl"


@pytest.fixture
def nowhere(tmp_path: Path) -> Settings:
    return settings_from({}, str(tmp_path / "nowhere"))


def test_articles_beside_the_fixtures_make_a_corpus_for_the_time(tmp_path: Path, nowhere: Settings) -> None:
    files = [questions_beside(tmp_path / "one", "ferry.txt")]
    with corpus_for(files, None, nowhere) as (name, corpus):
        assert name == str(tmp_path / "one" / "articles")
        assert [Path(article.path).name for article in corpus.articles()] == ["ferry.txt"]
    assert not nowhere.data.exists()


def test_chosen_articles_count_more_than_those_beside(tmp_path: Path, nowhere: Settings) -> None:
    chosen = tmp_path / "chosen.txt"
    chosen.write_text("The tram is late.", "utf-8")
    with corpus_for([questions_beside(tmp_path / "one", "ferry.txt")], chosen, nowhere) as (_, corpus):
        assert [article.text for article in corpus.articles()] == ["The tram is late."]


def test_a_chosen_corpus_is_asked_as_it_is(filled: Path, tmp_path: Path, nowhere: Settings) -> None:
    with corpus_for([questions_beside(tmp_path / "one", "ferry.txt")], filled, nowhere) as (name, corpus):
        assert (name, len(corpus.articles())) == (str(filled), 4)


def test_without_articles_beside_them_it_is_the_users_corpus(filled: Path, tmp_path: Path) -> None:
    with corpus_for([questions_beside(tmp_path / "one")], None, settings_from({}, str(filled))) as (_, corpus):
        assert len(corpus.articles()) == 4


def test_where_there_is_no_corpus_none_is_made(tmp_path: Path, nowhere: Settings) -> None:
    with pytest.raises(FixtureError, match="nowhere: there is no corpus; name a corpus or articles with --corpus"):
        corpus_for([questions_beside(tmp_path / "one")], None, nowhere).__enter__()
    assert not nowhere.data.exists()


def test_fixtures_must_agree_on_where_their_articles_are(tmp_path: Path, nowhere: Settings) -> None:
    files = [questions_beside(tmp_path / "one", "ferry.txt"), questions_beside(tmp_path / "two")]
    with pytest.raises(FixtureError, match=r"two.questions\.jsonl: there is no folder articles/ beside it"):
        corpus_for(files, None, nowhere).__enter__()


def test_articles_that_cannot_be_read_are_not_left_out_in_silence(tmp_path: Path, nowhere: Settings) -> None:
    file = questions_beside(tmp_path / "one", "ferry.txt", "empty.txt")
    (tmp_path / "one" / "articles" / "empty.txt").write_text("", "utf-8")
    with pytest.raises(OnrecordError, match=r"empty\.txt: empty"):
        corpus_for([file], None, nowhere).__enter__()


# -- the sample


@pytest.fixture(scope="module")
def of_the_sample(sample: qa.Corpus) -> Evaluation:
    file = SAMPLE / "questions.jsonl"
    return evaluate("sample", sample, read_fixtures([file])[::3], names_beside([file]))


def test_the_sample_is_measured_as_annotated(of_the_sample: Evaluation) -> None:
    assert sum(count for count, _ in of_the_sample.kinds.values()) == len(of_the_sample.judged) == 60
    assert of_the_sample.figures["verbatim"] == 1.0
    assert of_the_sample.kinds["unanswerable"][1]["hit@1"] is None
    assert of_the_sample.kinds["what-said"][1]["abstention-recall"] is None


def test_on_the_sample_most_is_found_and_said_by_whom(of_the_sample: Evaluation) -> None:
    floors = {"hit@1": 0.6, "hit@5": 0.8, "MRR@10": 0.65, "nDCG@10": 0.65, "speaker": 0.9, "named": 0.9}
    assert of_the_sample.fallen(floors) == []
