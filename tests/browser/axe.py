"""What axe-core finds on the page that a browser shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_name("vendor") / "axe-core-4.14.1.min.js"
_SERIOUS = ("serious", "critical")
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


def faults(browser: Any) -> list[str]:
    """Serious and critical faults, each with the elements that have it."""
    browser.execute_script(_SCRIPT.read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const [tags, done] = arguments;"
        "axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
        ".then((result) => done(result.violations),"
        " (error) => done([{ impact: 'critical', id: String(error), nodes: [] }]));",
        list(_RULES),
    )
    return [
        f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:4]]}"
        for one in found
        if one["impact"] in _SERIOUS
    ]
