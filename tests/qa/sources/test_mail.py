"""E-mail, with what hangs on it."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO

import pytest

from qa.records import Article
from qa.sources import read_file

STORY = "The ferry was sold on Tuesday."


def articles(content: bytes, name: str) -> list[Article]:
    return [one for one in read_file(BytesIO(content), name) if isinstance(one, Article)]


def mail(subject: str, words: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["Message-ID"] = subject, "The Gazette <desk@gazette.example>", "<1@a>"
    made.set_content(words)
    return made


def test_an_e_mail_that_hangs_on_another_is_one_more() -> None:
    outer = mail("Fwd: Sold", "See below.")
    outer.add_attachment(mail("Sold", STORY))
    first, second = articles(outer.as_bytes(), "a.eml")
    assert (first.title, second.title, second.text.strip()) == ("Fwd: Sold", "Sold", STORY)


def test_a_mailbox_is_refused_in_a_line() -> None:
    box = b"\n".join(b"From a@b Tue Jul  1 10:00:00 2025\n" + mail("Sold", STORY).as_bytes() for _ in range(2))
    (refused,) = read_file(BytesIO(box), "a.eml")
    assert "several e-mails in one file (mbox); save each as .eml" in str(refused)


@pytest.mark.parametrize(
    ("words", "html", "read"),
    [
        ("View this mail in your browser", f"<p>{STORY} {STORY * 3}</p>", f"{STORY} {STORY * 3}"),
        ("", f"<p>{STORY}</p>", STORY),
        (STORY, f"<p><b>Tuesday</b></p><p>{STORY}</p>", STORY),
        (STORY, "<!-- -->", STORY),
        (STORY, f"<p>{STORY}</p>{'<p>You receive this since you asked for it. Unsubscribe here.</p>' * 3}", STORY),
    ],
    ids=["a stub", "nothing", "all of it", "no HTML", "all of it with a footer"],
)
def test_a_mail_is_read_as_text_unless_that_is_only_a_stub(words: str, html: str, read: str) -> None:
    made = mail("Sold", words)
    made.add_alternative(html, "html")
    (article,) = articles(made.as_bytes(), "a.eml")
    assert article.text.strip() == read


ASKED = "Is it true that the ferry is sold?"


def test_the_last_line_before_it_is_read() -> None:
    words = f"Whatever the mayor has said.\n{STORY}\nOn 23 May, Hugo wrote:\n> {ASKED}\n"
    (article,) = articles(mail("Sold", words).as_bytes(), "a.eml")
    assert article.text.strip() == f"Whatever the mayor has said.\n{STORY}"


@pytest.mark.parametrize(
    "words",
    [
        f"{STORY}\n\nOn 23 May, Hugo wrote:\n> {ASKED}\n> Hugo\n",
        f"{STORY}\n\nOn Thursday, 23 May 2024 at 10:12, Hugo Bramall\n<hugo@theatre.example> wrote:\n\n> {ASKED}\n",
        f"> {ASKED}\n\n{STORY}\n",
        f"{STORY}\n\n-----Original Message-----\nFrom: Hugo\nSent: Monday\nSubject: Boat\n\n{ASKED}\n\n{ASKED}\n",
        f"{STORY}\n\n-----Исходное сообщение-----\nОт: Гуго\nТема: Паром\n\n{ASKED}\n",
        f"{STORY}\n\n23 мая 2024 г. Гуго написал:\n> {ASKED}\n>\n>> {ASKED}\n",
    ],
)
def test_what_an_answer_repeats_is_not_read(words: str) -> None:
    (article,) = articles(mail("Sold", words).as_bytes(), "a.eml")
    assert article.text.strip() == STORY


def test_nor_is_it_in_html() -> None:
    for repeated in (f"<blockquote type=cite>{ASKED}</blockquote>", f"<div class=gmail_quote>{ASKED}</div>"):
        made = mail("Sold", "")
        made.set_content(f"<p>{STORY}</p>{repeated}<blockquote>{STORY}</blockquote>", "html")
        (article,) = articles(made.as_bytes(), "a.eml")
        assert article.text.split("\n\n") == [STORY, STORY]


def test_html_that_only_passes_something_on_is_read() -> None:
    made = mail("Sold", "")
    made.set_content(f"<p>See below.</p><blockquote type=cite>{STORY} {STORY} {STORY}</blockquote>", "html")
    (article,) = articles(made.as_bytes(), "a.eml")
    assert article.text.count(STORY) == 3


@pytest.mark.parametrize(
    "words",
    [
        f"See below.\n\n> {STORY} {STORY}\n",
        f"See.\n\n-----Original Message-----\nFrom: Hugo\nSubject: Boat\n\n{STORY} {STORY}\n",
        f"{ASKED}\n\n---------- Forwarded message ----------\nFrom: Hugo\nSubject: Boat\n\n{STORY} {STORY}\n",
        f"{STORY}\n\n-----Original Message-----\n\n{STORY}\n",
    ],
    ids=["behind marks", "from Outlook", "forwarded", "under a mere line"],
)
def test_what_is_only_passed_on_is_read(words: str) -> None:
    (article,) = articles(mail("Sold", words).as_bytes(), "a.eml")
    assert article.text.count(STORY) == 2


def test_a_page_that_a_browser_has_saved_is_a_page() -> None:
    saved = MIMEMultipart("related")
    saved["From"], saved["Subject"], saved["Date"] = "<Saved by Blink>", "Sold", "Tue, 1 Jul 2025 10:00:00 -0000"
    saved["Snapshot-Content-Location"] = "https://gazette.example/ferry"
    saved.attach(
        MIMEText(f"<html><body><nav>News</nav><h1>Sold</h1><p>7 May 2024</p><p>{STORY}</p></body></html>", "html")
    )
    (article,) = articles(saved.as_bytes(), "a.mhtml")
    assert STORY in article.text
    assert str(article.date) == "2024-05-07"
