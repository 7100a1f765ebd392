"""The corpus on disk: what is put in comes out, whole, and everything of an article goes with it."""

import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from embeddings.index import INDEX_FILE
from qa.database import DATABASE_FILE, Database
from qa.errors import CorpusBusy, CorpusError, CorpusFull, DamagedArticle, UnknownArticle
from qa.full_text import PassageTerms
from qa.migrations import MIGRATIONS
from qa.records import Article, Filters, Kind, Meeting, Passage, Period, Quotation, Source, Span, Speaker
from qa.store import Store

TEXT = "Ferry sold. “It is gone,” said the mayor. “For good.”"
ODA = Speaker("Oda Brekkestad", "Mayor")
SAID = Quotation((Span(13, 23), Span(43, 52)), Kind.DIRECT, Source(Span(31, 40), Span(26, 30), (ODA,)), None, 0.9)
UNKNOWN = Quotation((Span(0, 11),), Kind.INDIRECT)
ENCODER = "e" * 16


def article(identifier: str, day: date | None = None) -> Article:
    where = ("Gazette", "https://a.example", "a.txt")
    return Article(identifier, TEXT, f"Title {identifier}", day, *where, "en", ("Oda Brekkestad",))


def add(store: Store, new: Article, encoder: str = ENCODER) -> None:
    """With three passages: a report, the mayor's words in two pieces; of unit vectors along three axes."""
    passages = [
        Passage(Span(0, 11), Span(0, 23)),
        Passage(Span(13, 23), Span(0, 52), SAID),
        Passage(Span(43, 52), Span(13, 52), SAID),
    ]
    terms = [
        PassageTerms("ferri sold", "gone", "titl"),
        PassageTerms("gone", "ferri", "oda"),
        PassageTerms("good", "", ""),
    ]
    with store.writing():
        store.add(new, [SAID], passages, terms, np.eye(3, 4, dtype=np.float32), encoder)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


def test_what_is_added_comes_out_as_it_was(store: Store) -> None:
    first, second = article("a", date(2024, 5, 7)), article("b")
    add(store, first)
    add(store, second)
    assert store.articles() == [first, second]
    assert store.article("b") == second
    assert store.has_article("a")
    assert not store.has_article("c")
    assert store.quotations_of("a") == [SAID]
    assert store.persons.all() == [ODA]
    assert [passage.quotation for passage in store.passages_of("a")] == [None, SAID, SAID]
    ids = [passage.id for passage in store.passages_of("b")]
    assert store.passages([ids[2], 999, ids[0]]) == [
        (Passage(Span(43, 52), Span(13, 52), SAID, ids[2]), second),
        (Passage(Span(0, 11), Span(0, 23), None, ids[0]), second),
    ]


def test_a_quotation_of_nobody_known_comes_out_as_it_was(store: Store) -> None:
    with store.writing():
        passage = Passage(Span(0, 11), Span(0, 11), UNKNOWN)
        store.add(
            article("a"), [UNKNOWN], [passage], [PassageTerms("", "", "")], np.ones((1, 1), dtype=np.float32), ENCODER
        )
    assert store.quotations_of("a") == [UNKNOWN]
    assert store.persons.all() == []


JORY, NORA = Speaker("Jory Pell", "Minister of Ferries"), Speaker("Nora Pell")
BOTH = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, (ODA, JORY)))
ONE_OF_TWO = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, (), (JORY, NORA)))
SECOND_HAND = Quotation(
    (Span(0, 11),), Kind.DIRECT, Source(Span(31, 40), None, (JORY,)), Source(Span(26, 30), None, (ODA,))
)
LABELLED = Quotation((Span(0, 11),), Kind.TURN, Source(Span(31, 40), None, (Speaker("Q", is_label=True),)))


def add_said(store: Store, said: Quotation, identifier: str = "a", day: date | None = None) -> None:
    passage = Passage(Span(0, 11), Span(0, 11), said)
    vectors = np.ones((1, 1), dtype=np.float32)
    with store.writing():
        store.add(article(identifier, day), [said], [passage], [PassageTerms("", "", "")], vectors, ENCODER)


@pytest.mark.parametrize("said", [BOTH, ONE_OF_TWO, SECOND_HAND, LABELLED], ids=["both", "choices", "via", "label"])
def test_a_source_comes_out_as_it_was(said: Quotation, store: Store) -> None:
    add_said(store, said)
    assert store.quotations_of("a") == [said]
    assert [passage.quotation for passage in store.passages_of("a")] == [said]


FOUND_BY = {
    "each of its speakers": (BOTH, {"Oda Brekkestad", "Jory Pell"}),
    "nobody of whom one may be meant": (ONE_OF_TWO, set[str]()),
    "who said it, not who passes it on": (SECOND_HAND, {"Jory Pell"}),
    "its label": (LABELLED, {"Q"}),
}


@pytest.mark.parametrize(("said", "names"), FOUND_BY.values(), ids=FOUND_BY)
def test_a_quotation_is_found_by_whoever_plainly_says_it(said: Quotation, names: set[str], store: Store) -> None:
    add_said(store, said)
    everybody = ("Oda Brekkestad", "Jory Pell", "Nora Pell", "Q")
    assert {name for name in everybody if len(store.matching(Filters((name,))))} == names
    assert {person.name for person in store.persons.all()} == names


def in_role(role: str) -> Quotation:
    return Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, (Speaker("Jory Pell", role),)))


def test_somebody_has_the_role_of_the_newest_article(store: Store) -> None:
    add_said(store, in_role("Minister"), "new", date(2024, 5, 7))
    add_said(store, in_role("Deputy Minister of Ferries"), "old", date(2019, 5, 7))
    add_said(store, in_role(""), "newest", date(2024, 6, 7))
    assert store.persons.all() == [Speaker("Jory Pell", "Minister")]
    assert [q.speaker for q in store.quotations_of("old")] == [Speaker("Jory Pell", "Deputy Minister of Ferries")]
    assert store.persons.roles() == [
        (Speaker("Jory Pell"), Period(date(2024, 6, 7), date(2024, 6, 7))),
        (Speaker("Jory Pell", "Deputy Minister of Ferries"), Period(date(2019, 5, 7), date(2019, 5, 7))),
        (Speaker("Jory Pell", "Minister"), Period(date(2024, 5, 7), date(2024, 5, 7))),
    ]


def test_a_role_goes_with_the_article_that_gave_it(store: Store) -> None:
    add_said(store, in_role("Minister"), "new", date(2024, 5, 7))
    add_said(store, in_role("Deputy Minister of Ferries"), "old")
    with store.writing():
        store.remove("new")
    assert store.persons.all() == [Speaker("Jory Pell", "Deputy Minister of Ferries")]


def test_of_one_article_the_fullest_role_is_shown(store: Store) -> None:
    quotations = [in_role("Minister"), in_role("Minister of Ferries"), in_role("Ferries")]
    with store.writing():
        store.add(article("a"), quotations, [], [], np.ones((0, 1), dtype=np.float32), ENCODER)
    assert store.persons.all() == [Speaker("Jory Pell", "Minister of Ferries")]


def test_a_name_that_is_a_label_elsewhere_is_a_persons(store: Store) -> None:
    add_said(store, LABELLED)
    add_said(store, Quotation((Span(0, 11),), Kind.TURN, Source(Span(31, 40), None, (Speaker("Q"),))), "b")
    assert store.persons.all() == [Speaker("Q")]


def first_schema(folder: Path) -> sqlite3.Connection:
    """A corpus as the first release left it, with one article, two of whose three quotations have a speaker."""
    connection = sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)
    MIGRATIONS[0](connection)
    connection.execute("PRAGMA user_version = 1")
    text = f"{TEXT} Nobody had bid for it before the summer."
    connection.execute("INSERT INTO articles VALUES (1, 'a', 'Title a', ?, '2024-05-07', '', '', '')", (text,))
    connection.execute("INSERT INTO people VALUES (1, 'Oda Brekkestad', 'Mayor')")
    connection.execute("INSERT INTO quotations VALUES (1, 1, 'direct', '[[13,23],[43,52]]', 1, 31, 40, 26, 30, 0.9)")
    connection.execute("INSERT INTO quotations VALUES (2, 1, 'turn', '[[0,11]]', 1, 31, 40, NULL, NULL, 1.0)")
    connection.execute(
        "INSERT INTO quotations VALUES (3, 1, 'indirect', '[[0,11]]', NULL, NULL, NULL, NULL, NULL, 1.0)"
    )
    connection.execute("INSERT INTO passages VALUES (1, 1, 13, 23, 0, 52, 1)")
    return connection


def test_a_corpus_of_the_first_release_is_carried_over(tmp_path: Path) -> None:
    with closing(first_schema(tmp_path)):
        pass
    with closing(Store(tmp_path)) as store:
        assert store.quotations_of("a") == [
            SAID,
            Quotation((Span(0, 11),), Kind.TURN, Source(Span(31, 40), None, (ODA,))),
            UNKNOWN,
        ]
        assert store.persons.all() == [ODA]
        assert store.persons.roles() == [(ODA, Period(date(2024, 5, 7), date(2024, 5, 7)))]
        assert store.matching(Filters(("Oda Brekkestad",))).tolist() == [1]
        assert [passage.quotation for passage in store.passages_of("a")] == [SAID]
        assert store.article("a").language == "en"
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_article_that_was_damaged_before_it_is_carried_over_is_damaged_behind_it(tmp_path: Path) -> None:
    with closing(first_schema(tmp_path)) as connection:
        for migration in MIGRATIONS[1:6]:
            migration(connection)
        connection.execute("PRAGMA user_version = 6")
        connection.execute("UPDATE articles SET text = CAST(replace(text, 'gone', x'676FEE65') AS TEXT)")
    with closing(Store(tmp_path)) as store, pytest.raises(DamagedArticle):
        store.article("a")


def test_an_article_of_the_first_release_can_be_removed_and_added_again(tmp_path: Path) -> None:
    with closing(first_schema(tmp_path)) as connection:
        connection.execute("INSERT INTO lexical (rowid, own, around, about) VALUES (1, 'gone', '', '')")
    with closing(Store(tmp_path)) as store:
        with store.writing():
            store.remove("a")
        assert store.persons.all() == []
        add_said(store, SECOND_HAND)
        assert store.quotations_of("a") == [SECOND_HAND]


def test_vectors_come_out_by_encoder_and_passage(store: Store) -> None:
    add(store, article("a"))
    add(store, article("b"), encoder="f" * 16)
    ids = store.passage_ids()
    found, vectors = store.vectors(ENCODER, ids)
    assert found.tolist() == ids[:3].tolist()
    np.testing.assert_array_equal(vectors, np.eye(3, 4))
    assert store.vectors(ENCODER, ids[1:2])[0].tolist() == ids[1:2].tolist()
    assert store.vectors(ENCODER, ids[:0])[0].tolist() == []
    assert store.articles_without_vectors(ENCODER) == ["b"]
    with store.writing():
        store.encode_again(ids[3:], [PassageTerms("new", "", "")] * 3, np.eye(3, 4, 1, dtype=np.float32), ENCODER)
    assert store.articles_without_vectors(ENCODER) == []
    assert store.articles_without_vectors("f" * 16) == ["a", "b"]
    assert store.vectors(ENCODER, ids)[1].shape == (6, 4)


def test_everything_of_an_article_goes_with_it_and_nothing_else(store: Store, tmp_path: Path) -> None:
    add(store, article("a"))
    size, places = store.full_text.size(), store.full_text.postings("gone").any.tolist()
    add(store, article("b"))
    with store.writing():
        store.remove("b")
    assert store.full_text.size() == size
    assert store.full_text.postings("gone").any.tolist() == places
    assert len(store.passage_ids()) == len(store.vectors(ENCODER, store.passage_ids())[0]) == 3
    with store.writing():
        store.remove("a")
    assert store.persons.all() == []
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        for table in ("articles", "people", "quotations", "quoted", "passages", "vectors", "lexical"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert connection.execute("SELECT passages, terms FROM counts").fetchone() == (0, 0)


def test_several_articles_go_together_or_not_at_all(store: Store) -> None:
    for name in "abc":
        add(store, article(name))
    with store.writing(), pytest.raises(UnknownArticle, match="'gone'"):
        store.remove("a", "gone")
    with store.writing():
        store.remove("b", "c")
    assert [one.id for one in store.articles()] == ["a"]
    assert [one.name for one in store.persons.all()] == ["Oda Brekkestad"]


def test_ids_are_never_used_twice(store: Store) -> None:
    add(store, article("a"))
    before = store.passage_ids()
    with store.writing():
        store.remove("a")
    add(store, article("a"))
    assert store.passage_ids().min() > before.max()


FILTERS: dict[str, tuple[Filters, int]] = {
    "nothing": (Filters(), 6),
    "a speaker": (Filters(speakers=("Oda Brekkestad",)), 4),
    "a stranger": (Filters(speakers=("Jens Quill",)), 0),
    "since its day": (Filters(since=date(2024, 5, 7)), 3),
    "since the day after": (Filters(since=date(2024, 5, 8)), 0),
    "until its day": (Filters(until=date(2024, 5, 7)), 3),
    "until the day before": (Filters(until=date(2024, 5, 6)), 0),
    "an article": (Filters(article_id="b"), 3),
    "all of them": (Filters(article_id="a", speakers=("Oda Brekkestad",), since=date(2024, 1, 1)), 2),
}


@pytest.mark.parametrize(("filters", "count"), FILTERS.values(), ids=FILTERS.keys())
def test_filters_leave_what_they_fit(filters: Filters, count: int, store: Store) -> None:
    add(store, article("a", date(2024, 5, 7)))
    add(store, article("b"))
    assert len(store.matching(filters)) == count


def test_an_article_around_a_passage_is_from_its_first_to_its_last(store: Store) -> None:
    add(store, article("a"))
    add(store, article("b"))
    ids = store.passage_ids()
    first, last = store.articles_around(ids[[4, 0, 2]])
    assert (first.tolist(), last.tolist()) == (ids[[3, 0, 0]].tolist(), ids[[5, 2, 2]].tolist())
    assert [ends.tolist() for ends in store.articles_around(np.array([999]))] == [[999], [999]]
    assert [ends.tolist() for ends in store.articles_around(ids[:0])] == [[], []]


def test_what_another_process_removes_is_not_found_any_more(store: Store, tmp_path: Path) -> None:
    add(store, article("a"))
    add(store, article("b"))
    ids = store.passage_ids().tolist()
    assert [found.id for _, found in store.passages(ids)] == ["a"] * 3 + ["b"] * 3
    with closing(Store(tmp_path)) as other, other.writing():
        other.remove("a")
    assert [found.id for _, found in store.passages(ids)] == ["b"] * 3
    assert [ends.tolist() for ends in store.articles_around(np.array(ids[:4]))] == [
        [*ids[:3], ids[3]],
        [*ids[:3], ids[5]],
    ]


def test_what_fails_halfway_leaves_nothing(store: Store) -> None:
    before = store.generation()
    with store.writing(), pytest.raises(ValueError, match="shorter"):
        store.add(article("a"), [], [Passage(Span(0, 1), Span(0, 1))], [], np.eye(1, dtype=np.float32), ENCODER)
    assert (store.articles(), store.generation()) == ([], before)


def test_others_notice_every_change(store: Store, tmp_path: Path) -> None:
    reader = Store(tmp_path)
    seen = [reader.generation()]
    add(store, article("a"))
    seen.append(reader.generation())
    with store.writing():
        store.remove("a")
    seen.append(reader.generation())
    reader.close()
    assert len(set(seen)) == 3


def test_nobody_has_an_unknown_article(store: Store) -> None:
    for look in (store.article, store.passages_of, store.quotations_of, store.remove):
        with pytest.raises(UnknownArticle, match="there is no article 'x'; `onrecord list` shows those there are"):
            look("x")


HOLD = """
import sys
from pathlib import Path
from qa.store import Store
with Store(Path(sys.argv[1])).writing():
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_one_process_writes_at_a_time_and_is_named(store: Store, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, tmp_path]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", cwd=root) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(CorpusBusy, match=rf"another process \({other.pid}\) is writing"), store.writing():
            pass
        assert store.articles() == []  # reading is free
        other.kill()
    add(store, article("a"))  # and the dead hold nothing
    assert store.has_article("a")


LIST_FOR_EACH_LINE = """
import sys
from pathlib import Path
from qa.errors import CorpusReadOnly
from qa.store import Store
store = Store(Path(sys.argv[1]))
try:
    with store.writing():
        print("writes")
except CorpusReadOnly as error:
    print(error, flush=True)
while sys.stdin.readline():
    print(*(article.id for article in store.articles()), flush=True)
"""


def test_whoever_may_only_read_sees_at_once_what_those_who_may_write_add(
    unprivileged: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "theirs"
    with closing(Store(folder)) as writer:
        add(writer, article("a"))
    folder.chmod(0o500)
    command = [*unprivileged, sys.executable, "-c", LIST_FOR_EACH_LINE, folder]
    root = Path(__file__).parent.parent.parent
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8", cwd=root, bufsize=1) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def seen() -> str:
            reader.stdin.write("\n")
            return reader.stdout.readline().strip()

        assert reader.stdout.readline().startswith(f"{folder} cannot be written: ")
        assert seen() == "a"
        folder.chmod(0o700)
        with closing(Store(folder)) as writer:
            add(writer, article("b"))
            assert seen() == "a b"
            add(writer, article("c"))
            assert seen() == "a b c"
        assert seen() == "a b c"
        with closing(Store(folder)) as writer, writer.writing():
            writer.remove("a")
        assert seen() == "b c"
        reader.stdin.close()


def test_one_thread_may_nest_its_writing(store: Store) -> None:
    with store.writing():
        add(store, article("a"))
    assert store.has_article("a")


def test_every_migration_is_run_once(tmp_path: Path) -> None:
    for _ in range(2):
        store = Store(tmp_path)
        assert store.articles() == []
        store.close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_errors_of_the_database_are_ours(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        connection.execute("DROP TABLE counts")
    with pytest.raises(CorpusError, match=r"corpus\.sqlite is damaged \(no such table: counts\); restore"):
        store.generation()


def test_a_schema_that_is_no_text_is_told_in_one_line(store: Store) -> None:
    store.close()
    file = store.folder / DATABASE_FILE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(file.read_bytes().replace(b"ON DELETE CASCADE", b"ON DELETE CASC\xc1DE", 1))
    with pytest.raises(CorpusError, match=r"corpus\.sqlite is damaged.*; restore corpus\.sqlite from a copy"):
        Store(store.folder)


@pytest.mark.parametrize("version", [-1, 0, 1])
def test_a_version_that_is_not_that_of_the_tables_is_told_as_damage(version: int, store: Store) -> None:
    add(store, article("a"))
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(CorpusError, match=r"corpus\.sqlite is damaged \(.*\); restore corpus\.sqlite from a copy"):
        Store(store.folder)


@pytest.mark.parametrize("is_there", [True, False], ids=["emptied", "missing"])
def test_beside_an_index_an_empty_database_is_no_new_corpus(is_there: bool, tmp_path: Path) -> None:
    (tmp_path / INDEX_FILE).write_bytes(b"index")
    if is_there:
        (tmp_path / DATABASE_FILE).touch()
    for _ in range(2):
        with pytest.raises(
            CorpusError, match=r"corpus\.sqlite is missing or empty, but the index .* is there; restore"
        ):
            Store(tmp_path)


@pytest.mark.parametrize("damaged", ["2024-13-01", "May"], ids=["thirteenth month", "word"])
def test_a_damaged_date_is_told_in_one_line(damaged: str, store: Store) -> None:
    add(store, article("a", date(2024, 5, 7)))
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET date = ?", (damaged,))
    with pytest.raises(CorpusError, match=r"the date of an article is damaged; restore"):
        store.persons.roles()


DAMAGES = {
    "a letter of the text": "text = replace(text, 'gone', 'gond')",
    "a byte of the text that is no letter": "text = CAST(replace(text, 'gone', x'676FEE65') AS TEXT)",
    "the end of the text": "text = substr(text, 1, 40)",
    "a letter of the title": "title = 'Titlf a'",
    "the day": "date = '2024-05-06'",
    "the day, which is none": "date = '2024-13-01'",
    "the outlet": "outlet = ''",
    "words in another column": "outlet = 'Gazett', url = 'e' || url",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_of_an_article_with_a_bit_that_is_not_as_it_was_written_nothing_is_read(damage: str, store: Store) -> None:
    for identifier in "ab":
        add(store, article(identifier, date(2024, 5, 7)))
    ids = store.passage_ids().tolist()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute(f"UPDATE articles SET {damage} WHERE id = 'a'")
    reads = (
        lambda: store.article("a"),
        store.articles,
        lambda: store.passages(ids),
    )
    for read in reads:
        with pytest.raises(
            DamagedArticle, match="article 'a' is damaged and is not shown; remove it, then add it again"
        ):
            read()
    [(_, damaged), (_, whole)] = store.articles_after(0, 9)
    assert (str(damaged), whole) == (LINE, store.article("b"))
    with store.writing():
        store.remove("a")
    add(store, article("a", date(2024, 5, 7)))
    assert [one.text for one in store.articles()] == [TEXT, TEXT]


WHOLE = Quotation(
    (Span(13, 23), Span(43, 52)), Kind.DIRECT, Source(Span(31, 40), Span(26, 30), (ODA,)), LABELLED.source, 0.5
)
LINE = "article 'a' is damaged and is not shown; remove it, then add it again"
COLUMNS = {
    "articles": "text title date outlet url path language participants digest",
    "quotations": "article kind spans source via confidence digest",
    "passages": "article start end context_start context_end quotation said_since said_until digest",
    "reports": "meeting title day place participants digest",
}


def add_whole(store: Store, identifier: str) -> None:
    """With all that can be stored of an article."""
    day = date(2024, 5, 7)
    meeting = Meeting(f"m{identifier}", "Talks", day, "Calder", ("Oda Brekkestad",), (identifier,))
    said = Passage(Span(13, 23), Span(0, 52), WHOLE, said=Period(day, day))
    vectors = np.ones((1, 1), dtype=np.float32)
    terms = [PassageTerms("gone", "", "")]
    with store.writing():
        store.add(article(identifier, day), [WHOLE], [said], terms, vectors, ENCODER, meeting)


def flipped(value: object, bit: int) -> object:
    if isinstance(value, int):
        return value ^ bit
    content = bytearray(struct.pack(">d", value) if isinstance(value, float) else value)  # type: ignore[arg-type]
    content[len(content) // 2] ^= bit
    return struct.unpack(">d", content)[0] if isinstance(value, float) else bytes(content)


@pytest.mark.parametrize("bit", [1, 128], ids=["another letter", "no letter"])
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns.split()]
)
def test_whatever_bit_of_an_article_flips_its_words_are_read_by_nobody(
    table: str, column: str, bit: int, store: Store
) -> None:
    add_whole(store, "a")
    add_whole(store, "b")
    [first, second] = store.passage_ids().tolist()
    reads = (
        lambda: store.article("a"),
        lambda: store.quotations_of("a"),
        lambda: store.passages_of("a"),
        lambda: store.passages([first]),
    )
    written = [read() for read in reads]
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        [kind, value] = connection.execute(
            f"SELECT typeof({column}), iif(typeof({column}) = 'text', CAST({column} AS BLOB), {column}) FROM {table}"
        ).fetchone()
        new = "CAST(? AS TEXT)" if kind == "text" else "?"
        connection.execute(f"UPDATE {table} SET {column} = {new} WHERE rowid = 1", (flipped(value, bit),))
    told = set[str]()
    for read, before in zip(reads, written, strict=True):
        try:
            assert read() in (before, [])
        except DamagedArticle as error:
            told.add(str(error))
    # What belongs to no article any more is shown with none.
    assert told == {LINE} - ({LINE} if column == "article" else set())
    assert store.passages([second])[0][0].quotation == store.quotations_of("b")[0] == WHOLE
    with store.writing():
        store.remove("a")
    add_whole(store, "a")
    assert [store.quotations_of(one) for one in "ab"] == [[WHOLE], [WHOLE]]


BY_OFFICE = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None))


@pytest.mark.parametrize("damaged", ["replace(source, '40', '41')", "replace(source, '[31', 'K31')"])
def test_nobody_is_listed_by_an_office_that_is_cut_from_other_words(damaged: str, store: Store) -> None:
    add_said(store, BY_OFFICE)
    assert [one.printed for one in store.unnamed()] == ["the mayor"]
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute(f"UPDATE quotations SET source = {damaged}")
        connection.execute("UPDATE counts SET generation = generation + 1")
    for _ in range(2):  # each time that it is asked for
        told: list[DamagedArticle] = []
        assert store.unnamed(told.append) == []
        assert LINE in {str(damage) for damage in told}
    with pytest.raises(DamagedArticle, match=LINE):
        store.unnamed()


@pytest.mark.parametrize("damage", ["people SET name = 'Odb Brekkestad'", "quoted SET role = 'Mayos'"])
def test_a_damaged_name_or_role_is_lent_to_no_later_article(damage: str, store: Store) -> None:
    add_said(store, SECOND_HAND)
    add(store, article("b"))
    assert {speaker.name for speaker, _ in store.persons.roles()} == {"Jory Pell", "Oda Brekkestad"}
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        where = "WHERE name LIKE 'Oda%'" if damage.startswith("people") else "WHERE role = 'Mayor'"
        connection.execute(f"UPDATE {damage} {where}")
    assert {speaker.name for speaker, _ in store.persons.roles()} == {"Jory Pell"}
    told: list[DamagedArticle] = []
    assert [one.speaker.name for one in store.persons.appearances(told.append)] == ["Jory Pell"]
    assert [one.article_id for one in told] == ["b"]


def test_text_that_is_no_text_is_told_without_a_word_of_it(store: Store) -> None:
    add_said(store, SECOND_HAND)
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE people SET name = CAST(x'4F646120EE' AS TEXT)")
    with pytest.raises(CorpusError, match=r"is damaged: it has text that is no text; restore") as told:
        store.persons.all()
    assert "Oda" not in str(told.value)


def test_a_damaged_vector_is_told_in_one_line(store: Store) -> None:
    add(store, article("a"))
    ids = store.passage_ids()
    with closing(sqlite3.connect(store.folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE vectors SET vector = zeroblob(8) WHERE passage = ?", (int(ids[1]),))
    with pytest.raises(CorpusError, match=f"the vector of passage {ids[1]} in .* is damaged; restore"):
        store.vectors(ENCODER, ids)


def test_a_report_of_a_meeting_comes_out_as_it_was_and_goes_with_its_article(store: Store) -> None:
    meeting = Meeting("m1", "Talks", date(2024, 5, 6), "Calder", ("Oda Brekkestad", "Jens Øyan"), ("a",))
    said = Passage(Span(13, 23), Span(0, 52), SAID, said=Period(date(2024, 5, 6), date(2024, 5, 6)))
    with store.writing():
        store.add(
            article("a", date(2024, 5, 7)),
            [SAID],
            [said],
            [PassageTerms("", "", "")],
            np.ones((1, 1)),
            ENCODER,
            meeting,
        )
    add(store, article("b", date(2024, 5, 7)))
    assert store.reports() == [meeting]
    [stored] = store.passages_of("a")
    assert (stored.said, stored.meeting_id) == (said.said, "m1")
    assert store.matching(Filters(meeting_id="m1")).tolist() == [stored.id]
    assert store.matching(Filters(until=date(2024, 5, 6))).tolist() == [stored.id]  # not the day of publication
    with store.writing():
        store.remove("a")
    assert store.reports() == []


def test_articles_of_an_earlier_release_are_still_to_be_read_for_meetings(tmp_path: Path) -> None:
    with closing(first_schema(tmp_path)):
        pass
    with closing(Store(tmp_path)) as store:
        assert store.articles_without_report() == ["a"]
        with store.writing():
            store.add_report("a", None, [])
        assert store.articles_without_report() == []
        assert store.reports() == []


def test_what_is_kept_in_memory_is_read_again_after_a_change(store: Store) -> None:
    add(store, article("a"))
    places = store.full_text.postings("gone").any
    store.articles_around(store.passage_ids())
    add(store, article("b"))
    ids = store.passage_ids()
    assert len(store.full_text.postings("gone").any) == 2 * len(places)
    first, last = store.articles_around(ids[3:])
    assert (first.tolist(), last.tolist()) == ([ids[3]] * 3, [ids[5]] * 3)


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.connection.execute("PRAGMA max_page_count = 1")  # no more than there are
    with pytest.raises(CorpusFull, match=r"disk is full.*make room on the disk"), database.transaction():
        database.connection.execute("CREATE TABLE large AS SELECT zeroblob(1000000)")
    database.close()
