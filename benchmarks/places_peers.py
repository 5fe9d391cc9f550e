"""Address parsers that others wrote, each where it is installed."""

import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

SAID = {"jieba": "jieba segments", "jionlp": "jionlp parse_location", "cpca": "cpca transform"}


def _jieba(names: Sequence[str]) -> Callable[[str], Any] | None:
    jieba = _installed("jieba")
    if jieba is None:
        return None
    jieba.setLogLevel(logging.ERROR)
    for name in names:
        jieba.add_word(name, 1000)
    jieba.lcut("预热")
    return jieba.lcut  # type: ignore[no-any-return]


def _jionlp(_: Sequence[str]) -> Callable[[str], Any] | None:
    jionlp = _installed("jionlp")
    if jionlp is None:
        return None
    jionlp.parse_location("太原市迎泽区迎泽大街")
    return jionlp.parse_location  # type: ignore[no-any-return]


def _cpca(_: Sequence[str]) -> Callable[[str], Any] | None:
    cpca = _installed("cpca")
    if cpca is None:
        return None
    cpca.transform(["太原市迎泽区迎泽大街"])
    return lambda text: cpca.transform([text])


def _installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None


PEERS = {"jieba": _jieba, "jionlp": _jionlp, "cpca": _cpca}
