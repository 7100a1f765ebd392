"""The index agrees with plain numpy, and trusts no file that it did not write."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings.index import INDEX_FILE, MANIFEST_FILE, FaissIndex, Hits, IndexFileError

DIMENSION = 16
ENCODER = "0123456789abcdef"
# Of an inner product, what eight bits a number may leave it off by.
TOLERANCE = 0.02


def unit(count: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def ids(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@pytest.fixture
def index() -> FaissIndex:
    """Two hundred vectors with the ids 1000, 1003, 1006, …"""
    filled = FaissIndex(DIMENSION)
    filled.add(KNOWN, VECTORS)
    return filled


KNOWN = np.arange(200, dtype=np.int64) * 3 + 1000
VECTORS = unit(200)


def assert_nearest(hits: Hits, vector: np.ndarray, among: np.ndarray, k: int) -> None:
    """The oracle: all inner products, sorted. What differs by less than the tolerance may change places."""
    at = np.flatnonzero(np.isin(KNOWN, among))
    product_of = dict(zip(KNOWN[at].tolist(), (VECTORS[at] @ vector).tolist(), strict=True))
    found = [product_of[i] for i in hits.ids.tolist()]
    assert len(set(hits.ids.tolist())) == len(found) == min(k, len(at))
    np.testing.assert_allclose(hits.scores, found, atol=TOLERANCE)
    np.testing.assert_allclose(found, sorted(product_of.values(), reverse=True)[:k], atol=2 * TOLERANCE)


@pytest.mark.parametrize("k", [1, 10, 200, 500])
def test_it_finds_what_sorting_all_products_finds(k: int, index: FaissIndex) -> None:
    for question in unit(20, seed=1):
        assert_nearest(index.search(question, k), question, KNOWN, k)


@pytest.mark.parametrize("count", [0, 1, 7, 150])
def test_only_those_among_the_given_are_found(count: int, index: FaissIndex) -> None:
    among = np.random.default_rng(2).choice(KNOWN, count, replace=False)
    for question in unit(10, seed=3):
        assert_nearest(index.search(question, 10, among), question, among, 10)
    assert index.search(question, 10, ids(1, 2)).ids.tolist() == []


def test_a_wide_vector_loses_next_to_nothing() -> None:
    vectors = np.random.default_rng(7).normal(size=(1_000, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = FaissIndex(384)
    index.add(np.arange(1_000), vectors)
    question = vectors[0] + 0.5 * vectors[1]
    question /= np.linalg.norm(question)
    np.testing.assert_allclose(index.similarities(question, np.arange(1_000)), vectors @ question, atol=0.004)
    assert index.search(question, 2).ids.tolist() == [0, 1]


def test_similarities_are_those_of_the_ids_in_their_order(index: FaissIndex) -> None:
    [question] = unit(1, seed=8)
    asked = ids(1006, 1, 1000, 9999, 1003)
    expected = [VECTORS[2] @ question, 0, VECTORS[0] @ question, 0, VECTORS[1] @ question]
    np.testing.assert_allclose(index.similarities(question, asked), expected, atol=TOLERANCE)
    index.remove(ids(1000))
    index.add(ids(1), VECTORS[:1])
    np.testing.assert_allclose(index.similarities(question, ids(1000, 1)), [0, expected[2]], atol=TOLERANCE)
    assert FaissIndex(DIMENSION).similarities(question, ids(1)).tolist() == [0]


def test_what_is_removed_is_not_found_and_the_others_keep_their_ids(index: FaissIndex) -> None:
    gone, question = KNOWN[::2], VECTORS[0]
    index.remove(np.append(gone, 7))  # 7 was never there
    assert len(index) == 100
    assert_nearest(index.search(question, 10), question, KNOWN[1::2], 10)
    index.add(gone[:1], VECTORS[:1])
    assert index.search(question, 1).ids.tolist() == [1000]


def test_an_empty_index_finds_nothing() -> None:
    assert index_is_empty(FaissIndex(DIMENSION))
    assert index_is_empty(FaissIndex(DIMENSION).copy())


def index_is_empty(index: FaissIndex) -> bool:
    return len(index) == 0 and index.search(VECTORS[0], 5).ids.tolist() == []


def test_a_copy_goes_its_own_way(index: FaissIndex) -> None:
    copy = index.copy()
    copy.remove(KNOWN[:1])
    copy.add(ids(5), unit(1, seed=4))
    assert (len(index), len(copy)) == (200, 200)
    assert index.search(VECTORS[0], 1).ids.tolist() == [1000]
    assert copy.search(unit(1, seed=4)[0], 1).ids.tolist() == [5]
    assert 5 not in index.ids


REFUSED: dict[str, tuple[np.ndarray, np.ndarray]] = {
    "another width": (ids(1), np.ones((1, DIMENSION + 1), dtype=np.float32)),
    "fewer vectors than ids": (ids(1, 2), unit(1)),
    "not a number": (ids(1), np.full((1, DIMENSION), np.nan, dtype=np.float32)),
    "infinite": (ids(1), np.full((1, DIMENSION), np.inf, dtype=np.float32)),
    "zero": (ids(1), np.zeros((1, DIMENSION), dtype=np.float32)),
    "too long": (ids(1), 2 * unit(1)),
    "an id it has": (ids(1000), unit(1)),
    "an id twice": (ids(1, 1), unit(2)),
}


@pytest.mark.parametrize(("new", "vectors"), REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_the_index_is_refused(new: np.ndarray, vectors: np.ndarray, index: FaissIndex) -> None:
    with pytest.raises(ValueError, match=r"expected|unit length|there already"):
        index.add(new, vectors)
    assert len(index) == 200


def test_what_is_saved_is_loaded(index: FaissIndex, tmp_path: Path) -> None:
    index.save(tmp_path, ENCODER)
    loaded = FaissIndex.load(tmp_path, ENCODER)
    assert loaded.ids.tolist() == KNOWN.tolist()
    assert loaded.search(VECTORS[7], 10).ids.tolist() == index.search(VECTORS[7], 10).ids.tolist()
    assert sorted(path.name for path in tmp_path.iterdir()) == [INDEX_FILE, MANIFEST_FILE]
    loaded.add(ids(1), unit(1, seed=5))
    assert len(loaded) == 201


def write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def change(**changes: object) -> Callable[[Path], object]:
    def changed(folder: Path) -> None:
        manifest = json.loads((folder / MANIFEST_FILE).read_bytes())
        (folder / MANIFEST_FILE).write_text(json.dumps(manifest | changes), "utf-8")

    return changed


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "no index": ("missing", lambda folder: (folder / INDEX_FILE).unlink()),
    "no manifest": ("missing", lambda folder: (folder / MANIFEST_FILE).unlink()),
    "a folder for an index": ("unreadable", lambda f: [(f / INDEX_FILE).unlink(), (f / INDEX_FILE).mkdir()]),
    "empty": ("damaged", write(INDEX_FILE, b"")),
    "cut short": ("damaged", lambda folder: os.truncate(folder / INDEX_FILE, 100)),
    "another's index": ("damaged", write(INDEX_FILE, b"IxF2" + b"\0" * 500)),
    "empty manifest": ("unreadable", write(MANIFEST_FILE, b"")),
    "no JSON": ("unreadable", write(MANIFEST_FILE, b"format: 1")),
    "no UTF-8": ("unreadable", write(MANIFEST_FILE, b"\xff\xff")),
    "nested": ("unreadable", write(MANIFEST_FILE, b"[" * 100_000)),
    "a list": ("of another version", write(MANIFEST_FILE, b"[]")),
    "a number": ("of another version", write(MANIFEST_FILE, b"1")),
    "another format": ("of another version", change(format=1)),
    "another encoder": ("of another model", change(encoder="f" * 16)),
    "no encoder": ("of another model", change(encoder=None)),
    "another sum": ("damaged", change(sha256="0" * 64)),
    "a list for a sum": ("damaged", change(sha256=[])),
}


@pytest.mark.parametrize(("why", "damage"), DAMAGES.values(), ids=DAMAGES.keys())
def test_it_does_not_load(why: str, damage: Callable[[Path], object], index: FaissIndex, tmp_path: Path) -> None:
    index.save(tmp_path, ENCODER)
    damage(tmp_path)
    with pytest.raises(IndexFileError, match=f"^{why}$"):
        FaissIndex.load(tmp_path, ENCODER)


def test_no_flipped_bit_is_loaded(index: FaissIndex, tmp_path: Path) -> None:
    index.save(tmp_path, ENCODER)
    whole = (tmp_path / INDEX_FILE).read_bytes()
    for bit in np.random.default_rng(6).choice(8 * len(whole), 300, replace=False).tolist():
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        (tmp_path / INDEX_FILE).write_bytes(content)
        with pytest.raises(IndexFileError, match="damaged"):
            FaissIndex.load(tmp_path, ENCODER)
