"""The corpus as tools of the Model Context Protocol: what an assistant may ask, and nothing that changes anything."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError, create_model
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from qa.controls import printable
from qa.corpus import Corpus
from qa.damage import Damage
from qa.discretion import told
from qa.forms import (
    MOST_ON_PAGE,
    Count,
    Cursor,
    FiltersForm,
    History,
    Id,
    Limit,
    NamePart,
    Place,
    Question,
    misfit,
)
from qa.names import name_key
from qa.paging import Page, page_after
from qa.records import Article, Quotation
from qa.refusals import UnknownPlace
from qa.wire import AnswerJson, ArticleJson, PassagesJson, QuoteJson, SpeakerJson

PATH = "/mcp"
# Of an article, in one call; whoever wants more asks again.
MOST_CHARACTERS = 20_000

_INSTRUCTIONS = """\
Onrecord holds articles about meetings and finds what was said in them, and by whom. It writes nothing itself: `text`
is the article's own words, from `start` to `end`. Quote it as it stands, with speaker, title, date and outlet. `kind`
says how the article gives it: `direct` and `turn` are the speaker's words; `indirect` is the article's report of them,
which belongs in no quotation marks; `report` is nobody's. Where `speaker` is null the article does not say who it is.
Where `answered` is false, the articles do not answer: say so, with `note`, and give no near miss for an answer. A
`note` beside what was found names articles that are damaged and not shown: pass it on."""

_READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


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


def build(corpus: Corpus) -> MCPServer:
    """The tools over a corpus: `.run()` serves them on standard input and output, `mount` on the web."""

    def ask(
        question: Question,
        history: History = [],  # noqa: B006 - of the schema
        filters: FiltersForm = FiltersForm(),  # noqa: B008 - it is frozen
        k: Count = 10,
    ) -> AnswerJson:
        """The passages that answer a question, as a person would ask it; or silence, and why.

        `history` are the questions before it, oldest first: a follow-up hangs on them.
        """
        return AnswerJson.of(corpus.ask(question, history, **filters.filters()._asdict(), k=k))

    def search(
        question: Question,
        filters: FiltersForm = FiltersForm(),  # noqa: B008 - it is frozen
        k: Count = 10,
    ) -> PassagesJson:
        """The passages nearest to a question, whether they answer it or not."""
        damage = Damage()
        found = corpus.search(question, filters.filters(), k=k, on_damage=damage)
        return PassagesJson.of(found, damage.note)

    def read_article(doc_id: Id, start: Place = 0, end: Place | None = None) -> ExcerptJson:
        """The text of an article as it is printed, with what is said in it; a long one in several calls."""
        return _excerpt(corpus.article(doc_id), corpus.quotations(doc_id), start, end)

    def list_speakers(name: NamePart = "", cursor: Cursor = "", limit: Limit = MOST_ON_PAGE) -> Page[SpeakerJson]:
        """Everyone who is quoted, or has this in the name: how often, when last, at which meetings."""
        damage = Damage()
        people = [one for one in corpus.appearances(damage) if name_key(name) in name_key(one.speaker.name)]
        return page_after([(one.speaker.name, SpeakerJson.of(one)) for one in people], cursor, limit, damage.note)

    tools = [
        _tool("Ask what was said", ask),
        _tool("Search passages", search),
        _tool("Read an article", read_article),
        _tool("List speakers", list_speakers),
    ]
    return _OneLineErrors("onrecord", title="Onrecord", instructions=_INSTRUCTIONS, tools=tools, log_level="WARNING")


def _tool(title: str, function: Callable[..., Any]) -> Tool:
    """A tool that only reads, and is as strict as the forms: by itself, the SDK drops arguments that it does not know,
    and whoever sent them would take the answer for one to what was asked."""
    tool = Tool.from_function(function, title=title, annotations=_READS_ONLY)
    lax = tool.fn_metadata.arg_model
    strict = create_model(lax.__name__, __base__=lax, __cls_kwargs__={"extra": "forbid", "strict": True})
    metadata = tool.fn_metadata.model_copy(update={"arg_model": strict})
    return tool.model_copy(update={"fn_metadata": metadata, "parameters": strict.model_json_schema()})


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
                case ValidationError() as cause:
                    raise ToolError(_in_one_line(misfit(cause))) from cause
                case HTTPException() as cause:  # a cursor that is none of ours
                    raise ToolError(cause.detail) from cause
                case Exception() as cause:
                    raise ToolError(_in_one_line(told(cause))) from cause
            raise


def _in_one_line(message: str) -> str:
    return printable(" ".join(message.splitlines()))


def _excerpt(article: Article, quotations: Sequence[Quotation], start: int, end: int | None) -> ExcerptJson:
    length = len(article.text)
    start = min(start, length)
    end = min(length, start + MOST_CHARACTERS, max(start, length if end is None else end))
    said = [(quotation, span) for quotation in quotations for span in quotation.spans]
    return ExcerptJson(
        **dict(ArticleJson.of(article)),
        start=start,
        end=end,
        length=length,
        next=end if end < length else None,
        text=article.text[start:end],
        quotes=[QuoteJson.said(quotation, span) for quotation, span in said if start <= span.start < end],
    )
