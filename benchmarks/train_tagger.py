"""Train the tagger of qa/tagger.py and write its files to qa/weights/.

usage: python benchmarks/train_tagger.py TRAIN.jsonl.gz DEV.jsonl.gz      (needs: pip install -e '.[train]')

Both files hold one article a line: {"text", "quotes": [{"start", "end", "cue": [s, e] or null, "mention": [s, e]}]},
offsets in code points, end exclusive. The encoder begins as the first layers of all-MiniLM-L6-v2, which the project
carries; everything is trained, in bfloat16, and exported to ONNX with weights of eight bits. It takes about 45 minutes
on two cores. The seed is fixed, but sums differ between machines, and with them the last digits of the figures.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from exporting import export
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from embeddings.model_files import DEFAULT_MODEL, find_model
from qa.paragraphs import paragraphs
from qa.tagger import (
    BEGIN,
    HEADS,
    INSIDE,
    MODEL,
    POINTER_WIDTH,
    WEIGHTS,
    WINDOW_TOKENS,
    Window,
    open_tokenizer,
    windows,
)

LAYERS = 3
EPOCHS = 8
BATCH = 16
LEARNING_RATE = 3e-4
WARM_UP = 0.1  # of all steps
SHORTEST_FIRST_WINDOW = 40
# What each part of the loss counts: content, source and cue tags; the pointers to source and cue.
TAG_WEIGHTS = (1.0, 0.5, 0.5)
POINTER_WEIGHTS = (0.3, 0.15)
IGNORED = -100
BASE = find_model(DEFAULT_MODEL).folder
Article = dict[str, Any]


class Network(nn.Module):
    """(batch, n) token ids and mask → (batch, n, 9 + 4 × POINTER_WIDTH): tags; query and key for source and cue."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:LAYERS]
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, 3 * len(HEADS) + 4 * POINTER_WIDTH)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(hidden))


class Link(NamedTuple):
    """One attribution: the window's place in its batch, the tokens of the content, and those of source and cue."""

    row: int
    content: list[int]
    targets: tuple[list[int], list[int]]


class Batch(NamedTuple):
    ids: Tensor  # (batch, n)
    mask: Tensor  # (batch, n)
    tags: Tensor  # (batch, head, n)
    links: list[Link]


# -- articles → batches


def read(path: str) -> list[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def batches(articles: list[Article], rng: random.Random | None) -> Iterator[Batch]:
    """Windows of all articles. With `rng` they are shuffled, and every article is cut in another way each time."""
    tokenizer = open_tokenizer()
    cut = [
        (window, article["quotes"])
        for article in articles
        for window in windows(
            tokenizer,
            article["text"],
            paragraphs(article["text"]),
            rng.randint(SHORTEST_FIRST_WINDOW, WINDOW_TOKENS) if rng else WINDOW_TOKENS,
        )
    ]
    if rng:
        rng.shuffle(cut)
    near = BATCH * 16  # windows of like length share a batch, so that little is padding
    ordered = [pair for at in range(0, len(cut), near) for pair in sorted(cut[at : at + near], key=_tokens)]
    groups = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    if rng:
        rng.shuffle(groups)
    return map(batch_of, groups)


def _tokens(pair: tuple[Window, list[Any]]) -> int:
    return len(pair[0].ids)


def batch_of(group: list[tuple[Window, list[Any]]]) -> Batch:
    width = max(map(_tokens, group))
    ids = torch.zeros(len(group), width, dtype=torch.long)
    mask = torch.zeros(len(group), width, dtype=torch.long)
    tags = torch.full((len(group), len(HEADS), width), IGNORED)
    links: list[Link] = []
    for row, (window, quotes) in enumerate(group):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        mask[row, :size] = 1
        labels, found = labelled(window, quotes, row)
        tags[row, :, :size] = torch.from_numpy(labels)
        links += found
    return Batch(ids, mask, tags, links)


def labelled(window: Window, quotes: list[Any], row: int) -> tuple[np.ndarray, list[Link]]:
    """The tags (head, n) of a window; of two contents one inside the other the outer one has them."""
    starts, ends = np.array(window.starts), np.array(window.ends)
    tags = np.zeros((len(HEADS), len(starts)), dtype=np.int64)

    def mark(head: int, start: int, end: int) -> list[int]:
        tokens = np.flatnonzero((starts >= 0) & (starts < end) & (ends > start))
        if len(tokens) and not tags[head, tokens].any():
            tags[head, tokens] = INSIDE
            if starts[tokens[0]] <= start:
                tags[head, tokens[0]] = BEGIN
        return list(tokens)

    links: list[Link] = []
    for quote in sorted(quotes, key=lambda quote: quote["start"] - quote["end"]):
        content = mark(0, quote["start"], quote["end"])
        source = mark(1, *quote["mention"])
        cue = mark(2, *quote["cue"]) if quote["cue"] else []
        if content:
            links.append(Link(row, content, (source, cue)))
    tags[:, starts < 0] = IGNORED
    return tags, links


# -- batches → loss


def loss_of(network: Network, batch: Batch) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        outputs = network(batch.ids, batch.mask)
    outputs = outputs.float()
    tags = outputs[..., :9].unflatten(-1, (3, 3))
    loss = torch.zeros(())
    for head, weight in enumerate(TAG_WEIGHTS):
        loss = loss + weight * functional.cross_entropy(
            tags[:, :, head].flatten(0, 1), batch.tags[:, head].flatten(), ignore_index=IGNORED
        )
    pointers = outputs[..., 9:].unflatten(-1, (4, POINTER_WIDTH))
    for which, weight in enumerate(POINTER_WEIGHTS):
        loss = loss + weight * pointer_loss(pointers[..., 2 * which, :], pointers[..., 2 * which + 1, :], batch, which)
    return loss


def pointer_loss(queries: Tensor, keys: Tensor, batch: Batch, which: int) -> Tensor:
    """How improbable it is that the contents point to any token of their source (0) or their cue (1)."""
    links = [link for link in batch.links if link.targets[which]]
    if not links:
        return torch.zeros(())
    rows = [link.row for link in links]
    asked = torch.stack([queries[link.row, link.content].mean(0) for link in links])
    scores = torch.einsum("ld,lnd->ln", asked, keys[rows]) / POINTER_WIDTH**0.5
    scores = scores.masked_fill(batch.mask[rows] == 0, -1e4)
    wanted = torch.zeros_like(scores, dtype=torch.bool)
    for at, link in enumerate(links):
        wanted[at, link.targets[which]] = True
    return (scores.logsumexp(1) - scores.masked_fill(~wanted, -1e4).logsumexp(1)).mean()


# -- training


def train(network: Network, articles: list[Article], dev: list[Article]) -> None:
    rng = random.Random(1)
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01)
    total = EPOCHS * len(list(batches(articles, random.Random(0))))
    step, begun = 0, time.monotonic()
    for epoch in range(1, EPOCHS + 1):
        network.train()
        losses = []
        for batch in batches(articles, rng):
            rate = min((step + 1) / (WARM_UP * total), max(total - step, 1) / ((1 - WARM_UP) * total))
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * rate
            loss = loss_of(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
        minutes = (time.monotonic() - begun) / 60
        print(
            f"epoch {epoch}: loss {np.mean(losses):.3f}, dev {dev_loss(network, dev):.3f}, {minutes:.0f} min",
            flush=True,
        )
        export_tagger(network.eval(), WEIGHTS)


def dev_loss(network: Network, dev: list[Article]) -> float:
    network.eval()
    with torch.no_grad():
        return float(np.mean([loss_of(network, batch).item() for batch in batches(dev, None)]))


# -- files


def export_tagger(network: Network, folder: Path) -> None:
    axes = {"ids": {1: "n"}, "outputs": {1: "n"}}
    export(_Unpadded(network), {"ids": torch.ones(1, 8, dtype=torch.long)}, "outputs", axes, folder / MODEL)


class _Unpadded(nn.Module):
    """As the network is used: one window at a time, which needs no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        return self.network(ids, torch.ones_like(ids))


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.manual_seed(1)
    articles, dev = read(sys.argv[1]), read(sys.argv[2])
    train(Network(), articles, dev)


if __name__ == "__main__":
    main()
