"""The routes of the HTTP API: questions, articles in and out, and what there is. Each is a few lines."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from qa import examples
from qa.additions import AddedJson, Additions
from qa.corpus import Corpus
from qa.damage import Damage
from qa.errors import DamagedArticle, OnDamage
from qa.forms import AskForm, PageParameters, QuotationParameters, SearchParameters
from qa.paging import Page, page, page_after, row_of
from qa.records import Article, Meeting
from qa.refusals import documented
from qa.sources import LONGEST_ID
from qa.uploads import REQUEST_BODY, sent_articles
from qa.wire import AnswerJson, ArticleJson, MeetingJson, PassageJson, PassagesJson, SpeakerJson, WholeArticleJson

ArticleId = Annotated[str, Path(min_length=1, max_length=LONGEST_ID, examples=[examples.ARTICLE["doc_id"]])]


def shown(example: Any, *refusals: int) -> dict[int | str, dict[str, Any]]:
    """What a route answers, and how it may refuse, for the description of the API."""
    return {200: {"content": {"application/json": {"example": example}}}} | documented(*refusals)


def _page_of(example: Any) -> dict[str, Any]:
    return {"items": [example], "next": None, "note": ""}


def add_questions(routes: APIRouter, corpus: Corpus) -> None:
    @routes.post(
        "/ask", summary="Ask what was said", tags=["questions"], responses=shown(examples.ANSWER, 400, 404, 410, 422)
    )
    def ask(form: AskForm) -> AnswerJson:
        """The passages that answer a question; or silence, and why."""
        answer = corpus.ask(form.question, form.history, **form.filters.filters()._asdict(), k=form.k)
        return AnswerJson.of(answer)

    @routes.get(
        "/search",
        summary="Search passages",
        tags=["questions"],
        responses=shown({"passages": [examples.PASSAGE], "note": ""}, 400, 404, 410, 422),
    )
    def search(parameters: Annotated[SearchParameters, Query()]) -> PassagesJson:
        """The passages nearest to a question, whether they answer it or not."""
        damage = Damage()
        found = corpus.search(parameters.q, parameters.filters(), k=parameters.k, on_damage=damage)
        return PassagesJson.of(found, damage.note)


def add_articles(routes: APIRouter, corpus: Corpus, additions: Additions) -> None:
    added = {"doc_id": examples.ARTICLE["doc_id"], "outcomes": [examples.OUTCOME]}
    events = {"text/event-stream": {"schema": {"type": "string"}}}
    fates: dict[int | str, dict[str, Any]] = {
        200: {"description": "They were there already; or what becomes of each", "model": AddedJson, "content": events},
        201: {"description": "Some are new", "content": {"application/json": {"example": added}}},
    }

    @routes.get(
        "/articles",
        summary="List the articles",
        tags=["articles"],
        responses=shown(_page_of(examples.ARTICLE), 400, 422),
    )
    def list_articles(parameters: Annotated[PageParameters, Query()]) -> Page[ArticleJson]:
        """The articles, in the order in which they were added. Of a damaged one there is its id alone."""
        found, damage = corpus.articles_after(row_of(parameters.cursor), parameters.limit + 1), Damage()
        listed = [(str(row), _listed(article, damage)) for row, article in found]
        return page(listed, parameters.limit, damage.note)

    @routes.post(
        "/articles",
        summary="Add articles",
        tags=["articles"],
        status_code=201,
        response_model=AddedJson,
        responses=fates | documented(400, 403, 409, 413, 415, 422, 503, 507),
        openapi_extra={"requestBody": REQUEST_BODY},
    )
    async def post_articles(request: Request) -> Response:
        """Add an article, or several: as JSON, as lines of JSON, as files.

        One that cannot be read costs only itself. With `Accept: text/event-stream` each outcome is told at once, as an
        event `outcome`; the last event is `end`, or `problem`.
        """
        return await additions.reply(await sent_articles(request), request)

    @routes.get(
        "/articles/{doc_id:path}",
        summary="Read an article",
        tags=["articles"],
        responses=shown(examples.WHOLE_ARTICLE, 404, 410, 422),
    )
    def get_article(doc_id: ArticleId) -> WholeArticleJson:
        """An article, and what is said in it."""
        return WholeArticleJson.read(corpus.article(doc_id), corpus.quotations(doc_id))

    @routes.delete(
        "/articles/{doc_id:path}",
        summary="Remove an article",
        tags=["articles"],
        status_code=204,
        responses=documented(403, 404, 422, 503, 507),
    )
    async def delete_article(doc_id: ArticleId) -> None:
        """Remove an article, with all that belongs to it."""
        await additions.remove(doc_id)


def _listed(article: Article | DamagedArticle, on_damage: OnDamage) -> ArticleJson:
    if isinstance(article, DamagedArticle):
        on_damage(article)
        article = Article(article.article_id, text="")
    return ArticleJson.of(article)


def add_lists(routes: APIRouter, corpus: Corpus) -> None:
    @routes.get(
        "/quotations",
        summary="List what people say",
        tags=["lists"],
        responses=shown(_page_of(examples.PASSAGE), 400, 404, 410, 422),
    )
    def list_quotations(parameters: Annotated[QuotationParameters, Query()]) -> Page[PassageJson]:
        """What people say, passage by passage, in the order of the articles."""
        after, limit, damage = row_of(parameters.cursor), parameters.limit, Damage()
        found = corpus.statements(parameters.filters(), parameters.q, after=after, limit=limit + 1, on_damage=damage)
        return page([(str(one.passage.id), PassageJson.cited(one)) for one in found], limit, damage.note)

    @routes.get(
        "/speakers", summary="List the people", tags=["lists"], responses=shown(_page_of(examples.SPEAKER), 400, 422)
    )
    def list_speakers(parameters: Annotated[PageParameters, Query()]) -> Page[SpeakerJson]:
        """Everyone who is quoted, by name."""
        damage = Damage()
        found = [(one.speaker.name, SpeakerJson.of(one)) for one in corpus.appearances(damage)]
        return page_after(found, parameters.cursor, parameters.limit, damage.note)

    @routes.get(
        "/meetings", summary="List the meetings", tags=["lists"], responses=shown(_page_of(examples.MEETING), 400, 422)
    )
    def list_meetings(parameters: Annotated[PageParameters, Query()]) -> Page[MeetingJson]:
        """The meetings that the articles report, by date; those without one first."""
        found = [(_by_day(meeting), MeetingJson.of(meeting)) for meeting in corpus.meetings()]
        return page_after(found, parameters.cursor, parameters.limit)


def _by_day(meeting: Meeting) -> str:
    return f"{meeting.date or ''} {meeting.id}"
