"""What hosts ask of robots, each for itself."""

from collections.abc import Iterator

import pytest

from qa.errors import SourceError
from qa.sources.polite import Polite
from qa.sources.web import Web
from tests.qa.sources.site import Clock, Nowhere, Site, numbers_alone, site

ROBOTS = "/robots.txt"
STORY = "“It is sold,” said Oda Brekkestad."


@pytest.fixture
def calder() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_each_host_is_asked_for_its_own_robots_txt(calder: Site, clock: Clock) -> None:
    with site() as gazette:
        gazette.put(ROBOTS, "User-agent: *\nDisallow: /1\nCrawl-delay: 7")
        for path in ("/1", "/2", "/3"):
            calder.redirect(path, gazette.put(path, STORY))
        reader = Web({calder.host, gazette.host}, numbers_alone, Nowhere())
        polite = Polite(reader, clock.time, clock.sleep)
        with pytest.raises(SourceError, match=r"robots\.txt forbids it"):
            polite.fetch(calder.address("/1"))
        assert [polite.fetch(calder.address(path)).address for path in ("/2", "/3")] == [
            gazette.address("/2"),
            gazette.address("/3"),
        ]
        assert gazette.asked_for() == [ROBOTS, "/2", "/3"]
        assert clock.waited == [1.0, 1.0, 1.0, 6.0]  # the last for gazette, seven seconds after its page before


@pytest.mark.parametrize(("status", "is_allowed"), [(404, True), (410, True), (401, False), (403, False)])
def test_a_host_without_robots_txt_forbids_nothing(status: int, is_allowed: bool, calder: Site, clock: Clock) -> None:
    calder.pages[ROBOTS] = (status, {"Content-Length": "0"}, [])
    polite = Polite(Web({calder.host}, numbers_alone, Nowhere()), clock.time, clock.sleep)
    assert polite.allows(calder.address("/1"), calder.address("/feed")) == is_allowed
