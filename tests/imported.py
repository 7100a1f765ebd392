"""What commands and servers import, which takes seconds: it is done once, in the process that all are forked from."""

import gc

import faiss  # noqa: F401
import sentence_transformers  # noqa: F401
import transformers.models.bert.modeling_bert  # noqa: F401

import app  # noqa: F401
import qa.cli  # noqa: F401

gc.freeze()  # a child that collected what it shares would copy it
