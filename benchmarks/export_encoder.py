"""Export all-MiniLM-L6-v2 in eight bits for embeddings/question_encoder.py, and write it to embeddings/weights/.

usage: python benchmarks/export_encoder.py      (needs: pip install -e '.[train]')

Weights are rounded in blocks of 32 numbers with a scale each, and so are the states that they are multiplied by. One
scale for each column and for all states, as in the reranker, which was trained for a task and not for a space, costs
ten times the error: cosines of 0.985 to the exact vectors, instead of 0.999.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from embeddings.model_files import DEFAULT_MODEL, find_model
from embeddings.question_encoder import MODEL
from embeddings.trained import WEIGHTS, write_manifest

BLOCK = 32  # numbers with a common scale
STATES_IN_EIGHT_BITS = 4  # the runtime's name for it


class Network(nn.Module):
    """(1, n) word pieces → unit vector (dim,): the mean of their states."""

    def __init__(self) -> None:
        super().__init__()
        folder = find_model(DEFAULT_MODEL).folder
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")

    def forward(self, ids: Tensor) -> Tensor:
        states = self.encoder(input_ids=ids).last_hidden_state
        return functional.normalize(states.mean(dim=1)[0], dim=0)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        exact, rounded = Path(scratch) / "exact.onnx", Path(scratch) / "rounded.onnx"
        torch.onnx.export(
            Network().eval(),
            (torch.ones(1, 8, dtype=torch.long),),
            exact,
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {1: "n"}},
            opset_version=17,
            dynamo=False,
        )
        blocks = DefaultWeightOnlyQuantConfig(
            bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=STATES_IN_EIGHT_BITS
        )
        quantizer = MatMulNBitsQuantizer(onnx.load(exact), algo_config=blocks)
        quantizer.process()
        onnx.save(quantizer.model.model, rounded)
        # The words' own vectors, half of the file, are only looked up.
        quantize_dynamic(
            rounded,
            WEIGHTS / MODEL,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    write_manifest(WEIGHTS, MODEL)


if __name__ == "__main__":
    main()
