"""Pages of the web: what is made of them, what may not be reached, and what goes on for too long."""

import gzip
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from qa.errors import SourceError, WebError
from qa.records import Article
from qa.sources import fetched, network, web
from qa.sources.fetched import articles_in
from qa.sources.web import Web
from tests.qa.sources.site import HERE, Nowhere, Site, names, numbers_alone, site

WORDS = "“The ferry is sold,” said Mayor Oda Brekkestad on the quay, where the whole council of Calder had come."
PAGE = """<!doctype html><html lang="en"><head><title>Ferry sold</title>
<meta property="og:site_name" content="Calder Post">
<meta property="article:published_time" content="2024-05-07T10:00:00Z"><link rel="canonical" href="{canonical}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sold</h1><p>{words}</p></article></body></html>"""


@pytest.fixture
def here(calder: Site) -> Web:
    """Reads the site, and nothing else of this machine."""
    return Web({calder.host}, numbers_alone, Nowhere())


def read(reader: Web, address: str) -> Article | SourceError:
    try:
        (found,) = articles_in(reader.page(address))
    except SourceError as error:
        return error
    return found


def article(reader: Web, address: str) -> Article:
    found = read(reader, address)
    assert isinstance(found, Article), found
    return found


def refused(reader: Web, address: str) -> str:
    found = read(reader, address)
    assert isinstance(found, SourceError), found
    assert str(found).isprintable()
    assert str(found).startswith(found.path)
    return str(found)


# -- what is made of a page


def test_an_article_has_what_its_page_states(calder: Site, here: Web) -> None:
    whole = calder.address("/ferry?id=7")
    calder.put("/ferry?from=feed&id=7", PAGE.format(canonical=whole, words=WORDS), Content_Type="text/html")
    found = article(here, calder.address("/ferry?from=feed&id=7#comments"))
    assert (found.title, found.date, found.outlet, found.url) == ("Ferry sold", date(2024, 5, 7), "Calder Post", whole)
    assert WORDS in found.text
    assert "Home" not in found.text


def test_no_page_passes_for_another(calder: Site, here: Web) -> None:
    for stated in ["https://gazette.example/ferry?id=7", *map(calder.address, ("/", "/ferry?id=8", "/harbour?id=7"))]:
        address = calder.put("/ferry?id=7", PAGE.format(canonical=stated, words=WORDS))
        assert article(here, address).url == address


def test_the_address_of_an_article_is_where_it_was_in_the_end(calder: Site, here: Web) -> None:
    calder.put("/new", PAGE.format(canonical="", words=WORDS))
    assert article(here, calder.redirect("/old", "/new")).url == calder.address("/new")


def test_a_server_is_told_who_asks(calder: Site, here: Web) -> None:
    article(here, calder.put("/ferry", PAGE.format(canonical="", words=WORDS)))
    ((_, headers),) = calder.asked
    assert headers["User-Agent"].startswith("Onrecord/")
    assert headers["Host"] == calder.host
    assert "Cookie" not in headers


KINDS = {
    "by its content, whatever the server says": ("/a", PAGE.format(canonical="", words=WORDS), "application/pdf"),
    "by its address": ("/minutes.md", WORDS, "application/octet-stream"),
    "by what the server says": ("/minutes", WORDS, "text/plain; charset=utf-8"),
    "by what the server says of a program": (
        "/page.php",
        f"<meta content='text/html'><body><p>{WORDS}</p>",
        "text/html",
    ),
}


@pytest.mark.parametrize(("path", "body", "kind"), KINDS.values(), ids=KINDS.keys())
def test_what_it_is_is_told(path: str, body: str, kind: str, calder: Site, here: Web) -> None:
    assert WORDS in article(here, calder.put(path, body, Content_Type=kind)).text


def test_an_encoding_that_only_the_server_knows_is_used(calder: Site, here: Web) -> None:
    words = "„Keltas parduotas“, – žurnalistams pasakė merė Oda Ąžuolaitė, stovėdama krantinėje su visa taryba."
    page = f"<html><body><article><p>{words}</p></article></body></html>".encode("cp1257")
    assert words in article(here, calder.put("/ferry", page, Content_Type="text/html; charset=windows-1257")).text


def test_what_is_packed_is_unpacked(calder: Site, here: Web) -> None:
    page = gzip.compress(PAGE.format(canonical="", words=WORDS).encode())
    assert WORDS in article(here, calder.put("/ferry", page, Content_Encoding="gzip")).text


def test_an_encoding_that_costs_more_than_it_is_worth_is_not_used(calder: Site, here: Web) -> None:
    """It would take hours, and this process with it."""
    page = b"\xe9" + b"a" * 300_000 + b"-" + b"b" * 300_000
    calder.put("/ferry.txt", page, Content_Type="text/plain; charset=punycode")
    assert "too long" in refused(here, calder.address("/ferry.txt"))


def test_a_proxy_of_the_environment_is_not_asked(calder: Site, here: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{HERE}:9/")
    assert WORDS in article(here, calder.put("/ferry", PAGE.format(canonical="", words=WORDS))).text


# -- over TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of gazette.example, by itself; with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gazette.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("gazette.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    file = tmp_path_factory.mktemp("tls") / "gazette.pem"
    file.write_bytes(made.public_bytes(form) + key.private_bytes(form, serialization.PrivateFormat.PKCS8, plain))
    return file


@pytest.fixture(scope="module")
def gazette(certificate: Path) -> Iterator[Site]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with site(tls) as found:
        found.put("/ferry", PAGE.format(canonical="", words=WORDS))
        yield found


@pytest.fixture(autouse=True)
def _trusted_anew() -> Iterator[None]:
    web._tls.cache_clear()
    yield
    web._tls.cache_clear()


def over_tls(gazette: Site, host: str) -> "tuple[Web, str]":
    place = f"{host}:{gazette.host.rpartition(':')[2]}"
    return Web({place}, names(gazette_example=[HERE], post_example=[HERE]), Nowhere()), f"https://{place}/ferry"


def test_a_page_is_read_over_tls(gazette: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert WORDS in article(*over_tls(gazette, "gazette.example")).text


def test_whoever_passes_for_another_host_is_not_read(
    gazette: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    said = refused(*over_tls(gazette, "post.example"))
    assert "its certificate is not to be trusted: " in said
    assert "'post.example'" in said


def test_whoever_vouches_for_himself_is_not_trusted(gazette: Site) -> None:
    assert "its certificate is not to be trusted: self-signed" in refused(*over_tls(gazette, "gazette.example"))


def test_certificates_that_are_none_are_told(gazette: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    assert "SSL_CERT_FILE or SSL_CERT_DIR names no certificates" in refused(*over_tls(gazette, "gazette.example"))


def test_what_is_no_tls_is_told(calder: Site, here: Web) -> None:
    assert "cannot be reached" in refused(here, f"https://{calder.host}/")


# -- what may not be reached

FORBIDDEN = {
    "this machine": "127.0.0.1",
    "this machine by another number": "127.8.9.10",
    "this machine in IPv6": "::1",
    "no address": "0.0.0.0",
    "no address in IPv6": "::",
    "private, 10": "10.0.0.1",
    "private, 172.16": "172.16.0.1",
    "private, 192.168": "192.168.1.1",
    "shared by customers": "100.64.0.1",
    "of this link": "169.254.1.1",
    "metadata of clouds": "169.254.169.254",
    "metadata of Azure": "168.63.129.16",
    "metadata of Oracle": "192.0.0.192",
    "metadata of Alibaba": "100.100.100.200",
    "metadata of AWS in IPv6": "fd00:ec2::254",
    "of this link in IPv6": "fe80::1",
    "of this link in IPv6, by a device": "fe80::1%1",
    "private in IPv6": "fc00::1",
    "of a site in IPv6": "fec0::1",
    "for many": "224.0.0.1",
    "for many in IPv6": "ff02::1",
    "for everybody": "255.255.255.255",
    "reserved": "240.0.0.1",
    "of benchmarks": "198.18.0.1",
    "of documents": "192.0.2.1",
    "of documents in IPv6": "2001:db8::1",
    "of documents in IPv6, newer": "3fff::1",
    "IPv4 mapped": "::ffff:127.0.0.1",
    "public IPv4 mapped": "::ffff:8.8.8.8",
    "IPv4 compatible": "::127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64 of metadata": "64:ff9b::a9fe:a9fe",
    "NAT64 of a network": "64:ff9b:1::7f00:1",
    "6to4": "2002:7f00:1::",
    "Teredo": "2001::1",
}
FORMS = {
    "in one number": "2130706433",
    "in octal": "0177.0.0.1",
    "in octal, one number": "017700000001",
    "in hex": "0x7f.0.0.1",
    "in hex, one number": "0x7f000001",
    "in two parts": "127.1",
    "in three parts": "127.0.1",
    "metadata in one number": "2852039166",
    "mapped in hex": "[::ffff:7f00:1]",
    "in brackets": "[::1]",
}


@pytest.mark.parametrize("address", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_a_name_that_leads_to_a_forbidden_address_is_not_asked(address: str) -> None:
    nowhere = Nowhere()
    said = refused(Web((), names(gazette_example=[address]), nowhere), "https://gazette.example/ferry")
    assert said == (
        f"https://gazette.example/ferry: {address} is not on the public internet, "
        "and ONRECORD_WEB_HOSTS does not name gazette.example"
    )
    assert not nowhere.asked


@pytest.mark.parametrize("host", FORMS.values(), ids=FORMS.keys())
def test_a_forbidden_address_is_known_in_every_form(host: str) -> None:
    nowhere = Nowhere()
    said = refused(Web((), numbers_alone, nowhere), f"http://{host}/")
    assert "is not on the public internet" in said or "not an address of the web" in said
    assert not nowhere.asked


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:21f::1", "64:ff9b::5db8:d822"])
def test_a_public_address_is_asked(address: str) -> None:
    nowhere = Nowhere()
    assert "cannot be reached" in refused(Web((), names(gazette_example=[address]), nowhere), "http://gazette.example/")
    assert nowhere.asked == [(address, 80)]


def test_one_forbidden_address_among_those_of_a_name_is_enough() -> None:
    nowhere = Nowhere()
    refused(Web((), names(gazette_example=["93.184.216.34", "10.0.0.1"]), nowhere), "http://gazette.example/")
    assert not nowhere.asked


def test_a_name_without_an_address_is_told() -> None:
    reader = Web(resolve=names(gazette_example=[]), connections=Nowhere())
    assert refused(reader, "https://gazette.example/").endswith("the host gazette.example has no address")


def test_the_address_that_was_checked_is_the_one_that_is_asked() -> None:
    """A name that has another one the second time is not looked up a second time."""
    answers = iter([["93.184.216.34", "2606:2800:21f::1"], ["127.0.0.1"]])
    nowhere = Nowhere()
    reader = Web((), lambda host, port: next(answers), nowhere)
    assert "cannot be reached" in refused(reader, "http://gazette.example/")
    assert nowhere.asked == [("93.184.216.34", 80), ("2606:2800:21f::1", 80)]


TARGETS = {
    "this machine": "http://127.0.0.1/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "a name that leads there": "//inside.example/",
    "another port": "http://gazette.example:22/",
    "a file": "file:///etc/hostname",
    "a script": "javascript:alert(1)",
    "another protocol": "gopher://127.0.0.1:6379/_FLUSHALL",
    "somebody's password": "http://oda:brekkestad@gazette.example/",
    "no address": "http://[::1/",
    "half an address": ":https://x|80]|",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_nor_is_what_a_page_redirects_to(target: str, calder: Site) -> None:
    nowhere = Nowhere()
    dns = names(inside_example=["10.0.0.1"], gazette_example=["93.184.216.34"])
    refused(Web({calder.host}, dns, nowhere), calder.redirect("/old", target))
    assert nowhere.asked == [(HERE, int(calder.host.partition(":")[2]))]


ADDRESSES = {
    "of another port": ("http://gazette.example:6379/", "port 6379 is not asked"),
    "with a password": ("https://oda:brekkestad@gazette.example/", "a name or a password in the address"),
    "without a host": ("https:///ferry", "not an address of the web"),
    "with a bad port": ("https://gazette.example:port/", "not an address of the web"),
    "of nobody": ("https://nobody.example/", "there is no host nobody.example"),
    "with a label that is too long": (f"https://{'a' * 70}.example/", "there is no host"),
    "in lines": ("https://gazette.example/\n\x1b[31m", "not an address of the web"),
}


@pytest.mark.parametrize(("address", "message"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_that_leads_nowhere_is_told(address: str, message: str) -> None:
    nowhere = Nowhere()
    assert message in refused(Web((), numbers_alone, nowhere), address)
    assert not nowhere.asked


def test_a_host_is_allowed_with_its_port_alone(calder: Site) -> None:
    nowhere = Nowhere()
    assert "port 9 is not asked" in refused(Web({calder.host}, numbers_alone, nowhere), f"http://{HERE}:9/")
    assert "not on the public internet" in refused(Web({calder.host}, numbers_alone, nowhere), f"http://{HERE}/")
    assert not nowhere.asked


def test_redirects_have_an_end(calder: Site, here: Web) -> None:
    assert "more than 5 redirects" in refused(here, calder.redirect("/a", "/a"))
    assert calder.asked_for() == ["/a"] * 6


# -- what goes on for too long, or is none


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "LARGEST_FILE", 1_000_000)


@pytest.mark.usefixtures("small")
def test_an_endless_page_is_left(calder: Site, here: Web) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"<p>ferry</p>" * 1_000

    calder.pages["/endless"] = (200, {}, endless())
    assert "too large: at most 1,000,000 bytes are read" in refused(here, calder.address("/endless"))


@pytest.mark.usefixtures("small")
def test_a_page_that_unpacks_to_gigabytes_is_not_unpacked(calder: Site, here: Web) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    said = refused(here, calder.put("/bomb", bomb, Content_Encoding="gzip"))
    assert "too large: unpacked it has more than 1,000,000 bytes" in said


def waiting(first: bytes, then: bytes) -> Iterator[bytes]:
    yield first
    for _ in range(2_000):
        threading.Event().wait(0.01)
        yield then


def test_a_page_that_comes_word_by_word_is_left_in_the_end(
    calder: Site, here: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LONGEST", 0.3)
    calder.pages["/slow"] = (200, {}, waiting(b"<p>", b"ferry "))
    assert "too slow: it takes more than 0.3 seconds" in refused(here, calder.address("/slow"))


def test_headers_that_come_one_by_one_are_left_in_the_end(
    calder: Site, here: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LONGEST", 0.3)
    calder.pages["/slow"] = (100, {}, waiting(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"))
    assert "too slow: it takes more than 0.3 seconds" in refused(here, calder.address("/slow"))


def test_who_waits_politely_before_asking_has_all_of_the_time_for_the_answer(
    calder: Site, here: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = [0.0]
    monkeypatch.setattr(network, "time", SimpleNamespace(monotonic=lambda: sum(waited)))
    assert here.fetch(calder.put("/1", WORDS), lambda _: waited.append(10 * web.LONGEST)).content


def test_a_server_that_says_nothing_is_left(calder: Site, here: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LONGEST_PAUSE", 0.2)
    spoken = threading.Event()

    def silent(_: object) -> tuple[int, dict[str, str], list[bytes]]:
        spoken.wait(20)
        return 200, {}, []

    calder.pages["/silent"] = silent
    assert "too slow: nothing comes for 0.2 seconds" in refused(here, calder.address("/silent"))
    spoken.set()


NO_PAGES = {
    "missing": ((404, {"Content-Length": "0"}, []), "the server answers 404 Not Found"),
    "out of order": ((503, {"Content-Length": "0"}, []), "the server answers 503 Service Unavailable"),
    "broken off": ((200, {"Content-Length": "100"}, [b"<p>"]), "broken off"),
    "packed badly": ((200, {"Content-Encoding": "gzip"}, [b"\x1f\x8bferry"]), "damaged: it cannot be unpacked"),
    "packed otherwise": ((200, {"Content-Encoding": "br"}, [b"ferry"]), "packed in a way that was not asked for: 'br'"),
    "a picture": ((200, {"Content-Type": "image/png"}, [b"\x89PNG"]), "not a supported kind of file"),
    "without words": ((200, {}, [b"<html><body></body></html>"]), "empty: this page has no text of a report"),
    "unchanged since never": ((304, {}, []), "the server answers 304"),
    "a feed": ((200, {}, [b"<rss><channel/></rss>"]), "a feed or a sitemap; `onrecord follow` adds what it lists"),
    "a packed feed": (
        (200, {}, [gzip.compress(b"<urlset><url/></urlset>")]),
        "a feed or a sitemap; `onrecord follow` adds what it lists",
    ),
    "a header without an end": ((200, {"X-A": "a" * 200_000}, []), "broken off, or no HTTP"),
    "a redirect to nowhere": ((302, {"Content-Length": "0"}, []), "the server answers 302 Found"),
}


@pytest.mark.parametrize(("reply", "message"), NO_PAGES.values(), ids=NO_PAGES.keys())
def test_what_is_no_page_is_told(
    reply: tuple[int, dict[str, str], list[bytes]], message: str, calder: Site, here: Web
) -> None:
    calder.pages["/page"] = reply
    assert message in refused(here, calder.address("/page"))


STARTS = [b"HTTP/1.1 200 OK", b"HTTP/1.1 302 Found", b"HTTP/1.1 999 X", b"HTTP/1.1 101 X", b"HTTP/9 200 OK", b"200"]
HEADERS = [
    b"Content-Length: -5",
    b"Content-Length: 5, 6",
    b"Content-Length: " + b"9" * 5_000,
    b"Content-Encoding: \xff",
    b"Content-Type: \x0b/;=",
    b"Content-Type: text/html; charset=\xff",
    b"Content-Type: text/plain; charset=idna",
    b"Content-Type: text/plain; charset=hex",
    b"Content-Type: text/plain; a*0=b; a*=us-ascii''x",
    b"Content-Type: text/plain; charset*=utf-8''%FF",
    b"Content-Type: text/plain; charset*=%00''utf-8",
    b"ETag: \xff",
    b"Location: //[x]:80]/",
    b"Location: \xff//\xff",
    b"Location: http://gazette.example:99999/",
    b"Location: https://xn--/",
    b"Transfer-Encoding: gzip, chunked",
    b": a",
]


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_an_answer_of_another_kind_costs_a_line(start: bytes) -> None:
    for header in HEADERS:
        answer = httpcore.MockBackend([b"\r\n".join((start, header, b"", b"\xe9ferry"))])
        found = read(Web((), names(gazette_example=["93.184.216.34"]), answer), "https://gazette.example/ferry.txt")
        assert isinstance(found, Article | SourceError)


WAITS = {
    "not": ("", 0.0),
    "in seconds": ("120", 120.0),
    "until a time": (format_datetime(datetime.now(UTC) + timedelta(hours=1)), 3600.0),
    "until a time that is over": ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    "for ever": ("9" * 5_000, float("inf")),
    "until no day": ("Wed, 99 Oct 99999999999 07:28:00 GMT", 0.0),
    "in words": ("²", 0.0),
}


@pytest.mark.parametrize(("stated", "seconds"), WAITS.values(), ids=WAITS.keys())
def test_how_long_a_server_wants_to_be_left_alone_is_known(
    stated: str, seconds: float, calder: Site, here: Web
) -> None:
    calder.pages["/busy"] = (429, {"Retry-After": stated}, [])
    with pytest.raises(WebError) as caught:
        here.fetch(calder.address("/busy"))
    assert caught.value.wait == pytest.approx(seconds, abs=1_800)
