"""Feeds and sitemaps: what is read of them, what is not, and that nothing is read twice."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

import qa
from qa import database
from qa.cli import main
from qa.console import Telling
from qa.errors import CorpusBusy, SourceError
from qa.following import FORBIDDEN, NOT_CHANGED, OF_NO_WEB, READ_BEFORE, SAME_TEXT, TOO_LONG, Following
from qa.outcomes import Tally
from qa.records import Outcome, Status
from qa.sources import visits
from qa.sources.polite import Polite
from qa.sources.visits import FILE, Visits
from qa.sources.web import Web
from tests.conftest import Run
from tests.qa.sources.site import HERE, Clock, Headers, Nowhere, Reply, Site, names, numbers_alone, site

ROBOTS = "/robots.txt"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path / "corpus") as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


def following(corpus: qa.Corpus, calder: Site, clock: Clock) -> Following:
    reader = Web({calder.host}, numbers_alone, Nowhere())
    return Following(
        corpus, Polite(reader, clock.time, clock.sleep), Visits(corpus.folder), Telling("addresses", as_json=False)
    )


def story(number: int) -> str:
    words = f"“Ferry {number} is sold,” said Mayor Oda Brekkestad on the quay, where all of Calder had come to see it."
    return f"<!doctype html><html><head><title>Ferry {number}</title></head><body><p>{words}</p></body></html>"


def feed(*links: str) -> str:
    return f"<rss><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>"


def summary(steps: Sequence[Outcome]) -> str:
    tally = Tally()
    for step in steps:
        tally.add(step)
    return str(tally)


def outcome(steps: Sequence[Outcome]) -> list[tuple[str, str]]:
    return [(step.path.rpartition("/")[2], step.status) for step in steps]


def test_what_a_feed_lists_is_added_once(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    for number in (1, 2, 3):
        calder.put(f"/{number}", story(number))
    address = calder.put("/feed", feed("/1", "/2"))
    steps = list(following(corpus, calder, clock).add(address))
    assert outcome(steps) == [("1", "added"), ("2", "added")]
    assert [article.url for article in corpus.articles()] == [calder.address("/1"), calder.address("/2")]

    calder.put("/feed", feed("/3", "/2", "/1"))
    calder.asked.clear()
    steps = list(following(corpus, calder, clock).add(address))
    assert outcome(steps) == [("2", Status.SKIPPED), ("1", Status.SKIPPED), ("3", "added")]
    assert calder.asked_for() == [ROBOTS, "/feed", "/3"]
    assert summary(steps) == "1 added, 2 skipped (2 read before)"


def test_articles_that_were_added_otherwise_are_not_read_however_many_there_are(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.following._PAGE", 1)
    corpus.add(
        qa.Article("ferry", "“It is sold,” said Oda Brekkestad.", path=calder.address("/1")),
        qa.Article("crane", "“It sings,” said Oda Brekkestad.", path=calder.address("/0")),
    )
    steps = list(following(corpus, calder, clock).planned(calder.put("/feed", feed("/1", "/0", "/2", "/2#comments"))))
    assert [(step.status, step.error) for step in steps] == [
        (Status.SKIPPED, READ_BEFORE),
        (Status.SKIPPED, READ_BEFORE),
        (Status.NEW, ""),
        (Status.SKIPPED, READ_BEFORE),
    ]


def test_a_page_that_was_read_is_known_with_more_behind_it(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    for path in ("/1", "/1?from=post"):
        page = story(len(path)).replace("</head>", f'<link rel="canonical" href="{calder.address("/1")}"></head>')
        calder.put(path, page)
    steps = list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1", "/1?from=post"))))
    assert [(step.status, step.error) for step in steps] == [(Status.ADDED, ""), (Status.SKIPPED, READ_BEFORE)]
    assert [article.url for article in corpus.articles()] == [calder.address("/1")]


def test_whatever_is_stated_keeps_no_page_out(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    """Neither by another page of the host, by its address or its id, nor by whoever sends an article."""
    real = calder.put("/real", story(1))
    corpus.add(qa.Article("sent", "“It sinks,” said Oda Brekkestad.", url=real))
    calder.put("/c/1", story(2).replace("</head>", f'<link rel="canonical" href="{real}"></head>'))
    calder.put("/c/2.json", json.dumps({"doc_id": "real", "text": "“It burns,” said Oda Brekkestad.", "url": real}))
    steps = list(following(corpus, calder, clock).add(calder.put("/feed", feed("/c/1", "/c/2.json", "/real"))))
    assert outcome(steps) == [("1", "added"), ("2.json", "added"), ("real", "added")]
    *_, first, second, third = corpus.articles()
    assert [one.url for one in (first, second, third)] == [*map(calder.address, ("/c/1", "/c/2.json")), real]
    assert second.id != "real"


def test_a_text_is_added_once_a_host(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    """Whoever else prints it is another outlet."""
    corpus.add(qa.Article("ferry", "“It is sold,” said Oda Brekkestad.", path="https://gazette.example/1"))
    for path in ("/1.txt", "/print.txt"):
        calder.put(path, "“It is sold,” said Oda Brekkestad.")
    steps = list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1.txt", "/print.txt"))))
    assert [(step.status, step.error) for step in steps] == [(Status.ADDED, ""), (Status.SKIPPED, SAME_TEXT)]


def test_large_pages_are_stored_before_there_are_many(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.following.LARGEST_FILE", 10)
    for number in (1, 2):
        calder.put(f"/{number}", story(number))
    steps = following(corpus, calder, clock).add(calder.put("/feed", feed("/1", "/2")))
    assert next(steps).status is Status.ADDED
    assert calder.asked_for() == [ROBOTS, "/feed", "/1"]


def test_a_page_of_nothing_but_broken_lines_is_left(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    page = calder.put("/a.jsonl", "{}\n" * 200)
    steps = list(following(corpus, calder, clock).add(calder.put("/feed", feed("/a.jsonl"))))
    assert {(step.status, step.path) for step in steps} == {(Status.FAILED, page)}
    assert steps[-1].error == f"{page}: more than 100 are no articles: the rest is not read; send it by itself"


def test_a_dry_run_reads_listings_alone(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put("/1", story(1))
    calder.put("/map.xml", f"<urlset><url><loc>{calder.address('/1')}</loc></url></urlset>")
    index = calder.put("/index.xml", "<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>")
    assert outcome(list(following(corpus, calder, clock).planned(index))) == [("1", Status.NEW)]
    assert calder.asked_for() == [ROBOTS, "/index.xml", "/map.xml"]
    assert not corpus.articles()
    assert not (corpus.folder / FILE).exists()


def test_listings_are_read_in_a_process_of_their_own(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In which alone one breaks that is made to."""
    monkeypatch.setattr("qa.sources.feeds.listing", None)
    place = calder.put("/map.xml", f"<urlset><url><loc>{calder.address('/a')}</loc></url></urlset>")
    (step,) = following(corpus, calder, clock).planned(place)
    assert (step.status, step.path) == ("new", calder.address("/a"))


def test_an_index_in_an_index_is_not_read(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    index = calder.put("/index.xml", "<sitemapindex><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>")
    (step,) = following(corpus, calder, clock).planned(index)
    assert "an index of sitemaps stands in another one" in step.error


def test_one_run_has_an_end(corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.following.MOST_NEW", 2)
    monkeypatch.setattr("qa.following.MOST_SITEMAPS", 1)
    for number in range(3):
        calder.put(f"/{number}", story(number))
    links = [*map(calder.address, ("/0", "/1", "/2")), calder.address(f"/{'a' * 2_048}")]
    calder.put("/map.xml", f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in reversed(links))}</urlset>")
    index = calder.put(
        "/index.xml",
        f"<sitemapindex>{'<sitemap><loc>/map.xml</loc></sitemap>' * 2}"
        "<sitemap><loc>/other.xml</loc></sitemap></sitemapindex>",
    )
    long, end, *_ = following(corpus, calder, clock).add(index)
    assert long.error == TOO_LONG
    assert (end.status, end.error) == ("failed", f"{index}: more than 2 pages are new; the same again reads on")

    *_, sitemaps, added = following(corpus, calder, clock).add(index)
    assert sitemaps.error == f"{index}: lists more than 1 sitemaps; follow the rest one by one"
    assert (added.status, added.path) == ("added", calder.address("/0"))
    assert "/other.xml" not in calder.asked_for()


def test_so_have_sitemaps_that_take_long_to_read(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.following.LONGEST_LISTINGS", 0.0)
    index = calder.put("/index.xml", "<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>")
    (step,) = following(corpus, calder, clock).planned(index)
    assert step.error == f"{index}: its sitemaps take more than an hour to read; follow them one by one"
    assert "/map.xml" not in calder.asked_for()


def test_what_is_no_address_is_told(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    (step,) = following(corpus, calder, clock).planned("ferry")
    assert step.error == "ferry: not an address of the web, like https://example.org/talks: 'ferry'"


def test_nobody_elsewhere_leads_to_a_host_that_is_named(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    """Neither by a feed nor by a sitemap nor by a redirect: whoever named it asks for it, or its own pages do."""
    with site() as inside:
        named = inside.address("/1").replace(HERE, "inside.example")
        hosts = {calder.host, inside.host.replace(HERE, "inside.example")}
        polite = Polite(Web(hosts, names(inside_example=[HERE]), Nowhere()), clock.time, clock.sleep)
        reader = Following(corpus, polite, Visits(corpus.folder), Telling("addresses", as_json=False))
        calder.put("/feed", feed(named))
        calder.put("/index.xml", f"<sitemapindex><sitemap><loc>{named}</loc></sitemap></sitemapindex>")
        calder.redirect("/1", named)
        calder.put("/links", feed("/1"))
        for path in ("/feed", "/index.xml", "/links"):
            (step,) = reader.add(calder.address(path))
            assert "127.0.0.1 leads to inside.example, which ONRECORD_WEB_HOSTS names; add it by itself" in step.error
        assert not inside.asked

        inside.put("/1", story(1))
        inside.put("/feed", feed("/1"))
        assert outcome(list(reader.add(named.replace("/1", "/feed")))) == [("1", "added")]


# -- what hosts ask of robots


def test_what_robots_txt_forbids_is_not_read(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put(ROBOTS, "User-agent: *\nDisallow: /private/\n")
    address = calder.put("/feed", feed("/private/1"))
    (step,) = following(corpus, calder, clock).add(address)
    assert (step.status, step.error) == (Status.SKIPPED, FORBIDDEN)
    assert calder.asked_for() == [ROBOTS, "/feed"]


def test_nor_is_it_by_way_of_another_address(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put(ROBOTS, "User-agent: Onrecord\nDisallow: /private/\n")
    calder.redirect("/1", "/private/1")
    (step,) = following(corpus, calder, clock).add(calder.put("/feed", feed("/1")))
    assert "robots.txt forbids it" in step.error
    assert "/private/1" not in calder.asked_for()


def test_a_host_that_cannot_say_what_it_forbids_is_not_read(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.pages[ROBOTS] = (503, {"Content-Length": "0"}, [])
    (step,) = following(corpus, calder, clock).add(calder.put("/feed", feed("/1")))
    assert (
        step.error == f"{calder.address('/feed')}: {calder.address(ROBOTS)}: the server answers 503 Service Unavailable"
    )
    assert calder.asked_for() == [ROBOTS]


def test_nor_is_one_that_goes_on_saying_it(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.sources.fetched.LARGEST_FILE", 1_000)
    calder.put(ROBOTS, "Disallow: /a\n" * 1_000)
    (step,) = following(corpus, calder, clock).add(calder.put("/feed", feed("/1")))
    assert step.error.endswith(f"{calder.address(ROBOTS)}: too large: at most 1,000 bytes are read")


def test_a_host_is_asked_once_a_second(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1", "/2"))))
    assert clock.waited == [1.0, 1.0, 1.0]


def test_counted_from_its_answer(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    def slow(_: Headers) -> Reply:
        clock.now += 30.0
        return 200, {"Content-Type": "text/html"}, [story(1).encode()]

    calder.pages["/1"] = slow
    list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1", "/2"))))
    assert clock.waited == [1.0, 1.0, 1.0]


def test_or_as_often_as_it_wants(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put(ROBOTS, "User-agent: *\nCrawl-delay: 7\n")
    list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1"))))
    assert clock.waited == [1.0, 7.0]


def test_nobody_waits_for_ever(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put(ROBOTS, "User-agent: *\nCrawl-delay: 86400\n")
    (step,) = following(corpus, calder, clock).add(calder.put("/feed", feed("/1")))
    assert "asks for 86400 seconds between pages" in step.error
    assert clock.waited == []


def busy(calder: Site, path: str, times: int, wait: str, status: int = 429) -> str:
    """Has too much to do so many times."""
    left = iter(range(times))

    def reply(_: Headers) -> Reply:
        if next(left, None) is not None:
            return status, {"Retry-After": wait, "Content-Length": "0"}, []
        return 200, {}, [story(1).encode()]

    calder.pages[path] = reply
    return calder.address(path)


@pytest.mark.parametrize(("status", "wait", "seconds"), [(429, "20", 20.0), (503, "20", 20.0), (429, "", 30.0)])
def test_a_host_that_has_too_much_to_do_is_asked_again_when_it_wants_to_be(
    status: int, wait: str, seconds: float, calder: Site, clock: Clock
) -> None:
    polite = Polite(Web({calder.host}, numbers_alone, Nowhere()), clock.time, clock.sleep)
    assert polite.fetch(busy(calder, "/1", 1, wait, status)).content
    assert clock.waited == [1.0, seconds]


def test_but_only_once(calder: Site, clock: Clock) -> None:
    polite = Polite(Web({calder.host}, numbers_alone, Nowhere()), clock.time, clock.sleep)
    with pytest.raises(SourceError, match="429 Too Many Requests"):
        polite.fetch(busy(calder, "/1", 9, "20"))
    assert calder.asked_for() == [ROBOTS, "/1", "/1"]


def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone(
    corpus: qa.Corpus, calder: Site, clock: Clock
) -> None:
    busy(calder, "/1", 1, "3600")
    first, second = following(corpus, calder, clock).add(calder.put("/feed", feed("/1", "/2")))
    assert first.error.endswith("the server answers 429 Too Many Requests")
    assert second.error.endswith("not asked, since its host wants to be left alone for 3,600 seconds")
    assert calder.asked_for() == [ROBOTS, "/feed", "/1"]


# -- what has changed, and what has failed


def conditional(body: str) -> "dict[str, str]":
    return {"ETag": '"7"', "Last-Modified": "Tue, 07 May 2024 10:00:00 GMT", "Content-Length": str(len(body))}


def put_conditional(calder: Site, path: str, body: str) -> str:
    """Says that it has not changed to whoever has it."""

    def reply(headers: Headers) -> Reply:
        if headers.get("If-None-Match") == '"7"' and headers.get("If-Modified-Since"):
            return 304, {}, []
        return 200, conditional(body), [body.encode()]

    calder.pages[path] = reply
    return calder.address(path)


def test_a_feed_that_has_not_changed_is_not_sent_again(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put("/1", story(1))
    address = put_conditional(calder, "/feed", feed("/1"))
    list(following(corpus, calder, clock).add(address))
    noted = (corpus.folder / FILE).read_text()
    (step,) = following(corpus, calder, clock).add(address)
    assert (step.status, step.error) == (Status.SKIPPED, NOT_CHANGED)
    assert (corpus.folder / FILE).read_text() == noted


def test_what_could_not_be_fetched_is_tried_again(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put("/1", story(1))
    address = put_conditional(calder, "/feed", feed("/1", "/2"))
    steps = list(following(corpus, calder, clock).add(address))
    assert outcome(steps) == [("2", "failed"), ("1", "added")]
    assert steps[0].error == f"{calder.address('/2')}: the server answers 404 Not Found"

    calder.put("/2", story(2))
    steps = list(following(corpus, calder, clock).add(address))
    assert outcome(steps) == [("1", Status.SKIPPED), ("2", "added")]


def test_a_page_that_is_no_article_is_told_once(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.put("/contact", "<html><body></body></html>")
    address = calder.put("/feed", feed("/contact"))
    (step,) = following(corpus, calder, clock).add(address)
    assert (step.status, step.path) == ("failed", calder.address("/contact"))
    (step,) = following(corpus, calder, clock).add(address)
    assert (step.status, step.error) == (Status.SKIPPED, READ_BEFORE)


def test_a_page_that_breaks_off_while_it_is_read_is_tried_again(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(_: Headers) -> Reply:
        monkeypatch.setattr("qa.sources.apart.LONGEST", 0.0)  # the feed has been read by then
        return 200, {}, [story(1).encode()]

    calder.pages["/1"] = page
    address = put_conditional(calder, "/feed", feed("/1"))
    (step,) = following(corpus, calder, clock).add(address)
    assert step.error.endswith("/1: cannot be read as HTML: it takes more time or memory than a file may")
    monkeypatch.undo()
    calder.put("/1", story(1))
    assert outcome(list(following(corpus, calder, clock).add(address))) == [("1", "added")]


def test_a_page_over_which_we_make_a_mistake_is_tried_again(
    corpus: qa.Corpus, calder: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calder.put("/1", story(1))
    address = put_conditional(calder, "/feed", feed("/1"))
    monkeypatch.setattr("qa.reading.passages", lambda *_: [][0])
    (step,) = following(corpus, calder, clock).add(address)
    assert step.error.endswith("/1: not added: Onrecord made a mistake in reading it; the log says where")
    monkeypatch.undo()
    assert outcome(list(following(corpus, calder, clock).add(address))) == [("1", "added")]


def test_a_feed_that_was_never_read_is_not_unchanged(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    calder.pages["/feed"] = (304, {}, [])
    (step,) = following(corpus, calder, clock).add(calder.address("/feed"))
    assert step.status == "failed"
    assert "304 to a question that has no condition" in step.error


def test_addresses_of_no_web_are_skipped(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    address = calder.put("/feed", feed("file:///etc/hostname", "javascript:alert(1)", "mailto:oda@calder.example"))
    steps = list(following(corpus, calder, clock).add(address))
    assert [(step.status, step.error) for step in steps] == [(Status.SKIPPED, OF_NO_WEB)] * 3


def test_a_page_on_another_network_is_not_asked_for(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    address = calder.put("/feed", feed("http://169.254.169.254/latest/meta-data/"))
    (step,) = following(corpus, calder, clock).add(address)
    assert step.status == "failed"
    assert "169.254.169.254 is not on the public internet" in step.error


def test_who_is_stopped_goes_on_where_it_was(corpus: qa.Corpus, calder: Site) -> None:
    """Ctrl+C before page 17 is asked for: the batch before it is there, and nothing of it is asked for again."""
    for number in range(20):
        calder.put(f"/{number}", story(number))
    address = put_conditional(calder, "/feed", feed(*(f"/{number}" for number in range(20))))
    with pytest.raises(KeyboardInterrupt):
        list(following(corpus, calder, Clock(patience=18.0)).add(address))
    assert len(corpus.articles()) == 16

    calder.asked.clear()
    steps = list(following(corpus, calder, Clock()).add(address))
    assert summary(steps) == "4 added, 16 skipped (16 read before)"
    assert calder.asked_for() == [ROBOTS, "/feed", "/16", "/17", "/18", "/19"]


def test_nothing_is_asked_for_while_somebody_else_writes_or_follows(
    corpus: qa.Corpus, calder: Site, clock: Clock
) -> None:
    for lock in (database.LOCK_FILE, visits.LOCK_FILE):
        with FileLock(corpus.folder / lock), pytest.raises(CorpusBusy):
            next(following(corpus, calder, clock).add(calder.put("/feed", feed("/1"))))
    assert not calder.asked


def test_what_was_fetched_waits_for_whoever_else_writes(corpus: qa.Corpus, calder: Site, clock: Clock) -> None:
    lock = FileLock(corpus.folder / database.LOCK_FILE, thread_local=False)

    def begins(_: Headers) -> Reply:
        lock.acquire()
        Timer(0.2, lock.release).start()
        return 200, {"Content-Type": "text/html"}, [story(1).encode()]

    calder.pages["/1"] = begins
    assert outcome(list(following(corpus, calder, clock).add(calder.put("/feed", feed("/1"))))) == [("1", "added")]


# -- the command


@pytest.fixture
def allowed(calder: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("ONRECORD_WEB_HOSTS", calder.host)
    monkeypatch.setattr("qa.sources.polite.SHORTEST_PAUSE", 0.0)
    return calder


def run(*arguments: str) -> Result:
    """In this process, which has the model already."""
    return CliRunner().invoke(main, arguments)


def test_the_command_follows_and_tells_what_it_did(allowed: Site) -> None:
    allowed.put("/1", story(1))
    address = allowed.put("/feed", feed("/1", "/2", "file:///etc/hostname"))
    done = run("follow", address)
    assert done.exit_code == 1
    assert done.stdout == "1 added, 1 skipped (1 not an address of the web), 1 failed\n"
    assert done.stderr == f"onrecord: {allowed.address('/2')}: the server answers 404 Not Found\n"
    again = [json.loads(line) for line in run("follow", address, "--json").stdout.splitlines()]
    assert {line["status"] for line in again} == {"skipped", "failed"}


def test_a_dry_run_of_the_command_tells_what_is_new(allowed: Site, onrecord: Run, tmp_path: Path) -> None:
    """In a process of its own, as everybody runs it."""
    address = allowed.put("/feed", feed("/1", "file:///etc/hostname"))
    done = onrecord("follow", address, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [allowed.address("/1"), "1 new, 1 skipped (1 not an address of the web)"]


def test_the_command_adds_pages_beside_files(allowed: Site, tmp_path: Path) -> None:
    """Nothing of a page that breaks off is there."""
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "crane.txt").write_text("“The crane sings at night,” Ana Reyes said.")
    (tmp_path / "minutes" / "crane.png").write_bytes(b"\x89PNG")
    allowed.put("/broken", story(2), Content_Length="100000")
    sources = [str(tmp_path / "minutes"), allowed.put("/1", story(1)), allowed.address("/broken"), "http://127.0.0.1/"]
    planned = run("add", "--dry-run", *sources)
    assert planned.exit_code == 1
    assert planned.stdout.splitlines() == [
        f"{tmp_path}/minutes/crane.txt  “The crane sings at night,” Ana Reyes said.",
        f"{allowed.address('/1')}  Ferry 1",
        "2 new, 1 skipped (1 of a kind that is not read), 2 failed",
    ]
    assert run("list").stdout == ""

    done = run("add", *sources)
    assert done.exit_code == 1
    assert done.stdout == "2 added, 1 skipped (1 of a kind that is not read), 2 failed\n"
    broken, refused = done.stderr.splitlines()
    assert broken.startswith(f"onrecord: {allowed.address('/broken')}: broken off")
    assert refused.startswith("onrecord: http://127.0.0.1/: 127.0.0.1 is not on the public internet")
    listed = run("list", "--json").stdout.splitlines()
    assert [json.loads(line)["url"] for line in listed] == [None, allowed.address("/1")]
    assert run("add", "--dry-run", sources[1]).stdout == "1 unchanged\n"


def test_others_may_write_while_the_command_waits_for_a_page(allowed: Site, tmp_path: Path) -> None:
    def answer(_: Headers) -> Reply:
        with FileLock(tmp_path / "corpus" / database.LOCK_FILE, timeout=0):
            return 200, {"Content-Type": "text/html"}, [story(1).encode()]

    allowed.pages["/1"] = answer
    assert run("--data", str(tmp_path / "corpus"), "add", allowed.address("/1")).stdout == "1 added\n"
