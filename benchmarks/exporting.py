"""A network that was trained here → the file that ONNX Runtime runs, with weights of eight bits, and its manifest."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from embeddings.trained import write_manifest

Axes = Mapping[str, Mapping[int, str]]


def export(network: nn.Module, example: Mapping[str, Tensor], output: str, axes: Axes, file: Path) -> None:
    """`example` are inputs by name, in the order in which the network takes them; `axes` those that may be longer."""
    file.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            network,
            tuple(example.values()),
            exact,
            input_names=list(example),
            output_names=[output],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        # Seven bits: without VNNI a processor would overflow its sums of eight-bit products.
        quantize_dynamic(exact, file, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)
    write_manifest(file.parent, file.name)
