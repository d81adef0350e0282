"""The pipeline over one page: cut, recognise, corefer, relate, measure, record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg import __version__
from kg.extract.corefer import corefer
from kg.extract.measure import measure, praise
from kg.extract.readings import readings
from kg.extract.recognise.all import recognise
from kg.extract.record import record
from kg.extract.relate import relate
from kg.extract.scene import scenes
from kg.extract.times import page_year
from kg.ids import digest
from kg.knowledge.tables import rows
from kg.model import Page, Record
from kg.page.cut import cut
from kg.page.masthead import press_day


def extract(page: Page) -> Record:
    """All that a page states, as a record; the same page gives the same record in any process."""
    seen = scenes(cut(page))
    found = [recognise(scene) for scene in seen]
    page = replace(page, date=page.date or press_day(page.text))
    year = page.date[:4] if page.date else str(page_year(page.text) or "")
    who = corefer(seen, found, year)
    read = readings(page, seen, who)
    claims = [(r, c) for r in read for c in relate(r)]
    figures = [(r, f) for r in read for f in measure(r)]
    honours = [(r, h) for r in read for h in praise(r)]
    return record(page, read, who, (claims, figures, honours), recipe())


@cache
def recipe() -> str:
    """Version of the rules, tables and models: a record made by another recipe is made anew."""
    return digest(__version__, *(f"{r['file']}:{r['sha256']}" for r in rows("SOURCES.tsv")), size=6)
