// The legend and what narrows the view: types, relations, period, certainty, page.
import { at, button, labelOf, make, say, sign, svg } from './graph-dom.js';
import { day } from './graph-model.js';
import { COMMUNITY_COLOURS, OTHER_COLOUR } from './graph-scene.js';

const BARS = 40;

export class Legend {
  constructor(model, state) {
    this.model = model;
    this.state = state;
    this.types = at('legend-types');
    this.relations = at('legend-relations');
    this.communities = at('legend-communities');
    this.fields = { from: at('filter-from'), to: at('filter-to'), score: at('filter-score'), page: at('filter-page') };
    for (const [name, field] of Object.entries(this.fields)) {
      field.addEventListener('change', () => state.change({ [name]: name === 'score' ? Number(field.value) : field.value.trim() }));
    }
    this.fields.score.addEventListener('input', () => this.showScore());
    at('filter-clear').addEventListener('click', () => state.change({
      offTypes: [], offPredicates: [], hidden: [], from: '', to: '', score: 0, page: '',
    }));
    at('filter-pages').append(...model.pages.slice(0, 3000).map((page) => {
      const option = make('option');
      option.value = page.id;
      option.label = [page.title, page.date].filter(Boolean).join(' · ');
      return option;
    }));
  }

  show(scene) {
    const { now } = this.state;
    const counts = new Map();
    for (const n of scene.nodes) counts.set(this.model.type[n], (counts.get(this.model.type[n]) || 0) + 1);
    const facts = new Map();
    for (const f of scene.edges) facts.set(this.model.predicate[f], (facts.get(this.model.predicate[f]) || 0) + 1);
    this.rows(this.types, this.model.types, counts, 'offTypes');
    this.rows(this.relations, this.model.predicates, facts, 'offPredicates');
    for (const [name, field] of Object.entries(this.fields)) {
      if (document.activeElement !== field) field.value = name === 'score' ? String(now.score) : now[name];
    }
    this.showScore();
    this.showPeriods();
    const filtered = this.state.filtered || now.offTypes.length || now.hidden.length;
    at('filter-clear').hidden = !filtered;
  }

  rows(place, terms, counts, off) {
    const hidden = new Set(this.state.now[off]);
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    place.replaceChildren(...terms.map((term, number) => ({ term, count: counts.get(number) || 0 }))
      .filter(({ term, count }) => count || hidden.has(term.name))
      .map(({ term, count }) => this.row(term, count, off, hidden)));
    if (focused) place.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  }

  row(term, count, off, hidden) {
    const row = button('legend-row', undefined, () => this.toggle(term.name, off), say('js.graph.only'));
    row.dataset.name = term.name;
    row.setAttribute('aria-pressed', String(!hidden.has(term.name)));
    row.append(off === 'offTypes' ? sign(term, this.state.now.colour === 'community' ? 'currentColor' : term.colour) : make('span', 'line'));
    row.append(make('span', 'label', labelOf(term)), make('span', 'figure', count.toLocaleString()));
    row.addEventListener('dblclick', () => this.only(term.name, off));
    return row;
  }

  toggle(name, off) {
    const hidden = new Set(this.state.now[off]);
    if (!hidden.delete(name)) hidden.add(name);
    this.state.change({ [off]: [...hidden] });
  }

  only(name, off) {
    const terms = off === 'offTypes' ? this.model.types : this.model.predicates;
    this.state.change({ [off]: terms.map((term) => term.name).filter((other) => other !== name) });
  }

  showScore() {
    at('filter-score-value').textContent = Number(this.fields.score.value).toFixed(2);
  }

  /** Facts by month (or year) as bars; a click narrows the view to one, another click lifts it. */
  showPeriods() {
    const bars = this.periods();
    const place = at('filter-periods');
    place.replaceChildren();
    if (bars.length < 2) return;
    const most = Math.max(...bars.map((bar) => bar.count), 1);
    const { from, to } = this.state.now;
    bars.forEach((bar, turn) => {
      const on = (!from || day(from, false) <= day(bar.name, true)) && (!to || day(to, true) >= day(bar.name, false));
      const high = bar.count ? Math.max(2, 30 * Math.sqrt(bar.count / most)) : 0.8;
      const shape = svg('rect', { x: turn * 10 + 1, y: 32 - high, width: 8, height: high, class: on ? 'period on' : 'period' });
      const title = svg('title');
      title.textContent = `${bar.name} · ${bar.count}`;
      shape.append(title);
      shape.addEventListener('click', () => {
        const lifted = from === bar.name && to === bar.name;
        this.state.change(lifted ? { from: '', to: '' } : { from: bar.name, to: bar.name });
      });
      place.append(shape);
    });
    place.setAttribute('viewBox', `0 0 ${bars.length * 10} 33`);
  }

  periods() {
    if (this.counted?.facts === this.model.facts.length) return this.counted.bars;
    const months = new Map();
    for (let f = 0; f < this.model.facts.length; f += 1) {
      const month = Math.floor(this.model.first[f] / 100);
      if (month) months.set(month, (months.get(month) || 0) + 1);
    }
    const all = [...months.keys()].sort((a, b) => a - b);
    const yearly = all.length > 1 && (Math.floor(all.at(-1) / 100) - Math.floor(all[0] / 100)) * 12 > BARS;
    const sums = new Map();
    for (const month of all) {
      const name = yearly ? String(Math.floor(month / 100)) : `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;
      sums.set(name, (sums.get(name) || 0) + months.get(month));
    }
    const bars = [...sums].map(([name, count]) => ({ name, count })).slice(-BARS);
    this.counted = { facts: this.model.facts.length, bars };
    return bars;
  }

  /** The largest communities with their colours, each named after its best connected member. */
  showCommunities(communities, act) {
    this.communities.replaceChildren(...communities.slice(0, COMMUNITY_COLOURS.length).map((community, place) => {
      const row = button('legend-row', undefined, () => act(community), say('js.graph.community.show'));
      const spot = make('span', 'spot');
      spot.append(sign({ shape: 'dot' }, COMMUNITY_COLOURS[place]));
      row.append(spot, make('span', 'label', community.label), make('span', 'figure', community.size.toLocaleString()));
      return row;
    }));
    if (communities.length > COMMUNITY_COLOURS.length) {
      const row = make('div', 'legend-row');
      row.append(sign({ shape: 'dot' }, OTHER_COLOUR), make('span', 'label', say('js.graph.community.others', { count: communities.length - COMMUNITY_COLOURS.length })));
      this.communities.append(row);
    }
  }
}
