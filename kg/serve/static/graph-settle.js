// Where the entities of a small view come to lie: forces of the library, with room for the names.
import { letterSize, short } from './graph-labels.js';

const GOLDEN = 2.399963;
const CALM = window.matchMedia('(prefers-reduced-motion: reduce)');
export const MOST_SETTLED = 1500;
const FEW = 500;
const NAMED = 140;
const TURNS = 200;
const ROOMS = 160;
const FLIGHT = 520;
const TALL = 190;

export class Settling {
  constructor(view, model) {
    this.view = view;
    this.model = model;
    this.bodies = new Map();
    this.sorted = [];
    view.graph.nodeId('n').d3Force('center', null);
    view.graph.d3Force('gravity', (alpha) => this.gather(alpha));
    view.graph.d3Force('room', (alpha) => this.makeRoom(alpha));
    view.graph.onEngineTick(() => this.tick()).onEngineStop(() => this.rest());
    view.graph.d3Force('charge').distanceMax(900).strength((body) => -90 - 45 * Math.sqrt(body.links));
    view.graph.d3Force('link').distance((tie) => 74 + 9 * Math.sqrt(Math.min(tie.source.links, tie.target.links)));
    view.graph.d3VelocityDecay(0.32).d3AlphaDecay(0.028);
  }

  /** Give places to entities that are shown anew: around what they were reached from, or where an address says. */
  place(now, before, from) {
    const { x, y, place } = this.model;
    const old = new Set(before || []);
    const anchor = from !== undefined ? [x[from], y[from]] : [0, 0];
    let turn = 0;
    for (const id of now.shown) {
      const n = place.get(id);
      if (n === undefined || old.has(id)) continue;
      const spot = now.pinned[id] || now.places[id];
      if (spot) { [x[n], y[n]] = spot; continue; }
      if (n === from) continue;
      turn += 1;
      const far = 34 + 20 * Math.sqrt(turn);
      x[n] = anchor[0] + far * Math.cos(turn * GOLDEN);
      y[n] = anchor[1] + far * Math.sin(turn * GOLDEN);
    }
  }

  /** Let what a scene shows come to rest. */
  run(scene) {
    const { model, view } = this;
    this.bodies = new Map([...scene.nodes].map((n) => [n, this.body(scene, n)]));
    const ties = new Map();
    for (const f of scene.edges) {
      const [s, t] = [model.source[f], model.target[f]];
      const key = s < t ? `${s},${t}` : `${t},${s}`;
      if (!ties.has(key)) ties.set(key, { source: s, target: t });
    }
    for (const { source, target } of ties.values()) {
      this.bodies.get(source).links += 1;
      this.bodies.get(target).links += 1;
    }
    this.sorted = [...this.bodies.values()];
    this.flight = null;
    const few = this.sorted.length <= FEW;
    view.graph.warmupTicks(few ? TURNS : TURNS / 4).cooldownTicks(few || CALM.matches ? 0 : TURNS / 2);
    this.fresh = true;
    if (view.camera.k === 1) view.graph.zoom(1.0001);
    view.graph.graphData({ nodes: [...this.bodies.values()], links: [...ties.values()] });
  }

  body(scene, n) {
    const { model } = this;
    const pin = scene.now.pinned[model.ids[n]];
    const letter = letterSize(scene.radius[n]);
    const named = scene.nodes.length <= NAMED;
    const name = named ? this.view.labels.width(short(model.names[n]), letter) / 2 : 0;
    return {
      n, x: model.x[n], y: model.y[n], fx: pin ? pin[0] : undefined, fy: pin ? pin[1] : undefined, links: 0,
      wide: Math.max(scene.radius[n] * 1.2, name) + 6,
      above: scene.radius[n] * 1.2 + 4, below: scene.radius[n] * 1.2 + (named ? letter * 1.5 : 0) + 3,
    };
  }

  stop() {
    this.fresh = false;
    this.flight = null;
    this.bodies.clear();
    this.sorted = [];
    this.view.graph.cooldownTicks(0).graphData({ nodes: [], links: [] });
  }

  /** The engine also ticks on where there is nothing to settle: then nothing has moved. */
  tick() {
    if (!this.bodies.size) return;
    this.flight = null;
    for (const { n, x, y } of this.bodies.values()) {
      this.model.x[n] = x;
      this.model.y[n] = y;
    }
    this.view.dispatchEvent(new Event('moved'));
  }

  /** The forces are balanced: give every name its room, and lead the entities there. */
  rest() {
    if (!this.fresh || !this.bodies.size) return;
    this.fresh = false;
    this.spread();
    const smaller = 1 / Math.min(1, this.view.scaleOf(this.box()));
    if (smaller > 1 && this.sorted.length <= NAMED) {
      for (const body of this.sorted) this.widen(body, Math.min(1.8, smaller));
      this.spread();
    }
    this.view.dispatchEvent(new CustomEvent('settled', { detail: this.box() }));
    this.fly();
  }

  spread() {
    for (let turn = 0; turn < ROOMS && this.makeRoom(0) > 0; turn += 1);
  }

  /** Names are as large on the screen however far away the camera is: so they need more of the drawing. */
  widen(body, factor) {
    body.wide *= factor;
    body.above *= factor;
    body.below *= factor;
  }

  /** Left, top, right and bottom of where the entities are going. */
  box() {
    const least = (side) => Math.min(...this.sorted.map(side));
    return [least((b) => b.x - b.wide), least((b) => b.y - b.above), -least((b) => -b.x - b.wide), -least((b) => -b.y - b.below)];
  }

  fly() {
    const { model } = this;
    const bodies = this.sorted;
    const from = new Map(bodies.map(({ n }) => [n, [model.x[n], model.y[n]]]));
    const began = performance.now();
    const turn = this.flight = {};
    const step = () => {
      if (this.flight !== turn) return;
      const share = CALM.matches ? 1 : Math.min(1, (performance.now() - began) / FLIGHT);
      const eased = 1 - (1 - share) ** 3;
      for (const { n, x, y } of bodies) {
        const [fromX, fromY] = from.get(n);
        model.x[n] = fromX + (x - fromX) * eased;
        model.y[n] = fromY + (y - fromY) * eased;
      }
      this.view.dispatchEvent(new Event('moved'));
      if (share < 1) requestAnimationFrame(step);
    };
    step();
  }

  /** Hold an entity where the pointer has it. */
  hold(n, x, y) {
    const body = this.bodies.get(n);
    if (!body) return;
    body.fx = body.x = x;
    body.fy = body.y = y;
  }

  gather(alpha) {
    for (const body of this.bodies.values()) {
      body.vx -= body.x * 0.035 * alpha;
      body.vy -= body.y * 0.05 * alpha;
    }
  }

  /** Move apart what stands on each other's name, once the whole has found its form; how many did. */
  makeRoom(alpha) {
    if (alpha > 0.4) return 0;
    const share = 0.42 * (1 - alpha);
    const sorted = this.sorted.sort((a, b) => a.y - b.y);
    let met = 0;
    for (let i = 0; i < sorted.length; i += 1) {
      const one = sorted[i];
      for (let j = i + 1; j < sorted.length && sorted[j].y - one.y < TALL; j += 1) {
        const other = sorted[j];
        const overY = one.below + other.above - (other.y - one.y);
        const overX = one.wide + other.wide - Math.abs(other.x - one.x);
        if (overY <= 0.5 || overX <= 0.5) continue;
        met += 1;
        if (overX * 0.45 < overY) {
          const side = other.x >= one.x ? 1 : -1;
          shift(other, 'x', overX * share * side);
          shift(one, 'x', -overX * share * side);
        } else {
          shift(other, 'y', overY * share);
          shift(one, 'y', -overY * share);
        }
      }
    }
    return met;
  }
}

function shift(body, axis, far) {
  if (body.fx === undefined) body[axis] += far;
}
