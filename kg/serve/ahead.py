"""What is made of each state of the graph before anyone asks: what people open first, and would wait for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kg.boards import BOARDS
from kg.serve import api
from kg.serve.held import State


def _board(name: str, state: State) -> None:
    state.board(name)


AHEAD: Sequence[Callable[[State], object]] = (
    api.draw,
    *(partial(_board, name) for name in BOARDS),
    api.gather,
)
