"""The corpus over HTTP."""

from __future__ import annotations

from fastapi import FastAPI

from qa.corpus import Corpus


def build(corpus: Corpus) -> FastAPI:
    """The service over a corpus."""
    service = FastAPI(title="Onrecord", docs_url=None, redoc_url=None, openapi_url=None)

    @service.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    return service
