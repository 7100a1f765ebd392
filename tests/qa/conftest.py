"""Two corpora with the real model, each filled once: the sample, and a small one whose every answer is plain."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import qa
from tests.qa.sources.site import Site, site

HARBOUR = [
    qa.Article(
        "ferry-post",
        "Mayor of Calder Mira Solane opened the harbour on Thursday.\n\n"
        "“The new ferry will sail in June. It will carry four hundred passengers a day. Nobody will have to row again,”"
        " Solane said.\n\nThe band of the fire brigade played until midnight.",
        title="Calder opens its harbour",
        date=date(2024, 5, 2),
    ),
    qa.Article(
        "ferry-wire",
        "The town of Calder has a harbour again.\n\n"
        "“The new ferry will sail in June. It will carry four hundred passengers a day,” mayor Mira Solane said.\n\n"
        "A café is to follow.",
        title="Harbour of Calder opened",
        date=date(2024, 5, 3),
    ),
    qa.Article(
        "crane-transcript",
        "Journalist: How much will the harbour crane cost the town of Calder?\n\n"
        "Oskar Venn: Eleven million crowns, and not one more.\n\n"
        "Journalist: Who will operate it?\n\n"
        "Oskar Venn: My neighbour. He has the licence and the patience.",
        title="Questions to the harbour master",
        date=date(2024, 9, 10),
    ),
    qa.Article(
        "lighthouse-old",
        "President of Lurenia Elin Tarsk visited the lighthouse.\n\n"
        "“We will paint the lighthouse red, because the fishermen asked for it,” Tarsk said.",
        title="President visits the lighthouse",
        date=date(2023, 2, 1),
    ),
    qa.Article(
        "lighthouse-new",
        "President of Lurenia Elin Tarsk visited the lighthouse again.\n\n"
        "“We will paint the lighthouse white, because the red paint has run out,” Tarsk said.",
        title="President visits the lighthouse again",
        date=date(2024, 11, 30),
    ),
    qa.Article(
        "bakery-report",
        "Calder is quiet.\n\nThe bakery in Mill Lane will close on Sundays.\n\nThe price of rye bread has risen.",
        title="Notes of the week",
        date=date(2024, 3, 8),
    ),
    qa.Article(
        "bakery-words",
        "Nora Quist baked for the last time.\n\n“The bakery in Mill Lane will close on Sundays,” Nora Quist said.",
        title="Last rolls",
        date=date(2024, 3, 9),
    ),
]


TALKS = [
    qa.Article(
        "talks",
        "President of Lurenia Elin Tarsk met Prime Minister of Vennland Oskar Venn in Calder on Monday."
        " Also present were Freda Lund and Ivo Marsh.\n\n"
        "“The new ferry will sail in June,” Elin Tarsk said.\n\n"
        "“Tarsk has never paid for a ferry in her life,” Venn said.\n\n"
        "“Venn counts coins and not passengers,” said Nora Quist, a fisherwoman.\n\n"
        "“Tourism feeds our harbour, and the lighthouse does not,” Tarsk said. “We would be a rock.”\n\n"
        "“Tourism is a word for other people’s weekends,” Venn replied.\n\n"
        "Venn praised the harbour crane of Mira Solane.\n\n"
        "The bakers’ strike of Calder, at which Nora Quist had marched, went into its third week.",
        title="Talks in Calder",
        date=date(2024, 5, 2),
    ),
    qa.Article(
        "wire",
        "President Elin Tarsk spoke in Calder.\n\n“The new ferry will sail in June,” President Elin Tarsk said.\n\n"
        "Absent was Petra Holm.\n\nMinutes of the harbour board\n\nAction items\n\n"
        "- Marsh: new paint for the buoys\n- Lund: a letter to the tax office\n\nThe board closed at noon.",
        title="Ferry of Calder",
        date=date(2024, 5, 3),
        outlet="Coastal Wire",
    ),
]


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    """Two sides that speak of the same things, and of each other."""
    with qa.open_corpus(tmp_path_factory.mktemp("talks") / "onrecord") as corpus:
        corpus.add(*TALKS)
        yield corpus


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("harbour") / "onrecord") as corpus:
        corpus.add(*HARBOUR)
        yield corpus


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[qa.Corpus]:
    with qa.open_corpus(sample_folder) as corpus:
        yield corpus


@pytest.fixture
def unprivileged() -> tuple[str, ...]:
    """What to run a command under so that permissions bind it."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


@pytest.fixture(scope="module")
def _site() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture
def calder(_site: Site) -> Site:
    """A site of this machine, empty: what each test of the web puts there."""
    _site.pages.clear()
    _site.asked.clear()
    return _site
