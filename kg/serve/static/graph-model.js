// What is known of the graph: entities and facts as columns, and who lies beside whom.

/** A day such as 2020-04 as a number; what is left out counts as the first or the last. */
export function day(text, last) {
  if (!text) return null;
  const [year, month, date] = text.split('-').map(Number);
  if (!year) return null;
  return year * 10000 + (month || (last ? 12 : 1)) * 100 + (date || (last ? 31 : 1));
}

/** Columns as the nodes and edges that a part of the graph has. */
export function rows({ nodes, edges, types, predicates, pages }) {
  return {
    nodes: nodes.id.map((id, n) => ({
      id, label: nodes.label[n], type: types[nodes.type[n]], degree: nodes.degree[n], x: nodes.x && nodes.x[n], y: nodes.y && nodes.y[n],
    })),
    edges: edges.id.map((id, f) => ({
      id, source: nodes.id[edges.source[f]], target: nodes.id[edges.target[f]], predicate: predicates[edges.predicate[f]],
      score: edges.score[f], period: edges.period[f], pages: edges.pages[f].map((page) => pages[page]), q: edges.q[f],
    })),
  };
}

export class Model {
  constructor(vocabulary) {
    this.types = vocabulary.types;
    this.predicates = vocabulary.predicates;
    this.qualifiers = vocabulary.qualifiers;
    this.pages = vocabulary.pages;
    this.typeNumber = new Map(this.types.map((type, place) => [type.name, place]));
    this.predicateNumber = new Map(this.predicates.map((predicate, place) => [predicate.name, place]));
    this.ids = [];
    this.names = [];
    this.place = new Map();
    this.facts = [];
    this.factPlace = new Map();
    this.community = null;
    this.known = false;
    this.columns(0, 0);
    this.index();
  }

  get count() { return this.ids.length; }

  /** Columns of that many entities and facts, what was there kept. */
  columns(entities, facts) {
    const kept = (made, old) => { if (old) made.set(old); return made; };
    this.x = kept(new Float32Array(entities), this.x);
    this.y = kept(new Float32Array(entities), this.y);
    this.homeX = kept(new Float32Array(entities), this.homeX);
    this.homeY = kept(new Float32Array(entities), this.homeY);
    this.type = kept(new Uint8Array(entities), this.type);
    this.degree = kept(new Int32Array(entities), this.degree);
    this.source = kept(new Int32Array(facts), this.source);
    this.target = kept(new Int32Array(facts), this.target);
    this.predicate = kept(new Uint8Array(facts), this.predicate);
    this.score = kept(new Float32Array(facts), this.score);
    this.first = kept(new Int32Array(facts), this.first);
    this.last = kept(new Int32Array(facts), this.last);
  }

  /** Take in a part of the graph as the server gives it; the numbers of its entities. */
  merge({ nodes, edges }) {
    const fresh = nodes.filter((node) => !this.place.has(node.id));
    const stated = edges.filter((edge) => !this.factPlace.has(edge.id));
    const from = this.ids.length;
    const factsFrom = this.facts.length;
    this.columns(from + fresh.length, factsFrom + stated.length);
    fresh.forEach((node, turn) => this.addEntity(node, from + turn));
    stated.forEach((edge, turn) => this.addFact(edge, factsFrom + turn));
    if (fresh.length || stated.length) this.index();
    return nodes.map((node) => this.place.get(node.id));
  }

  addEntity(node, number) {
    this.place.set(node.id, number);
    this.ids.push(node.id);
    this.names.push(node.label);
    this.type[number] = this.typeNumber.get(node.type) ?? 255;
    this.degree[number] = node.degree;
    this.put(number, node.x, node.y);
  }

  /** The place of an entity in the layout of the whole graph; while there is none, on a spiral. */
  put(number, x, y) {
    const known = x !== null && x !== undefined;
    this.known = known;
    const angle = number * 2.399963;
    const far = 30 * Math.sqrt(number);
    this.homeX[number] = known ? x : far * Math.cos(angle);
    this.homeY[number] = known ? y : far * Math.sin(angle);
    this.x[number] = this.homeX[number];
    this.y[number] = this.homeY[number];
  }

  addFact(edge, number) {
    this.factPlace.set(edge.id, number);
    this.facts.push(edge);
    this.source[number] = this.place.get(edge.source);
    this.target[number] = this.place.get(edge.target);
    this.predicate[number] = this.predicateNumber.get(edge.predicate) ?? 255;
    this.score[number] = edge.score;
    this.first[number] = edge.period ? day(edge.period[0], false) ?? 0 : 0;
    this.last[number] = edge.period ? day(edge.period[1], true) ?? 0 : 0;
  }

  /** Facts by entity as two columns; entities by how well they are connected; how links beside each other bend. */
  index() {
    const starts = new Int32Array(this.count + 1);
    const facts = this.facts.length;
    for (let f = 0; f < facts; f += 1) { starts[this.source[f] + 1] += 1; starts[this.target[f] + 1] += 1; }
    for (let n = 0; n < this.count; n += 1) starts[n + 1] += starts[n];
    const next = starts.slice();
    const list = new Int32Array(2 * facts);
    for (let f = 0; f < facts; f += 1) {
      list[next[this.source[f]]++] = f;
      list[next[this.target[f]]++] = f;
    }
    this.starts = starts;
    this.list = list;
    this.ranked = Int32Array.from(this.ids.keys()).sort((a, b) => this.degree[b] - this.degree[a] || a - b);
    this.bend = this.bends();
  }

  bends() {
    const beside = new Map();
    const bend = new Float32Array(this.facts.length);
    for (let f = 0; f < this.facts.length; f += 1) {
      const low = Math.min(this.source[f], this.target[f]);
      const key = low * 1048576 + Math.max(this.source[f], this.target[f]);
      const turn = beside.get(key) || 0;
      beside.set(key, turn + 1);
      const side = turn % 2 ? 1 : -1;
      bend[f] = turn ? Math.ceil(turn / 2) * side * (this.source[f] === low ? 1 : -1) * 0.18 : 0;
    }
    return bend;
  }

  /** Numbers of the facts of an entity. */
  factsOf(number) {
    return this.list.subarray(this.starts[number], this.starts[number + 1]);
  }

  other(fact, number) {
    return this.source[fact] === number ? this.target[fact] : this.source[fact];
  }

  typeOf(number) { return this.types[this.type[number]]; }

  predicateOf(fact) { return this.predicates[this.predicate[fact]]; }
}
