"""The corpus as tools of the Model Context Protocol: what an assistant may ask, and nothing that changes anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.routing import Route

from qa.controls import printable
from qa.corpus import Corpus
from qa.errors import OnrecordError
from qa.names import name_key
from qa.records import Filters
from qa.refusals import UnknownPlace
from qa.wire import AnswerJson, ArticleJson, PassageJson, QuoteJson, SpeakerJson

PATH = "/mcp"
MOST_PASSAGES = 100
# Characters of an article, and people, that one call gives; whoever wants more asks again.
MOST_CHARACTERS = 20_000
MOST_SPEAKERS = 100

_INSTRUCTIONS = """\
Onrecord holds articles about meetings and finds what was said in them, and by whom. It writes nothing itself: `text`
is the article's own words, from `start` to `end`. Quote it as it stands, with speaker, title, date and outlet. `kind`
says how the article gives it: `direct` and `turn` are the speaker's words; `indirect` is the article's report of them,
which belongs in no quotation marks; `report` is nobody's. Where `speaker` is null the article does not say who it is.
Where `answered` is false, the articles do not answer: say so, with `note`, and give no near miss for an answer."""

_READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Question = Annotated[str, Field(description="As a person would ask: What did the mayor say about the ferry?")]
History = Annotated[list[str], Field(description="The questions before, oldest first; a follow-up hangs on them.")]
ByPerson = Annotated[str | None, Field(description="Only what this person said.")]
Since = Annotated[date | None, Field(description="Only what was said on this day or later.")]
Until = Annotated[date | None, Field(description="Only what was said on this day or earlier.")]
OfArticle = Annotated[str | None, Field(description="Only this article: its `doc_id`.")]
OfMeeting = Annotated[str | None, Field(description="Only articles that report this meeting: its id.")]
OfOutlet = Annotated[str | None, Field(description="Only articles of this outlet.")]
Count = Annotated[int, Field(ge=1, le=MOST_PASSAGES, description="How many passages at most.")]


class FoundJson(BaseModel):
    """Passages near to a question, best first, whether they answer it or not."""

    passages: list[PassageJson]


class ExcerptJson(ArticleJson):
    """A stretch of an article, with the quotations that begin in it.

    `length` is that of the whole text; `next` is where to read on, null at the end.
    """

    start: int
    end: int
    length: int
    next: int | None
    text: str
    quotes: list[QuoteJson]


class SpeakersJson(BaseModel):
    """People who are quoted, by name.

    `total` is how many there are; `next` is how many to skip to read on, null at the end.
    """

    total: int
    next: int | None
    speakers: list[SpeakerJson]


def build(corpus: Corpus) -> MCPServer:
    """The tools over a corpus: `.run()` serves them on standard input and output, `mount` on the web."""
    server = _OneLineErrors("onrecord", title="Onrecord", instructions=_INSTRUCTIONS, log_level="WARNING")

    @server.tool(title="Ask what was said", annotations=_READS_ONLY)
    def ask(
        question: Question,
        history: History = [],  # noqa: B006 - pydantic copies it
        speaker: ByPerson = None,
        since: Since = None,
        until: Until = None,
        doc_id: OfArticle = None,
        meeting: OfMeeting = None,
        outlet: OfOutlet = None,
        k: Count = 10,
    ) -> AnswerJson:
        """The passages that answer a question, each with its speaker; or silence, and why."""
        filters = _filters(speaker, since, until, doc_id, meeting, outlet)
        return AnswerJson.of(corpus.ask(question, history, **filters._asdict(), k=k))

    @server.tool(title="Search passages", annotations=_READS_ONLY)
    def search(
        question: Question,
        speaker: ByPerson = None,
        since: Since = None,
        until: Until = None,
        doc_id: OfArticle = None,
        meeting: OfMeeting = None,
        outlet: OfOutlet = None,
        k: Count = 10,
    ) -> FoundJson:
        """The passages nearest to a question, best first, without judging whether they answer it."""
        filters = _filters(speaker, since, until, doc_id, meeting, outlet)
        return FoundJson(passages=[PassageJson.cited(one) for one in corpus.search(question, filters, k=k)])

    @server.tool(title="Read an article", annotations=_READS_ONLY)
    def read_article(
        doc_id: Annotated[str, Field(description="The article's id, as passages have it.")],
        start: Annotated[int, Field(ge=0, description="The first character to read.")] = 0,
        end: Annotated[int | None, Field(ge=0, description="Where to stop, exclusive.")] = None,
    ) -> ExcerptJson:
        """The text of an article as it is printed, with what is said in it; a long one in several calls."""
        return _excerpt(corpus, doc_id, start, end)

    @server.tool(title="List speakers", annotations=_READS_ONLY)
    def list_speakers(
        name: Annotated[str, Field(description="Only people whose name has this in it.")] = "",
        skip: Annotated[int, Field(ge=0, description="How many to leave out.")] = 0,
    ) -> SpeakersJson:
        """Everyone who is quoted: how often, when last, at which meetings."""
        people = [one for one in corpus.appearances() if name_key(name) in name_key(one.speaker.name)]
        shown = people[skip : skip + MOST_SPEAKERS]
        return SpeakersJson(
            total=len(people),
            next=skip + len(shown) if skip + len(shown) < len(people) else None,
            speakers=[SpeakerJson.of(one) for one in shown],
        )

    return server


def mount(server: MCPServer, site: Starlette) -> None:
    """Serve the tools at `/mcp` of a site, by streamable HTTP; each request stands alone, so there are no sessions."""
    # Host and Origin are checked before, for the whole site, under whatever names it is known.
    checked_before = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(stateless_http=True, json_response=True, transport_security=checked_before)
    manager = server.session_manager
    # No GET: without sessions its stream would never have anything in it, and never end.
    tools = Route(PATH, StreamableHTTPASGIApp(manager), methods=["POST"], include_in_schema=False)
    site.router.routes.extend([tools, UnknownPlace(PATH, [tools])])
    inner = site.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[Any]:
        async with inner(app) as state, manager.run():
            yield state

    site.router.lifespan_context = lifespan


class _OneLineErrors(MCPServer):
    """A tool that cannot do what is asked says so in one line, in our words."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            match error.__cause__:
                case OnrecordError() as cause:
                    raise ToolError(_in_one_line(str(cause))) from cause
                case ValidationError() as cause:
                    raise ToolError(_in_one_line(_malformed(cause))) from cause
            raise


def _malformed(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())


def _in_one_line(message: str) -> str:
    return printable(" ".join(message.splitlines()))


def _filters(
    speaker: str | None,
    since: date | None,
    until: date | None,
    doc_id: str | None,
    meeting: str | None,
    outlet: str | None,
) -> Filters:
    return Filters((speaker,) if speaker else (), since, until, doc_id, meeting, (outlet,) if outlet else ())


def _excerpt(corpus: Corpus, doc_id: str, start: int, end: int | None) -> ExcerptJson:
    article = corpus.article(doc_id)
    length = len(article.text)
    start = min(start, length)
    end = min(length, start + MOST_CHARACTERS, max(start, length if end is None else end))
    quotes = [
        QuoteJson.said(quotation, span)
        for quotation in corpus.quotations(doc_id)
        for span in quotation.spans
        if start <= span.start < end
    ]
    return ExcerptJson(
        **dict(ArticleJson.of(article)),
        start=start,
        end=end,
        length=length,
        next=end if end < length else None,
        text=article.text[start:end],
        quotes=quotes,
    )
