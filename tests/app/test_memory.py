"""What a server keeps of the pages that were opened."""

import asyncio
from typing import Any

import pytest

import app
import qa


def test_of_the_pages_that_were_opened_those_that_were_used_last_are_kept(
    corpus: qa.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "PAGES", 2)

    async def chat() -> Any:
        return app.site(corpus)[1]

    pages = asyncio.run(chat()).state_holder
    for opened in ("one", "two", "one", "three"):
        assert pages[opened]
    assert list(pages.session_data) == ["one", "three"]
