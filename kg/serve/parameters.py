"""Parameters of a request as values; a bad one is a fault that says what is wanted."""

from __future__ import annotations

import re

from starlette.requests import Request

from kg.errors import ChoiceError, KgError
from kg.knowledge.ontology import load
from kg.serve.held import Held, State

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LONGEST = 200


class NotFoundError(KgError):
    """An id that nothing bears."""


def held_by(request: Request) -> Held:
    """The workspace that is served."""
    held: Held = request.app.state.held
    return held


def state_of(request: Request) -> State:
    """The state of the graph from which the whole request is answered."""
    if not hasattr(request.state, "graph"):
        request.state.graph = held_by(request).now()
    found: State = request.state.graph
    return found


def text(request: Request, name: str, longest: int = _LONGEST) -> str:
    """A parameter as text; empty where it is missing."""
    value = request.query_params.get(name, "").strip()
    if len(value) > longest:
        raise ChoiceError(f"{name}: at most {longest} characters")
    return value


def whole(request: Request, name: str, default: int, bounds: tuple[int, int]) -> int:
    """A parameter as a whole number within bounds."""
    given = text(request, name)
    try:
        value = int(given) if given else default
    except ValueError:
        value = bounds[0] - 1
    if not bounds[0] <= value <= bounds[1]:
        raise ChoiceError(f"{name}: a whole number from {bounds[0]} to {bounds[1]}")
    return value


def share(request: Request, name: str) -> float:
    """A parameter as a number from 0 to 1; 0 where it is missing."""
    given = text(request, name)
    try:
        value = float(given) if given else 0.0
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ChoiceError(f"{name}: a number from 0 to 1")
    return value


def day(request: Request, name: str) -> str:
    """A parameter as a year, month or day; empty where it is missing."""
    given = text(request, name)
    if given and not _DAY.fullmatch(given):
        raise ChoiceError(f"{name}: a year, month or day, such as 2020-04")
    return given


def several(request: Request, name: str) -> tuple[str, ...]:
    """A parameter as a list separated by commas, each once."""
    return tuple(dict.fromkeys(part for part in request.query_params.get(name, "").split(",") if part))


def types(request: Request) -> frozenset[str]:
    """Entity types asked for."""
    return _known(several(request, "types"), frozenset(load().classes))


def predicates(request: Request) -> frozenset[str]:
    """Predicates asked for."""
    given = (*several(request, "predicates"), *several(request, "predicate"))
    return _known(given, frozenset(load().predicates))


def _known(given: tuple[str, ...], names: frozenset[str]) -> frozenset[str]:
    for name in given:
        if name not in names:
            raise ChoiceError(f"{name}: unknown; choose from {', '.join(sorted(names))}")
    return frozenset(given)


def entity(request: Request, id_: str) -> str:
    """An id that an entity bears; raises NotFoundError where none does."""
    if id_ not in state_of(request).index.nodes:
        raise NotFoundError(
            f"no entity has the id {id_[:80]!r}; it may have changed by a judgement: search its name"
        )
    return id_
