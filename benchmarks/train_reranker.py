"""Train the cross-encoder of embeddings/reranker.py and write its files to embeddings/weights/.

usage: python benchmarks/train_reranker.py MEETINGS PAIRS SELECTION…      (needs: pip install -e '.[train]')

MEETINGS  a folder with corpus.jsonl.gz {"doc_id", "text"} and questions.jsonl.gz {"question", "doc_id", "evidence":
          [[start, end], …]}: transcripts, and where in them is what answers (QMSum, Zhong et al. 2021)
PAIRS     .jsonl.gz of {"question", "sentence"} (SQuAD 1.1 as parted by Du et al. 2017)
SELECTION .jsonl.gz of {"question", "sentences": […] or "utterances": [{"speaker", "text"}, …], "answers": [places]}
          (SelQA, TrecQA, FriendsQA)

The encoder begins as the first layers of all-MiniLM-L6-v2, which the project carries. Each question is trained with
passages that answer and with those that look most like it and do not: listwise (softmax over the group, Cao et al.
2007) and pointwise, so that scores can be compared between questions. It is trained in bfloat16, in about an hour on
two cores, and exported to ONNX with weights of eight bits. The seed is fixed, but sums differ between machines.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from exporting import export
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from embeddings.encoder import Encoder
from embeddings.model_files import DEFAULT_MODEL, find_model
from embeddings.reranker import MODEL, WEIGHTS, Pair, PairTokenizer, Text, padded
from qa.extraction import quotations
from qa.known import KnownPeople
from qa.passages import passages
from qa.records import Article, Span

LAYERS = 3
GROUP = 8  # passages that are compared with one another
BATCH = 6  # groups
LEARNING_RATE = 2e-4
WARM_UP = 0.06  # of all steps
POINTWISE = 0.5  # what the pointwise loss counts beside the listwise
# How often each question of a set is trained, each time with other passages.
TIMES = {"meetings": 2, "pairs": 1, "selection": 2}
EVERY_PAIR = 2  # of the pairs, one in so many: the sentences of all are those that look like an answer
AROUND = 700  # characters before and after a passage; the tokenizer takes the nearest words of them
# Of the passages that look most like a question, so many are drawn from.
NEAREST = {"meetings": 60, "pairs": 30, "selection": 30}
BASE = find_model(DEFAULT_MODEL).folder


class Task(NamedTuple):
    """A question with the texts among which its answer is sought, and how near in meaning each is to it."""

    question: str
    texts: Sequence[Text]
    right: frozenset[int]
    nearest: Sequence[int]  # places in `texts`, nearest first
    times: int


class Group(NamedTuple):
    pairs: list[Pair]
    right: list[bool]


class Network(nn.Module):
    """(batch, n) word pieces, mask and types → (batch,) logits."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:LAYERS]
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = self.encoder.config.hidden_size
        self.head = nn.Sequential(nn.Linear(2 * width, width), nn.Tanh(), nn.Dropout(0.1), nn.Linear(width, 1))

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.head(torch.cat([states[:, 0], mean], dim=-1)).squeeze(-1)


# -- files → tasks


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def meeting_tasks(folder: Path, encoder: Encoder) -> Iterator[Task]:
    questions = defaultdict(list)
    for line in read(folder / "questions.jsonl.gz"):
        questions[line["doc_id"]].append(line)
    for meeting in read(folder / "corpus.jsonl.gz"):
        spans, texts = passages_of(meeting["text"])
        vectors = encoded(encoder, [text.passage for text in texts])
        for asked in questions[meeting["doc_id"]]:
            right = {
                at
                for at, (start, end) in enumerate(spans)
                if any(start < last and first < end for first, last in asked["evidence"])
            }
            nearest = nearest_to(encoder, asked["question"], vectors, NEAREST["meetings"])
            yield Task(asked["question"], texts, frozenset(right), nearest, TIMES["meetings"])


def passages_of(text: str) -> tuple[list[tuple[int, int]], list[Text]]:
    """The passages of a transcript as the product makes them, and where they stand."""
    article = Article("", text)
    found = passages(article, quotations(text, KnownPeople([]), None))
    speakers = [q.source.shown(text) if (q := passage.quotation) and q.source else "" for passage in found]
    spans = [passage.span for passage in found]
    texts = [
        Text(span.of(text), who, text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND])
        for span, who in zip(spans, speakers, strict=True)
    ]
    return [tuple(span) for span in spans], texts


def pair_tasks(path: Path, encoder: Encoder) -> Iterator[Task]:
    lines = read(path)
    sentences = list(dict.fromkeys(line["sentence"] for line in lines))
    place = {sentence: at for at, sentence in enumerate(sentences)}
    texts = [Text(sentence) for sentence in sentences]
    vectors = encoded(encoder, sentences)
    for line in lines[::EVERY_PAIR]:
        nearest = nearest_to(encoder, line["question"], vectors, NEAREST["pairs"])
        yield Task(line["question"], texts, frozenset([place[line["sentence"]]]), nearest, TIMES["pairs"])


def selection_tasks(path: Path, encoder: Encoder) -> Iterator[Task]:
    vectors_of: dict[tuple[str, ...], np.ndarray] = {}
    for line in read(path):
        said = line.get("utterances") or [{"speaker": None, "text": sentence} for sentence in line["sentences"]]
        own = tuple(one["text"] for one in said)
        turns = [f"{one['speaker']}: {one['text']}" if one["speaker"] else one["text"] for one in said]
        texts = [
            Text(one["text"], one["speaker"] or "", " ".join(turns[:at])[-AROUND:], " ".join(turns[at + 1 :])[:AROUND])
            for at, one in enumerate(said)
        ]
        if own not in vectors_of:
            vectors_of[own] = encoded(encoder, own)
        nearest = nearest_to(encoder, line["question"], vectors_of[own], NEAREST["selection"])
        yield Task(line["question"], texts, frozenset(line["answers"]), nearest, TIMES["selection"])


def encoded(encoder: Encoder, sentences: Sequence[str]) -> np.ndarray:
    return np.concatenate(encoder.encode_documents([(text, [Span(0, len(text))]) for text in sentences]))


def nearest_to(encoder: Encoder, question: str, vectors: np.ndarray, count: int) -> list[int]:
    return np.argsort(-(vectors @ encoder.encode_question(question)), kind="stable")[:count].tolist()


# -- tasks → groups → batches


def groups(tasks: Sequence[Task], tokenizer: PairTokenizer, rng: random.Random) -> list[Group]:
    found = [group_of(task, tokenizer, rng) for task in tasks for _ in range(task.times)]
    rng.shuffle(found)
    return found


def group_of(task: Task, tokenizer: PairTokenizer, rng: random.Random) -> Group:
    near_right = [at for at in task.nearest if at in task.right] or sorted(task.right)
    wrong = [at for at in task.nearest if at not in task.right]
    chosen_right = [near_right[min(int(rng.expovariate(0.2)), len(near_right) - 1)]] if near_right else []
    if len(near_right) > 4 and rng.random() < 0.5:
        chosen_right = list({*chosen_right, rng.choice(near_right)})
    count = GROUP - len(chosen_right)
    hardest = wrong[: 2 * count]
    chosen_wrong = rng.sample(hardest, min(len(hardest), count))
    if len(wrong) > 3 * count:  # one from farther away
        chosen_wrong[-1] = rng.choice(wrong[2 * count :])
    chosen = [*chosen_right, *chosen_wrong]
    texts = [task.texts[at] for at in chosen]
    if rng.random() < 0.2:  # passages may come without what is around them
        texts = [text._replace(before="", after="") for text in texts]
    return Group(tokenizer.pairs(task.question, texts), [at in task.right for at in chosen])


def batches(found: Sequence[Group], rng: random.Random) -> list[list[Group]]:
    """Groups of like length share a batch, so that little is padding."""
    near = BATCH * 32
    ordered = [g for at in range(0, len(found), near) for g in sorted(found[at : at + near], key=longest)]
    made = [list(ordered[at : at + BATCH]) for at in range(0, len(ordered), BATCH)]
    rng.shuffle(made)
    return made


def longest(group: Group) -> int:
    return max(len(pair.ids) for pair in group.pairs)


def loss_of(network: Network, batch: Sequence[Group]) -> Tensor:
    tensors = map(torch.from_numpy, padded([pair for group in batch for pair in group.pairs]))
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(*tensors)
    logits = logits.float()
    right = torch.tensor([flag for group in batch for flag in group.right])
    pointwise = functional.binary_cross_entropy_with_logits(logits, right.float())
    listwise, at, counted = torch.zeros(()), 0, 0
    for group in batch:
        scores, flags = logits[at : at + len(group.pairs)], right[at : at + len(group.pairs)]
        at += len(group.pairs)
        if flags.any() and not flags.all():
            listwise = listwise + scores.logsumexp(0) - scores[flags].logsumexp(0)
            counted += 1
    return listwise / max(1, counted) + POINTWISE * pointwise


# -- training


def train(network: Network, tasks: Sequence[Task], folder: Path) -> None:
    rng = random.Random(1)
    ordered = batches(groups(tasks, PairTokenizer(BASE), rng), rng)
    optimizer = torch.optim.AdamW(
        [p for p in network.parameters() if p.requires_grad], lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01
    )
    network.train()
    losses, begun = [], time.monotonic()
    for step, batch in enumerate(ordered, 1):
        rate = min(step / (WARM_UP * len(ordered)), (len(ordered) - step + 1) / ((1 - WARM_UP) * len(ordered)))
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * rate
        loss = loss_of(network, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 100 == 0 or step == len(ordered):
            minutes = (time.monotonic() - begun) / 60
            print(f"step {step} of {len(ordered)}: loss {np.mean(losses[-100:]):.3f}, {minutes:.0f} min", flush=True)
            export_reranker(network.eval(), folder)
            network.train()


def export_reranker(network: Network, folder: Path) -> None:
    token = torch.ones(2, 8, dtype=torch.long)
    inputs = {"ids": token, "mask": token, "types": token}
    axes = {name: {0: "batch", 1: "n"} for name in inputs} | {"logits": {0: "batch"}}
    export(network, inputs, "logits", axes, folder / MODEL)


def main() -> None:
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    torch.manual_seed(1)
    encoder = Encoder(DEFAULT_MODEL)
    meetings, pairs, *selections = map(Path, sys.argv[1:])
    tasks = [*meeting_tasks(meetings, encoder), *pair_tasks(pairs, encoder)]
    for path in selections:
        tasks += selection_tasks(path, encoder)
    train(Network(), tasks, WEIGHTS)


if __name__ == "__main__":
    main()
