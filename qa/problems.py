"""What went wrong, for programs: problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """What is wrong with one field, or one article, of what was sent; `field` is a JSON pointer or a file's name."""

    field: str
    message: str


class Problem(BaseModel):
    """`title` and `status` are those of HTTP; `detail` is one line that says what happened, and what to do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "there is no article '9a2e2ce1f17018ed'",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, errors: Sequence[FieldProblem] = ()
) -> Response:
    """The reply to a request that is refused or fails; `detail` is one line that says what happened, and what to do."""
    content = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors)
    ).model_dump(exclude_defaults=True)
    # In ASCII: what is told of a request may hold what UTF-8 cannot.
    return Response(json.dumps(content), status, headers, MEDIA_TYPE)
