"""The chat: ask, read what was said, open the article where it stands, add articles. It decides nothing.

Questions, names, titles, file names, messages and the words of articles are data: all go through `encoded` into
`gr.HTML`, never through Markdown, so that nothing in them is read as markup, formula or script, or turns words around.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import gradio as gr
from fastapi import FastAPI
from gradio.events import api
from gradio.route_utils import FnIndexInferError
from gradio_client.utils import is_file_obj_with_meta, is_http_url_like, traverse
from pydantic import ValidationError

import qa
from qa import Corpus, OnrecordError, mcp_tools, service
from qa.access import LOOPBACK, OPEN, Access
from qa.after_answer import JUDGEMENT, download_link, judged
from qa.arrivals import Arrival, arrivals_html, bring_in, undone, waiting_html
from qa.assets import script, styles
from qa.chips import SENT, changed, form_of, limits_of, nobody_html
from qa.controls import encoded, printable
from qa.conversation_list import DELETED, newest_html
from qa.conversations import Conversations, Exchange, Thread
from qa.copies import HOUR, LimitedCopies, copies
from qa.discretion import told
from qa.first_questions import EMPTY, WELCOME, first_questions, questions_html
from qa.forms import AskForm, misfit
from qa.guard import guarded
from qa.messages import messages, question_message
from qa.page_routes import public_part
from qa.pasted import pasted_article
from qa.people_page import Order, everyone_html
from qa.records import NO_FILTERS, Filters
from qa.refusals import MISFIT, tell_misfits, tell_problems
from qa.reply import SHOWN, problem_html
from qa.server import address_of, listen, run
from qa.source_panel import LINK, gone, opened
from qa.sources import normalise
from qa.timeline import person_html, subject_of, topic_html
from qa.unread import LEAN, forget_unread
from qa.wire import answer_json, dumped

PORT = 7860
LARGEST_UPLOAD = "20mb"
# Of those that were used last, gradio keeps what they show, a few hundred kilobytes each, and never lets go of it by
# itself. One that is older goes on as after a restart: with the conversation that its address names.
PAGES = 100

_FONTS = ["system-ui", "sans-serif"]


def main() -> None:
    """The chat over the corpus that the environment names."""
    try:
        serve(qa.open_corpus())
    except OnrecordError as error:
        sys.exit(printable(f"onrecord: {error}"))


def serve(corpus: Corpus, host: str = LOOPBACK, port: int = PORT, access: Access = OPEN) -> None:
    """Serve the chat and the API until it is interrupted. Raises ServeError where the address cannot be used.

    Ends the process: an article that is being added is on the disk by then, or is not, and nobody waits for the rest.
    """
    listening = listen(host, port)
    with copies() as uploads:
        os.environ |= LEAN | {"GRADIO_TEMP_DIR": str(uploads)}  # not the folder that all of this machine share
        shown, chat = site(corpus)
        click.echo(f"Onrecord listens at {address_of(host, port)} (stop it with Ctrl+C)")
        run(guarded(LimitedCopies(shown, uploads), access), listening, on_end=chat.stop_event.set)
    os._exit(0)


def site(corpus: Corpus) -> tuple[FastAPI, Any]:
    """The API and the tools with the chat at their root, over one corpus; and the chat of it."""
    page, api_and_tools = build(corpus), service.build(corpus)
    page.state_session_capacity = PAGES
    mcp_tools.mount(mcp_tools.build(corpus), api_and_tools)
    mounted = gr.mount_gradio_app(
        api_and_tools,
        page,
        "/",
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        footer_links=[],
        run_history=False,
        max_file_size=LARGEST_UPLOAD,
        theme=gr.themes.Default(primary_hue="teal", neutral_hue="stone", font=_FONTS, font_mono=["monospace"]),
        head=styles(),
    )
    page.has_launched = True  # else gradio takes any path of this machine for a file that was uploaded
    chat = mounted.routes[-1].app
    forget_unread(page._queue)
    tell_problems(chat)
    tell_misfits(chat, FnIndexInferError)
    return mounted, chat


# -- the page and what it does


class Page(gr.Blocks):
    """Takes texts as they are stored, and files that were uploaded: never an address of one, which gradio would fetch
    from its host. What fails is told in a line, where gradio would print what it was given."""

    def get_config_file(self) -> Any:
        return public_part(super().get_config_file())

    async def preprocess_data(self, block_fn: Any, inputs: list[Any], *others: Any, **named: Any) -> Any:
        traverse(inputs, _checked_file, is_file_obj_with_meta)
        if not block_fn.fn or (len(inputs) > len(block_fn.inputs) and not block_fn.cancels):
            raise _refusal(MISFIT)
        try:
            received = await super().preprocess_data(block_fn, inputs, *others, **named)
        except Exception as error:
            raise _refusal(MISFIT) from error
        return [normalise(one) if type(one) is str else one for one in received]

    async def process_api(self, *given: Any, **named: Any) -> dict[str, Any]:
        try:
            return await super().process_api(*given, **named)
        except gr.Error as error:  # those of gradio tell which file of the machine they mean
            raise _refusal(MISFIT if error.print_exception else error.message) from error
        except Exception as error:
            raise _refusal(encoded(told(error))) from error


def _refusal(line: str) -> gr.Error:
    return gr.Error(line, print_exception=False)


def _checked_file(file: dict[str, Any]) -> dict[str, Any]:
    if is_http_url_like(file["path"]):
        raise _refusal("a file is uploaded, not named by its address")
    return file


def build(corpus: Corpus) -> gr.Blocks:
    """The page over a corpus; `serve` gives it its look."""
    page = Page(title="Onrecord", fill_width=True, analytics_enabled=False, delete_cache=(HOUR, HOUR))
    conversations = Conversations(corpus)
    with page:
        turns, filters = gr.State([]), gr.State(NO_FILTERS)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                gr.HTML("<h1>Onrecord</h1>", elem_id="masthead", js_on_load=script("copy"))
                with gr.Tabs(elem_id="tabs") as tabs, gr.Tab("Ask", elem_id="ask"):
                    threads = gr.HTML(elem_id="conversations", js_on_load=script("conversations"))
                    chat = gr.Chatbot(
                        label="Conversation",
                        show_label=False,
                        elem_id="conversation",
                        layout="panel",
                        autoscroll=False,
                        buttons=[],
                        feedback_options=None,
                        render_markdown=False,
                        latex_delimiters=[],
                    )
                    examples = gr.HTML(elem_id="examples", js_on_load=script("examples"))
                    notice = gr.HTML(elem_id="notice")
                    verdict = gr.HTML(elem_id="feedback", js_on_load=script("feedback"))
                    limits = gr.HTML(elem_id="limits", js_on_load=script("limits"))
                    question = gr.Textbox(
                        label="Question", elem_id="question", submit_btn="Ask", max_lines=4, autofocus=True
                    )
                    form = gr.HTML(elem_id="form", js_on_load=script("form"))
                with tabs, gr.Tab("People and time", elem_id="people") as people:
                    topic = _people_and_time(corpus, people, filters)
                with tabs, gr.Tab("Add articles", elem_id="adding"):
                    changes = _adding(corpus)
            source = gr.HTML(elem_id="source", js_on_load=script("source"))

        def reply(
            asked: str | None, earlier: Sequence[Exchange], limited: Filters, request: gr.Request
        ) -> Iterator[tuple[Any, ...]]:
            asked = asked or ""
            stoppable = gr.Textbox(submit_btn=False, stop_btn="Stop")  # the question stays there until it is answered
            try:
                earlier = conversations.opened(_conversation(request), earlier)
                yield [*messages(earlier), question_message(asked)], earlier, "", stoppable
                answer = corpus.ask(asked, [turn.question for turn in earlier], **limited._asdict(), k=SHOWN)
            except OnrecordError as error:
                yield messages(earlier), earlier, problem_html(told(error)), _ready(asked)
                return
            later = [*earlier, Exchange(asked, answer)]
            yield messages(later), later, "", _ready("")

        def ask_example(
            earlier: Sequence[Exchange], limited: Filters, request: gr.Request, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            yield from reply(_sent(event, "question"), earlier, limited, request)

        def stop(asked: str | None, earlier: Sequence[Exchange]) -> tuple[Any, ...]:
            return messages(earlier), earlier, "", _ready(asked or "")

        def limit(limited: Filters, event: gr.EventData) -> tuple[Filters, str, str]:
            sent = {name: _sent(event, name) for name in SENT}
            try:
                limited, line = changed(limited, sent), nobody_html(corpus, sent["speaker"])
            except OnrecordError as error:
                line = problem_html(told(error))
            return limited, limits_of(corpus, limited), line

        def open_source(earlier: Sequence[Exchange], request: gr.Request, event: gr.EventData) -> str:
            earlier = conversations.opened(_conversation(request), earlier)
            return opened(corpus, {name: _sent(event, name) for name in LINK}, earlier)

        def open_linked(request: gr.Request) -> str:
            return opened(corpus, {name: request.query_params.get(name, "") for name in LINK})

        def open_gone(request: gr.Request) -> Any:
            return gone(corpus, request.query_params.get("article", "")) or gr.skip()

        def refresh() -> tuple[str, gr.Chatbot, str]:
            asking = first_questions(corpus)
            return questions_html(asking), gr.Chatbot(placeholder=WELCOME if asking else EMPTY), form_of(corpus)

        conversation = [chat, turns, notice, question]
        # With `once`, gradio asks nothing for as long as the one that was stopped has not ended by itself.
        anew: dict[str, Any] = {"api_visibility": "private", "trigger_mode": "multiple"}
        asking: list[Any] = [
            question.submit(reply, [question, turns, filters], conversation, **anew),
            examples.click(ask_example, [turns, filters], conversation, **anew),
        ]
        question.stop(stop, [question, turns], conversation, cancels=asking, api_visibility="private")
        # Each sees what the one before has set.
        changing: dict[str, Any] = {"trigger_mode": "multiple", "concurrency_limit": 1}
        gr.on([form.click, limits.click], limit, filters, [filters, limits, notice], **_QUIETLY, **changing)
        chat.change(None, js=script("latest"))
        _keeping(page, conversations, chat, turns, threads, notice, [verdict, topic])
        _after_answers(conversations, turns, verdict)
        source.click(open_source, turns, source, api_visibility="private", show_progress="hidden")
        for change in changes:
            change.then(refresh, None, [examples, chat, form], api_visibility="private", show_progress="hidden")
        changes[-1].then(open_gone, None, source, **_QUIETLY)
        page.load(None, js=script("drop"))
        page.load(open_linked, None, source, api_visibility="private", show_progress="hidden")
        page.load(refresh, None, [examples, chat, form], api_visibility="private", show_progress="hidden")
        api(_asked_from_outside(corpus), api_name="ask")
    page.queue(default_concurrency_limit=None)
    return page


_QUIETLY: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def _keeping(
    page: gr.Blocks,
    conversations: Conversations,
    chat: gr.Chatbot,
    turns: gr.State,
    threads: gr.HTML,
    notice: gr.HTML,
    following: list[Any],
) -> None:
    """A conversation is kept as it goes on, is there again where the address names it, and can be deleted. `following`
    are what was said of the answer before, which is put away, and the topic, which is that of the last question."""
    thread = gr.State(Thread())

    def resume(request: gr.Request) -> tuple[Any, ...]:
        name = _conversation(request)
        try:
            earlier = conversations.read(name)
            line = problem_html("this conversation has been deleted") if name and not earlier else ""
        except OnrecordError as error:
            earlier, line = [], problem_html(told(error))
        if not earlier:
            return gr.skip(), gr.skip(), gr.skip(), newest_html(conversations, ""), line
        resumed = Thread(name, len(earlier))
        return messages(earlier), earlier, resumed, newest_html(conversations, name), ""

    def keep(asked: Sequence[Exchange], open_now: Thread, request: gr.Request) -> tuple[Any, ...]:
        others = ("", subject_of(asked[-1].answer.query) if asked else "")
        try:
            kept = conversations.keep(conversations.thread(_conversation(request), open_now), asked)
        except OnrecordError as error:
            return open_now, gr.skip(), problem_html(f"this answer is not kept: {told(error)}"), *others
        return kept, gr.skip() if kept == open_now else newest_html(conversations, kept.id), gr.skip(), *others

    def delete(
        asked: Sequence[Exchange], open_now: Thread, request: gr.Request, event: gr.EventData
    ) -> tuple[Any, ...]:
        name = _sent(event, "conversation")
        try:
            open_now = conversations.thread(_conversation(request), open_now)
            asked = conversations.opened(open_now.id, asked)
            conversations.remove(name)
        except OnrecordError as error:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), problem_html(told(error))
        if name == open_now.id:
            asked, open_now = [], Thread()
        return messages(asked), asked, open_now, newest_html(conversations, open_now.id), DELETED

    whole = [chat, turns, thread, threads, notice]
    page.load(resume, None, whole, **_QUIETLY)
    # One after the other, so that two answers do not begin two conversations; and all of it in one event, which is a
    # request that costs more than what it does.
    turns.change(keep, [turns, thread], [thread, threads, notice, *following], trigger_mode="always_last", **_QUIETLY)
    threads.click(delete, [turns, thread], whole, **_QUIETLY)


def _after_answers(conversations: Conversations, turns: gr.State, verdict: gr.HTML) -> None:
    """Answers are taken out as files, and what a reader says of one is written down."""
    files = gr.HTML(elem_id="downloads", js_on_load=script("downloads"))

    def take_out(asked: Sequence[Exchange], request: gr.Request, event: gr.EventData) -> str:
        asked = conversations.opened(_conversation(request), asked)
        return download_link(asked, _sent(event, "answer"), _sent(event, "form"))

    def take_note(asked: Sequence[Exchange], request: gr.Request, event: gr.EventData) -> str:
        asked = conversations.opened(_conversation(request), asked)
        return judged(conversations.folder, asked, {name: _sent(event, name) for name in JUDGEMENT})

    files.click(take_out, turns, files, **_QUIETLY)
    verdict.click(take_note, turns, verdict, **_QUIETLY)


def _ready(question: str) -> gr.Textbox:
    return gr.Textbox(question, submit_btn="Ask", stop_btn=False)


def _people_and_time(corpus: Corpus, tab: gr.Tab, filters: gr.State) -> gr.Textbox:
    """Who said what on a topic, when; and everyone who is quoted. The topic, for others to set."""
    topic = gr.Textbox(label="Topic", submit_btn="Show", placeholder="What people spoke about", elem_id="topic")
    person = gr.State("")
    timeline = gr.HTML(elem_id="timeline", js_on_load=script("timeline"))
    gr.HTML("<h2>Everyone who is quoted</h2>")
    order = gr.State(Order.STATEMENTS)
    searched = gr.Textbox(label="Find a person", placeholder="A part of a name or a role")
    everyone = gr.HTML(elem_id="everyone", js_on_load=script("people"))

    def draw(words: str | None, name: str, limited: Filters) -> str:
        try:
            return person_html(corpus, name, limited) if name else topic_html(corpus, words or "", limited)
        except OnrecordError as error:
            return problem_html(told(error))

    def draw_topic(words: str | None, limited: Filters) -> tuple[str, str]:
        return draw(words, "", limited), ""

    def draw_person(limited: Filters, event: gr.EventData) -> tuple[str, str]:
        return draw("", _sent(event, "person"), limited), _sent(event, "person")

    def show_people(order: str, searched: str | None) -> str:
        return everyone_html(corpus, order, searched or "")

    def sort_people(searched: str | None, event: gr.EventData) -> tuple[str, str]:
        return show_people(_sent(event, "order"), searched), _sent(event, "order")

    # What is asked for last is drawn last.
    in_order: dict[str, Any] = {"trigger_mode": "multiple", "concurrency_limit": 1, "concurrency_id": "people"}
    gr.on([tab.select, searched.change], show_people, [order, searched], everyone, **in_order, **_QUIETLY)
    everyone.select(sort_people, searched, [everyone, order], **in_order, **_QUIETLY)
    gr.on([tab.select, topic.submit], draw_topic, [topic, filters], [timeline, person], **in_order, **_QUIETLY)
    filters.change(draw, [topic, person, filters], timeline, **in_order, **_QUIETLY)
    everyone.click(draw_person, filters, [timeline, person], **in_order, **_QUIETLY)
    return topic


def _adding(corpus: Corpus) -> list[Any]:
    """Files and texts go in, and out again; what happens whenever the corpus changes by it, the going out last."""
    arrivals = gr.State([])
    gr.HTML('<h2>Files</h2><p class="hint">Drop files (PDF, Word, web pages, text …) here, or choose them.</p>')
    # Without `file_types`: a file of another kind gets a line of ours, like whatever cannot be read.
    files = gr.UploadButton("Choose files", file_count="multiple", size="sm", elem_id="files")
    shown = gr.HTML(elem_id="arrivals", js_on_load=script("adding"))
    gr.HTML("<h2>A text</h2>")
    with gr.Group(elem_id="pasting"):
        text = gr.Textbox(label="Text of an article", lines=6, max_lines=14, placeholder="Paste it here")
        with gr.Row():
            title = gr.Textbox(label="Title", placeholder="as the text has it")
            outlet = gr.Textbox(label="Outlet", placeholder="who published it")
        with gr.Row():
            day = gr.Textbox(label="Date", placeholder="2024-05-31, or as the text has it")
            url = gr.Textbox(label="Web address", placeholder="https://…")
    refused = gr.HTML(elem_id="refused")
    paste = gr.Button("Add this text", size="sm", elem_id="paste")
    fields = [text, title, outlet, day, url]

    def announce(earlier: list[Arrival], paths: list[str] | None) -> str:
        return waiting_html(earlier, [Path(path).name for path in paths or []])

    def add_files(paths: list[str] | None, earlier: list[Arrival]) -> Iterator[tuple[str, list[Arrival]]]:
        for new in bring_in(corpus, [Path(path) for path in paths or []]):
            yield arrivals_html([*earlier, *new]), [*earlier, *new]

    def add_text(earlier: list[Arrival], *pasted: str | None) -> Iterator[tuple[Any, ...]]:
        try:
            article = pasted_article(*(field or "" for field in pasted))
        except OnrecordError as error:
            yield arrivals_html(earlier), earlier, problem_html(told(error)), *pasted
            return
        for new in bring_in(corpus, [article]):
            kept = [""] * len(pasted) if new[0].is_here else pasted
            yield arrivals_html([*earlier, *new]), [*earlier, *new], "", *kept

    def take_back(earlier: list[Arrival], event: gr.EventData) -> tuple[str, list[Arrival]]:
        try:
            later = undone(corpus, earlier, _sent(event, "undo"))
        except OnrecordError as error:
            return problem_html(told(error)) + arrivals_html(earlier), earlier
        return arrivals_html(later), later

    # One after the other, so that each sees what the one before has told; whoever waits is told before.
    settings = _QUIETLY | {"concurrency_limit": 1, "concurrency_id": "adding", "trigger_mode": "multiple"}
    bringing = files.upload(announce, [arrivals, files], shown, **_QUIETLY, trigger_mode="multiple")
    pasting = paste.click(waiting_html, arrivals, shown, **_QUIETLY)
    return [
        bringing.then(add_files, [files, arrivals], [shown, arrivals], **settings),
        pasting.then(add_text, [arrivals, *fields], [shown, arrivals, refused, *fields], **settings),
        shown.click(take_back, arrivals, [shown, arrivals], **settings),
    ]


def _asked_from_outside(corpus: Corpus) -> Callable[[str], str]:
    def ask(question: str) -> str:
        """The answer to a question, as the JSON text that `onrecord ask --json` prints."""
        try:
            return dumped(answer_json(corpus.ask(AskForm(question=question).question)))
        except ValidationError as error:
            raise _refusal(misfit(error)) from error
        except OnrecordError as error:
            raise _refusal(printable(told(error))) from error

    return ask


def _conversation(request: gr.Request) -> str:
    """The one that the address of the page names, which a server that has forgotten the page can still read."""
    return str(request.query_params.get("conversation", ""))


def _sent(event: gr.EventData, key: str) -> str:
    """What a script of the page sends along; empty for whatever else arrives."""
    return normalise(str(event._data.get(key, ""))) if isinstance(event._data, dict) else ""


if __name__ == "__main__":
    main()
