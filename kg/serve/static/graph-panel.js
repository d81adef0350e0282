// The panel: what is selected, its facts with their sentences, and what can be done with it.
import { ask, at, button, labelOf, link, make, say, sign } from './graph-dom.js';

const FIRST = 5;

export class Panel {
  constructor(model, deeds) {
    this.model = model;
    this.deeds = deeds;
    this.place = at('graph-panel');
    this.turn = 0;
  }

  close() {
    this.turn += 1;
    this.place.hidden = true;
    this.place.replaceChildren();
  }

  open(...content) {
    const close = button('close', '×', () => this.deeds.select(-1), say('js.graph.close'));
    close.setAttribute('aria-label', say('js.graph.close'));
    this.place.replaceChildren(close, ...content);
    this.place.hidden = false;
    this.place.scrollTop = 0;
  }

  async showEntity(n, scene) {
    const turn = this.turn += 1;
    const id = this.model.ids[n];
    this.open(this.head(n), this.acts(n, scene), this.ways(n, scene), make('p', 'soft', say('js.graph.loading')));
    const told = await ask(`/api/entity/${encodeURIComponent(id)}`).catch((error) => ({ error }));
    if (turn !== this.turn) return;
    const rest = told.error ? [make('p', 'soft', told.error.message)] : this.details(told);
    this.place.lastChild.replaceWith(...rest);
  }

  async showFact(f) {
    const turn = this.turn += 1;
    const fact = this.model.facts[f];
    const head = make('header');
    const line = make('h2', 'triple');
    line.append(
      this.entityButton(fact.source), make('span', 'verb', labelOf(this.model.predicateOf(f), fact.predicate)), this.entityButton(fact.target),
    );
    head.append(line, this.qualifiers(fact.q));
    this.open(head, make('p', 'soft', say('js.graph.loading')));
    const told = await ask(`/api/statement/${encodeURIComponent(fact.id)}`).catch((error) => ({ error }));
    if (turn !== this.turn) return;
    this.place.lastChild.replaceWith(...(told.error
      ? [make('p', 'soft', told.error.message)]
      : [...told.evidence.map((source) => this.quote(source)), link('more', say('js.graph.evidence.page'), `/id/statement/${fact.id}`)]));
  }

  head(n) {
    const head = make('header');
    const kind = make('span', 'kind');
    kind.append(sign(this.model.typeOf(n)), labelOf(this.model.typeOf(n)));
    const title = make('h2');
    title.append(link('', this.model.names[n], `/id/${encodeURIComponent(this.model.ids[n])}`));
    head.append(kind, title);
    return head;
  }

  acts(n, scene) {
    const row = make('div', 'acts');
    const pinned = this.model.ids[n] in scene.now.pinned;
    const { deeds } = this;
    row.append(
      button('', say('js.graph.expand'), () => deeds.expand(n), 'Enter'),
      button('', say('js.graph.around'), () => deeds.around(n), 'F'),
      button('', say(pinned ? 'js.graph.unpin' : 'js.graph.pin'), () => deeds.pin(n), 'P'),
      button('', say('js.graph.hide'), () => deeds.hide(n), 'H'),
      button('', say('js.graph.between'), () => deeds.between(n), 'B'),
    );
    return row;
  }

  /** What there is to expand, by relation and direction. */
  ways(n, scene) {
    const groups = new Map();
    for (const f of this.model.factsOf(n)) {
      const inward = this.model.target[f] === n && !this.model.predicateOf(f)?.symmetric;
      const key = `${this.model.predicate[f]}${inward ? '<' : '>'}`;
      if (!groups.has(key)) groups.set(key, { predicate: this.model.predicateOf(f), inward, others: new Set() });
      groups.get(key).others.add(this.model.other(f, n));
    }
    const row = make('div', 'ways');
    for (const { predicate, inward, others } of [...groups.values()].sort((a, b) => b.others.size - a.others.size)) {
      const missing = [...others].filter((other) => !scene.on[other]).length;
      const way = button('way', undefined, () => this.deeds.expand(n, { predicate: predicate?.name, inward }), say('js.graph.expand.way'));
      way.append(make('span', '', `${inward ? '← ' : ''}${labelOf(predicate)}${inward || predicate?.symmetric ? '' : ' →'}`), make('b', '', String(others.size)));
      if (missing) way.append(make('span', 'missing', `+${missing}`));
      row.append(way);
    }
    return row;
  }

  details(told) {
    const about = [];
    if (told.aliases.length) about.push(make('p', 'soft', `${say('js.graph.also')} ${told.aliases.join(say('js.graph.comma'))}`));
    about.push(make('p', 'soft', say('js.graph.seen', { mentions: told.mentions, pages: told.pages.length })));
    return [...about, ...this.factGroups(told.facts), ...this.numbers(told)];
  }

  factGroups(facts) {
    const groups = new Map();
    for (const fact of facts) {
      const predicate = this.model.predicates[this.model.predicateNumber.get(fact.predicate)];
      const inward = fact.inward && !predicate?.symmetric;
      const key = `${fact.predicate}${inward}`;
      if (!groups.has(key)) groups.set(key, { predicate, inward, facts: [] });
      groups.get(key).facts.push(fact);
    }
    return [...groups.values()].sort((a, b) => a.inward - b.inward || b.facts.length - a.facts.length).map((group) => {
      const section = make('section', 'group');
      const title = make('h3', '', `${group.inward ? '← ' : ''}${labelOf(group.predicate, group.facts[0].predicate)}`);
      title.append(make('span', 'figure', String(group.facts.length)));
      section.append(title, ...this.first(group.facts, (fact) => this.factCard(fact)));
      return section;
    });
  }

  /** The first few, and a button for the others. */
  first(things, made) {
    const shown = things.slice(0, FIRST).map(made);
    if (things.length > FIRST) {
      const more = button('more', say('js.graph.more', { count: things.length - FIRST }), () => more.replaceWith(...things.slice(FIRST).map(made)));
      shown.push(more);
    }
    return shown;
  }

  factCard(fact) {
    const card = make('article', 'fact');
    card.append(this.entityButton(fact.other.id, fact.other), this.qualifiers(fact.q), ...fact.evidence.slice(0, 2).map((source) => this.quote(source, fact.id)));
    if (fact.evidence.length > 2) card.append(link('more', say('js.graph.evidence.all', { count: fact.evidence.length }), `/id/statement/${fact.id}`));
    return card;
  }

  entityButton(id, known) {
    const n = this.model.place.get(id);
    const type = n === undefined ? this.model.types.find((t) => t.name === known.type) : this.model.typeOf(n);
    const element = button('entity', undefined, () => this.deeds.find(id));
    element.append(sign(type), make('span', '', known ? known.label : this.model.names[n]));
    return element;
  }

  qualifiers(q) {
    const row = make('div', 'qualifiers');
    for (const [key, value] of Object.entries(q || {})) {
      const item = make('span', 'qualifier');
      item.append(make('span', 'soft', labelOf(this.model.qualifiers[key], key)), ` ${value}`);
      row.append(item);
    }
    return row;
  }

  quote(source, fact) {
    const figure = make('figure', 'quote');
    const caption = make('figcaption');
    const page = this.model.pages.find((p) => p.id === source.page);
    const address = fact ? `/id/statement/${fact}` : `/id/page/${encodeURIComponent(source.page)}`;
    caption.append(link('', [page?.title, source.page].filter(Boolean).join(' · '), address));
    if (source.date) caption.append(make('span', '', source.date));
    caption.append(make('span', '', `${say('js.graph.score')} ${source.score.toFixed(2)}`));
    figure.append(make('blockquote', '', source.quote), caption);
    return figure;
  }

  numbers(told) {
    const made = [];
    if (told.measurements.length) made.push(this.plain('js.graph.measurements', told.measurements, (m) => [
      make('span', 'soft', m.indicator), make('b', '', m.value), make('span', 'soft', [m.period, m.kind === 'actual' ? '' : say('js.graph.planned')].filter(Boolean).join(' · ')),
    ]));
    if (told.honours.length) made.push(this.plain('js.graph.honours', told.honours, (h) => [make('b', '', h.honour)]));
    return made;
  }

  plain(key, things, parts) {
    const section = make('section', 'group');
    const title = make('h3', '', say(key));
    title.append(make('span', 'figure', String(things.length)));
    section.append(title, ...this.first(things, (thing) => {
      const card = make('article', 'fact reading');
      card.append(...parts(thing), ...thing.evidence.slice(0, 1).map((source) => this.quote(source, thing.id)));
      return card;
    }));
    return section;
  }

  /** Shortest paths or what several have in common, each to be looked at; the sentences of the one that is. */
  showBetween(title, ways, act) {
    this.turn += 1;
    const list = make('ol', 'paths');
    list.append(...ways.map((way, turn) => {
      const item = make('li');
      const row = button('path', undefined, () => { act(turn); this.showSentences(item, way); });
      way.forEach((part, place) => {
        if (place) row.append(make('span', 'verb', part.verb));
        row.append(sign(part.type), make('span', '', part.label));
      });
      item.append(row);
      return item;
    }));
    this.open(make('h2', '', title), ways.length ? list : make('p', 'soft', say('js.graph.paths.none')));
    if (ways.length) this.showSentences(list.firstChild, ways[0]);
  }

  /** Below a path, the sentence of each of its facts; those of another path make way. */
  async showSentences(item, way) {
    const turn = this.turn += 1;
    const facts = way.filter((part) => part.fact).map((part) => part.fact);
    const told = await Promise.all(facts.map((id) => ask(`/api/statement/${encodeURIComponent(id)}`).catch(() => null)));
    if (turn !== this.turn) return;
    for (const old of this.place.querySelectorAll('.paths .quote')) old.remove();
    item.append(...told.filter(Boolean).map((fact) => this.quote(fact.evidence[0], fact.id)));
  }
}
