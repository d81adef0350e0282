// The explorer: what is asked of the server, what is chosen, what is drawn.
import { ask, at, labelOf, say, tell } from './graph-dom.js';
import { Legend } from './graph-legend.js';
import { Model, rows } from './graph-model.js';
import { Panel } from './graph-panel.js';
import { Pointer } from './graph-pointer.js';
import { Scene } from './graph-scene.js';
import { MOST_SETTLED, Settling } from './graph-settle.js';
import { State, read, written } from './graph-state.js';
import { Table } from './graph-table.js';
import { View } from './graph-view.js';

const WHOLE = 50000;
const SMALL_WHOLE = 140;
const EXPANDED = 40;
const WAIT = 1500;
export const NARROW = window.matchMedia('(max-width: 48rem)');

export class Explorer {
  constructor(vocabulary) {
    this.vocabulary = vocabulary;
    this.model = new Model(vocabulary);
    this.state = new State();
    this.view = new View(at('canvas'));
    this.view.covered = () => this.covered();
    this.view.nameLink = (f) => this.model.facts[f].q?.post || labelOf(this.model.predicateOf(f));
    this.settling = new Settling(this.view, this.model);
    this.legend = new Legend(this.model, this.state);
    this.panel = new Panel(this.model, this);
    this.table = new Table(this);
    new Pointer(this.view, this);
    this.selected = -1;
    this.state.addEventListener('change', (event) => this.changed(event.detail));
    this.view.addEventListener('moved', () => this.moved());
    this.view.addEventListener('settled', (event) => this.settled(event.detail));
    this.view.addEventListener('rest', () => this.remember());
  }

  async open() {
    const { now, camera } = read(location.hash.slice(1));
    const query = new URLSearchParams(location.search);
    const focus = query.get('focus');
    this.model.merge(rows(await ask(`/api/columns?limit=${WHOLE}`)));
    performance.mark('kg-data');
    if (this.model.count > 1 && !this.model.known) await this.awaitPlaces();
    await this.fetchMissing([...(now.shown || []), now.selected, focus].filter(Boolean));
    this.state.now = now;
    this.changed(now);
    if (now.selected) this.mark(this.model.place.get(now.selected) ?? -1);
    if (camera) this.view.go(...camera, false);
    else this.fit(false);
    if (now.colour === 'community') await this.colourBy('community');
    at('graph-loading').hidden = true;
    this.sayWhatIsCut();
    if (focus && this.model.place.has(focus)) this.around(this.model.place.get(focus));
    else if (query.get('from') && query.get('to')) await this.paths(query.get('from'), query.get('to'));
  }

  /** Entities that the first answer did not hold. */
  async fetchMissing(ids) {
    const missing = ids.filter((id) => !this.model.place.has(id)).slice(0, 200);
    if (!missing.length) return;
    const told = await ask(`/api/graph?hops=0&focus=${missing.map(encodeURIComponent).join(',')}`).catch(() => null);
    if (told) this.model.merge(told);
  }

  /** Places that were still being computed when the graph was asked for. */
  async awaitPlaces() {
    at('graph-loading').lastElementChild.textContent = say('js.graph.placing');
    while ((await ask('/api/graph?limit=1')).nodes[0].x === null) await new Promise((done) => { setTimeout(done, WAIT); });
    const { nodes } = await ask('/api/layout');
    for (const [id, [x, y]] of Object.entries(nodes)) if (this.model.place.has(id)) this.model.put(this.model.place.get(id), x, y);
  }

  sayWhatIsCut() {
    const { entities } = this.vocabulary;
    if (!entities) tell(say('js.graph.empty'));
    else if (this.model.count < entities) tell(say('js.graph.cut', { shown: this.model.count.toLocaleString(), total: entities.toLocaleString() }));
  }

  // ---- what is chosen becomes what is shown

  changed(part) {
    const { now } = this.state;
    const before = this.scene?.now.shown;
    if (now.shown !== before) this.shownChanged(before);
    if ('pinned' in part) this.placePinned();
    this.scene = new Scene(this.model, now);
    this.view.show(this.scene);
    if (this.selected >= 0 && !this.scene.on[this.selected]) this.mark(-1);
    if (now.shown !== before || !this.begun) this.settle(now);
    this.legend.show(this.scene);
    this.table.show(this.scene);
    this.count();
    at('graph-undo').disabled = !this.state.past.length;
    at('graph-redo').disabled = !this.state.future.length;
    at('graph-whole').setAttribute('aria-pressed', String(!now.shown));
    at('graph-colour').setAttribute('aria-pressed', String(now.colour === 'community'));
    this.view.selected = this.selected;
    this.view.follow(this.route);
  }

  /** Let what is shown anew come to rest, where it is small enough for that and has no places of its own. */
  settle(now) {
    const most = now.shown ? MOST_SETTLED : this.wholeSettled ? 0 : SMALL_WHOLE;
    const ready = now.shown ? this.restored(now) : false;
    if (this.scene.nodes.length > 1 && this.scene.nodes.length <= most && !ready) {
      this.following = Boolean(now.shown) || !this.begun;
      this.settling.run(this.scene);
    } else this.settling.stop();
    this.begun = true;
  }

  /** Whether every entity that is shown has its place from an address, so that nothing need move. */
  restored(now) {
    return now.shown.length > 0 && now.shown.every((id) => now.places[id]);
  }

  shownChanged(before) {
    const { now } = this.state;
    if (now.shown) this.settling.place(now, before, this.origin);
    else this.restorePlaces();
    this.origin = undefined;
  }

  restorePlaces() {
    this.model.x.set(this.model.homeX);
    this.model.y.set(this.model.homeY);
    this.placePinned();
  }

  placePinned() {
    for (const [id, [x, y]] of Object.entries(this.state.now.pinned)) {
      const n = this.model.place.get(id);
      if (n !== undefined) [this.model.x[n], this.model.y[n]] = [x, y];
    }
  }

  moved() {
    if (!this.scene) return;
    this.scene.moved();
    this.view.repaint();
  }

  /** The entities have come to rest where they belong: look at them all. */
  settled(box) {
    if (this.following) this.view.fit(box, { animated: true });
    this.following = false;
    if (this.state.now.shown) return;
    this.wholeSettled = true;
    for (const { n, x, y } of this.settling.sorted) [this.model.homeX[n], this.model.homeY[n]] = [x, y];
  }

  count() {
    at('graph-count').textContent = say('js.graph.count', { entities: this.scene.nodes.length.toLocaleString(), facts: this.scene.edges.length.toLocaleString() });
  }

  fit(animated = true) { this.view.fit(this.scene.box, { animated }); }

  /** Pixels at each side that the legend and the panel lie over. */
  covered() {
    const wide = (id) => (at(id).hidden ? 0 : at(id).offsetWidth + 12);
    if (NARROW.matches) return { top: 58, bottom: at('graph-panel').hidden ? 12 : at('graph-panel').offsetHeight + 12 };
    return { left: wide('graph-legend'), right: wide('graph-panel'), top: 58, bottom: 24 };
  }

  /** Keep the view in the address, so that it can be passed on. */
  remember() {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      if (!this.scene) return;
      const now = { ...this.state.now, selected: this.selected >= 0 ? this.model.ids[this.selected] : null };
      const places = (id) => {
        const n = this.model.place.get(id);
        return n === undefined ? null : [Math.round(this.model.x[n]), Math.round(this.model.y[n])];
      };
      const text = written(now, this.view.spot, places);
      this.written = `#${text}`;
      history.replaceState(null, '', this.written);
    }, 250);
  }

  // ---- what can be done

  mark(n) {
    this.selected = n;
    this.view.select(n);
  }

  select(n, second = false) {
    if (second && n >= 0 && this.selected >= 0 && n !== this.selected) {
      this.paths(this.model.ids[this.selected], this.model.ids[n]);
      return;
    }
    this.route = null;
    this.selected = this.view.selected = n;
    this.view.follow(null);
    if (n < 0) this.panel.close();
    else {
      this.panel.showEntity(n, this.scene);
      if (!this.following) this.view.reveal(n);
      at('canvas').setAttribute('aria-label', say('js.graph.at', { name: this.model.names[n], type: labelOf(this.model.typeOf(n)), count: this.scene.neighbours(n).length }));
    }
    this.remember();
  }

  selectFact(f) {
    this.mark(-1);
    this.follow([this.model.source[f], this.model.target[f]]);
    this.panel.showFact(f);
  }

  /** Select an entity by its id and bring it to the middle; one that is not shown is shown. */
  async find(id) {
    await this.fetchMissing([id]);
    const n = this.model.place.get(id);
    if (n === undefined) return;
    const { now } = this.state;
    if (!this.scene.on[n]) {
      this.state.change({
        shown: now.shown && !now.shown.includes(id) ? [...now.shown, id] : now.shown,
        hidden: now.hidden.filter((other) => other !== id), offTypes: now.offTypes.filter((name) => name !== this.model.typeOf(n)?.name),
        from: now.shown ? now.from : '', to: now.shown ? now.to : '', score: now.shown ? now.score : 0, page: now.shown ? now.page : '',
      });
    }
    this.select(n);
    this.following = false;
    this.view.centre(n);
  }

  /** Show only an entity and what is linked to it. */
  async around(n) {
    await this.fetchNeighbours(n);
    this.toFocus([n, ...this.ranked(n).slice(0, EXPANDED * 2)], n);
    this.select(n);
  }

  /** Show only these, laid out around one of them. */
  toFocus(numbers, origin) {
    this.origin = origin;
    this.state.change({ shown: [...new Set(numbers)].map((m) => this.model.ids[m]), places: {} });
  }

  /** Neighbours over all facts that are known, the best connected first. */
  ranked(n, way) {
    const others = new Set();
    for (const f of this.model.factsOf(n)) {
      const predicate = this.model.predicateOf(f);
      const inward = this.model.target[f] === n && !predicate?.symmetric;
      if (!way || (way.predicate === predicate?.name && way.inward === inward)) others.add(this.model.other(f, n));
    }
    return [...others].sort((a, b) => this.model.degree[b] - this.model.degree[a] || a - b);
  }

  async fetchNeighbours(n) {
    if (this.model.count >= this.vocabulary.entities) return;
    this.model.merge(await ask(`/api/neighbours?id=${encodeURIComponent(this.model.ids[n])}&limit=300`));
  }

  /** Add what is linked to an entity: over all relations, or one of them. */
  async expand(n, way) {
    await this.fetchNeighbours(n);
    const { now } = this.state;
    if (!now.shown) { await this.around(n); return; }
    const on = new Set(now.shown);
    const fresh = this.ranked(n, way).map((m) => this.model.ids[m]).filter((id) => !on.has(id));
    const added = fresh.slice(0, EXPANDED);
    if (!added.length) { tell(say('js.graph.expand.none')); return; }
    this.origin = n;
    this.state.change({ shown: [...now.shown, ...added], places: {}, hidden: now.hidden.filter((id) => !added.includes(id)) });
    this.select(n);
    tell(say(fresh.length > added.length ? 'js.graph.expand.some' : 'js.graph.expand.all', { count: added.length, left: fresh.length - added.length }));
  }

  pin(n) {
    const id = this.model.ids[n];
    const { [id]: there, ...others } = this.state.now.pinned;
    this.state.change({ pinned: there ? others : { ...others, [id]: [this.model.x[n], this.model.y[n]] } });
    this.select(n);
  }

  hide(n) {
    const id = this.model.ids[n];
    const { now } = this.state;
    this.panel.close();
    this.mark(-1);
    this.state.change(now.shown ? { shown: now.shown.filter((other) => other !== id), places: this.placesNow() } : { hidden: [...now.hidden, id] });
    tell(say('js.graph.hidden', { name: this.model.names[n] }));
  }

  /** Places as they are, so that taking one away moves none. */
  placesNow() {
    return Object.fromEntries([...this.scene.nodes].map((n) => [this.model.ids[n], [this.model.x[n], this.model.y[n]]]));
  }

  drag(n, x, y) {
    this.dragging = true;
    this.following = false;
    this.model.x[n] = x;
    this.model.y[n] = y;
    this.settling.hold(n, x, y);
    this.moved();
  }

  drop(n) {
    this.dragging = false;
    this.state.change({ pinned: { ...this.state.now.pinned, [this.model.ids[n]]: [this.model.x[n], this.model.y[n]] } });
  }

  undo(back = true) {
    if (!(back ? this.state.undo() : this.state.redo())) return;
    this.panel.close();
    this.fit(true);
  }

  whole() {
    this.route = null;
    this.state.change({ shown: null, hidden: [], places: {} });
    this.fit(true);
  }

  async colourBy(colour) {
    if (colour === 'community' && !this.communities) {
      tell(say('js.graph.loading'));
      const told = await ask('/api/communities');
      tell('');
      this.communities = told.communities;
      this.model.communities = told.of;
    }
    if (this.communities) this.model.community = this.model.ids.map((id) => this.model.communities[id] ?? 255);
    this.state.change({ colour });
    at('legend-communities-part').hidden = colour !== 'community';
    if (this.communities) this.legend.showCommunities(this.communities, (community) => this.showCommunity(community));
  }

  async showCommunity(community) {
    await this.fetchMissing(community.members.slice(0, 200));
    const known = community.members.filter((id) => this.model.place.has(id)).slice(0, 400);
    this.toFocus(known.map((id) => this.model.place.get(id)));
  }

  /** Open the panel that asks what lies between two. */
  between(n) {
    const form = at('graph-between');
    form.hidden = false;
    at('graph-between-open').setAttribute('aria-expanded', 'true');
    if (n >= 0) this.put('one', this.model.ids[n], this.model.names[n]);
    at(n >= 0 ? 'between-other' : 'between-one').focus();
  }

  put(end, id, name) {
    this.ends = { ...this.ends, [end]: id };
    at(`between-${end}`).value = name;
  }

  async paths(one, other) {
    const told = await ask(`/api/paths?from=${encodeURIComponent(one)}&to=${encodeURIComponent(other)}&limit=12`).catch((error) => { tell(error.message); return null; });
    if (!told) return;
    this.model.merge(told);
    this.showWays(say('js.graph.paths', { one: this.nameOf(one), other: this.nameOf(other) }), told.paths);
  }

  async common(ids) {
    const told = await ask(`/api/common?ids=${ids.map(encodeURIComponent).join(',')}`).catch((error) => { tell(error.message); return null; });
    if (!told) return;
    this.model.merge(told);
    this.showWays(say('js.graph.common', { one: this.nameOf(ids[0]), other: this.nameOf(ids[1]) }), told.common.map((id) => [ids[0], id, ids[1]]));
  }

  nameOf(id) { return this.model.names[this.model.place.get(id)] || id; }

  showWays(title, ways) {
    const numbers = ways.map((way) => way.map((id) => this.model.place.get(id)));
    this.mark(-1);
    this.route = null;
    if (numbers.length) {
      this.toFocus(numbers.flat());
      if (numbers.length === 1) this.follow(numbers[0]);
    }
    this.panel.showBetween(title, numbers.map((way) => way.map((n, turn) => ({
      label: this.model.names[n], type: this.model.typeOf(n), ...(turn ? this.tie(way[turn - 1], n) : {}),
    }))), (turn) => this.follow(numbers[turn]));
  }

  /** The surest fact between two, and how it reads from the one to the other. */
  tie(a, b) {
    const { score } = this.model;
    const [f] = this.model.factsOf(a).filter((fact) => this.model.other(fact, a) === b).sort((one, other) => score[other] - score[one]);
    if (f === undefined) return { verb: '—' };
    const words = labelOf(this.model.predicateOf(f));
    const verb = this.model.predicateOf(f)?.symmetric ? `— ${words} —` : this.model.source[f] === a ? `— ${words} →` : `← ${words} —`;
    return { verb, fact: this.model.facts[f].id };
  }

  follow(way) {
    this.route = way;
    this.view.follow(way);
  }
}
