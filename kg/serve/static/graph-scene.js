// What is shown of the model for what a person has chosen: entities, facts, sizes and colours.
import { day } from './graph-model.js';

export const COMMUNITY_COLOURS = [
  '#3b82f6', '#e5484d', '#12a150', '#f08c1a', '#8b5cf6', '#06a6c4', '#d6a400', '#e0529c', '#7a9a01', '#b06a3b', '#5b6bd6', '#0f9b8e',
];
export const OTHER_COLOUR = '#94a3b8';
const CELL = 56;
const MOST_CELLS = 400;

export class Scene {
  constructor(model, now) {
    this.model = model;
    this.now = now;
    this.on = new Uint8Array(model.count);
    this.choose();
    this.looks();
    this.moved();
  }

  choose() {
    const { model, now } = this;
    const wanted = this.wantedEntities();
    const offPredicates = new Set(now.offPredicates.map((name) => model.predicateNumber.get(name)));
    const from = day(now.from, false) || 0;
    const to = day(now.to, true) || Infinity;
    const narrowed = Boolean(now.from || now.to || now.score > 0 || now.page || offPredicates.size);
    const edges = [];
    for (let f = 0; f < model.facts.length; f += 1) {
      if (!wanted[model.source[f]] || !wanted[model.target[f]]) continue;
      if (offPredicates.has(model.predicate[f]) || model.score[f] < now.score) continue;
      if ((now.from || now.to) && !(model.first[f] && model.last[f] >= from && model.first[f] <= to)) continue;
      if (now.page && !model.facts[f].pages.includes(now.page)) continue;
      edges.push(f);
    }
    this.edges = Int32Array.from(edges);
    this.edgeOn = new Uint8Array(model.facts.length);
    for (const f of this.edges) this.edgeOn[f] = 1;
    if (narrowed && !now.shown) this.onlyLinked();
    else this.on = wanted;
    this.nodes = model.ranked.filter((n) => this.on[n]);
  }

  wantedEntities() {
    const { model, now } = this;
    const wanted = new Uint8Array(model.count);
    if (now.shown) for (const id of now.shown) { if (model.place.has(id)) wanted[model.place.get(id)] = 1; }
    else wanted.fill(1);
    const off = new Set(now.offTypes.map((name) => model.typeNumber.get(name)));
    if (off.size) for (let n = 0; n < model.count; n += 1) if (off.has(model.type[n])) wanted[n] = 0;
    for (const id of now.hidden) if (model.place.has(id)) wanted[model.place.get(id)] = 0;
    return wanted;
  }

  onlyLinked() {
    for (const f of this.edges) {
      this.on[this.model.source[f]] = 1;
      this.on[this.model.target[f]] = 1;
    }
  }

  /** Radius and colour of each entity; the colours are numbers of a palette. */
  looks() {
    const { model, now } = this;
    this.radius = Float32Array.from(model.degree, (degree) => Math.min(20, 4.5 + 1.5 * Math.sqrt(degree)));
    const community = now.colour === 'community' && model.community;
    this.palette = community
      ? [...COMMUNITY_COLOURS, OTHER_COLOUR]
      : [...model.types.map((type) => type.colour), OTHER_COLOUR];
    const last = this.palette.length - 1;
    this.colour = Uint8Array.from({ length: model.count }, (_, n) => (
      community ? Math.min(model.community[n], last) : Math.min(model.type[n], last)
    ));
    this.groups = this.palette.map(() => []);
    for (const f of this.edges) this.groups[this.colour[model.source[f]]].push(f);
  }

  colourOf(number) { return this.palette[this.colour[number]]; }

  shapeOf(number) { return this.model.typeOf(number)?.shape || 'dot'; }

  /** Facts of an entity that are shown. */
  factsOf(number) {
    return this.model.factsOf(number).filter((f) => this.edgeOn[f]);
  }

  neighbours(number) {
    return [...new Set(this.factsOf(number).map((f) => this.model.other(f, number)))];
  }

  /** Left, top, right and bottom of what is shown, or null where nothing is. */
  bounds() {
    const { x, y } = this.model;
    if (!this.nodes.length) return null;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const n of this.nodes) {
      if (x[n] < box[0]) box[0] = x[n];
      if (y[n] < box[1]) box[1] = y[n];
      if (x[n] > box[2]) box[2] = x[n];
      if (y[n] > box[3]) box[3] = y[n];
    }
    return box;
  }

  /** To be called when entities have moved: a grid tells what lies where. */
  moved() {
    this.box = this.bounds();
    this.cells = null;
  }

  grid() {
    if (this.cells || !this.box) return this.cells;
    const [left, top, right, bottom] = this.box;
    const size = Math.max(CELL, (right - left) / MOST_CELLS, (bottom - top) / MOST_CELLS);
    const columns = Math.floor((right - left) / size) + 1;
    const cells = new Map();
    for (const n of this.nodes) {
      const key = Math.floor((this.model.y[n] - top) / size) * columns + Math.floor((this.model.x[n] - left) / size);
      if (cells.has(key)) cells.get(key).push(n);
      else cells.set(key, [n]);
    }
    this.cells = { size, columns, cells };
    return this.cells;
  }

  /** The entity at a place, whose disc (grown by that factor, and by `slack`) covers it; -1 where none is. */
  entityAt(x, y, growth, slack) {
    const grid = this.grid();
    if (!grid) return -1;
    const [left, top] = this.box;
    const reach = Math.ceil((20 * growth + slack) / grid.size);
    const [column, row] = [Math.floor((x - left) / grid.size), Math.floor((y - top) / grid.size)];
    let best = -1;
    let least = 0;
    for (let r = row - reach; r <= row + reach; r += 1) {
      for (let c = Math.max(0, column - reach); c <= Math.min(grid.columns - 1, column + reach); c += 1) {
        for (const n of grid.cells.get(r * grid.columns + c) || []) {
          const over = Math.hypot(this.model.x[n] - x, this.model.y[n] - y) - this.radius[n] * growth - slack;
          if (over < least) { least = over; best = n; }
        }
      }
    }
    return best;
  }

  /** The fact whose line passes within `slack` of a place; -1 where none does. */
  factAt(x, y, slack) {
    const { source, target, bend } = this.model;
    let best = -1;
    let least = slack;
    for (const f of this.edges) {
      const away = distanceToLink(this.model, source[f], target[f], bend[f], x, y, least);
      if (away < least) { least = away; best = f; }
    }
    return best;
  }
}

/** The middle point that bends the link of a fact. */
export function bendOf(model, fact) {
  const { x, y, source, target, bend } = model;
  const [s, t] = [source[fact], target[fact]];
  return [
    (x[s] + x[t]) / 2 + (y[t] - y[s]) * bend[fact],
    (y[s] + y[t]) / 2 - (x[t] - x[s]) * bend[fact],
  ];
}

function distanceToLink({ x, y }, s, t, bend, px, py, slack) {
  if (Math.min(x[s], x[t]) - slack > px && !bend) return Infinity;
  const [dx, dy] = [x[t] - x[s], y[t] - y[s]];
  if (!bend) return distanceToLine(x[s], y[s], dx, dy, px, py);
  const [mx, my] = [(x[s] + x[t]) / 2 + dy * bend * 0.5, (y[s] + y[t]) / 2 - dx * bend * 0.5];
  return Math.min(
    distanceToLine(x[s], y[s], mx - x[s], my - y[s], px, py),
    distanceToLine(mx, my, x[t] - mx, y[t] - my, px, py),
  );
}

function distanceToLine(x, y, dx, dy, px, py) {
  const along = Math.max(0, Math.min(1, ((px - x) * dx + (py - y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - x - along * dx, py - y - along * dy);
}
