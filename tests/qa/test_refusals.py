"""Errors of the HTTP API as problems; what else is refused stands in test_service."""

import pytest

from qa.errors import CorpusBusy, CorpusError, CorpusFull, CorpusReadOnly, DamagedArticle, OnrecordError, UnknownArticle
from qa.refusals import problem_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownArticle("a"), 404),
        (CorpusReadOnly("/home/oda cannot be written"), 403),
        (CorpusBusy("another process is writing to /home/oda"), 503),
        (CorpusFull("/home/oda/corpus.sqlite failed (database or disk is full)"), 507),
        (DamagedArticle("a"), 410),
        (CorpusError("/home/oda/corpus.sqlite failed"), 500),
    ],
)
def test_an_error_is_a_problem_that_names_no_folder(error: OnrecordError, status: int) -> None:
    refused = problem_of(error)
    assert (refused.status_code, refused.media_type) == (status, "application/problem+json")
    assert b"/home" not in bytes(refused.body)
