"""The page: pyvis's drawing and library in the project's own frame, and nothing from any other host.

The frame replaces pyvis's, which links to a content network even with all resources inline. Text from pages
goes in as JSON without a character that could end a script, and comes out through `textContent` only. The
content-security policy names the digest of each script: no other can run, and no request can be made.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError
from kg.graph import Graph
from kg.view.choose import Part, choose
from kg.view.draw import draw
from kg.view.panel import contents

if TYPE_CHECKING:
    from jinja2 import Environment

_STATIC = Path(__file__).resolve().parent / "static"
_SCRIPTS = ("words.js", "drawing.js", "panel.js", "legend.js", "search.js", "page.js")
_RISKY = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_DEFAULT_LIMIT = 600


def view(graph: Graph, around: str | None = None, hops: int = 1, limit: int = _DEFAULT_LIMIT) -> str:
    """One self-contained HTML page of the graph, or of what lies `hops` facts `around` an entity.

    `around` is an id, a name or an alias. Of more than `limit` entities the best connected are drawn, and
    the page says so. Raises ChoiceError for an unknown name, naming the nearest ones.
    """
    part = choose(graph, around, hops, limit)
    drawing = draw(part)
    drawing.templateEnv = _frame(graph, part)
    drawing.path = "page.html"
    html: str = drawing.generate_html()
    return html


def embedded(value: Any) -> str:
    """A value as JSON that can stand in a script element whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _frame(graph: Graph, part: Part) -> Environment:
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    scripts = (_library(), _own_script())
    frame = Environment(loader=FileSystemLoader(_STATIC), autoescape=True)
    frame.filters["embedded"] = lambda value: Markup(embedded(value))  # noqa: S704 - escaped just above
    frame.globals.update(
        title=_title(part),
        style=Markup((_STATIC / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - shipped file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - shipped files
        policy=_policy(scripts),
        contents=contents(graph, part),
    )
    return frame


def _title(part: Part) -> str:
    names: Mapping[str, str] = {node.id: node.name for node in part.entities}
    return f"{names[part.centre[0]]} · kg" if part.centre else "kg"


def _policy(scripts: tuple[str, ...]) -> str:
    digests = (hashlib.sha256(script.encode("utf-8")).digest() for script in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(d).decode('ascii')}'" for d in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _own_script() -> str:
    """The page's scripts as one, its names kept to itself."""
    parts = [(_STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    return "\n(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


def _library() -> str:
    """vis-network as pyvis carries it."""
    import pyvis

    home = Path(pyvis.__file__).resolve().parent / "templates" / "lib"
    found = sorted(home.glob("vis-*/vis-network.min.js"))
    if not found:
        raise MissingExtraError(f"pyvis {pyvis.__version__} carries no vis-network; install pyvis 0.3.2")
    return found[-1].read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
