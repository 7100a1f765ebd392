"""What can be set from outside. Read once, by the outermost layer, and passed down as arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from embeddings.model_files import DEFAULT_MODEL
from embeddings.reranker import BUNDLED

DATA_VARIABLE = "ONRECORD_DATA"
MODEL_VARIABLE = "ONRECORD_MODEL"
RERANKER_VARIABLE = "ONRECORD_RERANKER"
HOSTS_VARIABLE = "ONRECORD_WEB_HOSTS"


@dataclass(frozen=True, slots=True)
class Settings:
    """`data`: the folder of the corpus. `model`: the encoder, a name or a folder. `reranker`: see `open_reranker`.

    `web_hosts`: those (`name` or `name:port`) from which pages are read although they are not on the public internet.
    """

    data: Path
    model: str = DEFAULT_MODEL
    reranker: str = BUNDLED
    web_hosts: frozenset[str] = frozenset()


def settings_from(
    environment: Mapping[str, str], data: str | None = None, model: str | None = None, reranker: str | None = None
) -> Settings:
    """What is given, else what the environment says, else the default."""
    folder = data or environment.get(DATA_VARIABLE)
    return Settings(
        data=Path(folder).expanduser() if folder else user_data_path("onrecord", appauthor=False),
        model=model or environment.get(MODEL_VARIABLE) or DEFAULT_MODEL,
        reranker=reranker or environment.get(RERANKER_VARIABLE) or BUNDLED,
        web_hosts=frozenset(environment.get(HOSTS_VARIABLE, "").lower().split()),
    )
