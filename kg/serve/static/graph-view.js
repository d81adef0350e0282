// The view: the camera, and a picture that is painted in slices while the one before is moved about.
import './vendor/force-graph-1.52.0.min.js';
import { Labels, meets } from './graph-labels.js';
import { Painter, arrow, growth, inside, seen, visible } from './graph-paint.js';
import { bendOf } from './graph-scene.js';

const SLICE_MS = 9;
const OVERSCAN = 0.22;
const REST_MS = 110;
const LOOSE = 1.6;
const BATCH = 400;
const NAMED_LINKS = 26;
const NAMED_NEIGHBOURS = 36;
const CALM = window.matchMedia('(prefers-reduced-motion: reduce)');

export class View extends EventTarget {
  constructor(place) {
    super();
    this.place = place;
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'graph-paper';
    this.canvas.setAttribute('aria-hidden', 'true');
    this.stage = document.createElement('div');
    this.stage.className = 'graph-stage';
    place.append(this.canvas, this.stage);
    this.pen = this.canvas.getContext('2d', { alpha: false });
    this.painter = new Painter();
    this.labels = new Labels();
    this.front = { canvas: document.createElement('canvas'), view: null };
    this.back = { canvas: document.createElement('canvas'), view: null };
    this.camera = { k: 1, x: 0, y: 0 };
    this.selected = -1;
    this.hovered = -1;
    this.path = null;
    this.frames = 0;
    this.graph = new window.ForceGraph(this.stage)
      .enablePointerInteraction(false).enableNodeDrag(false)
      .nodeVisibility(() => false).linkVisibility(() => false)
      .minZoom(0.01).maxZoom(8)
      .onZoom((camera) => this.look(camera));
    new ResizeObserver(() => this.resize()).observe(place);
    this.dress();
    this.resize();
  }

  /** Colours from the style sheet. */
  dress() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const look = {
      paper: colour('--paper'), ink: colour('--ink'), soft: colour('--ink-soft'), accent: colour('--accent'),
      link: document.documentElement.dataset.theme === 'dark' ? 1.15 : 1,
    };
    this.colours = look;
    this.painter.dress(look);
    this.labels.dress(look);
    this.repaint();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (!width || !height) return;
    this.dpr = Math.min(window.devicePixelRatio || 1, 2);
    this.width = width;
    this.height = height;
    this.canvas.width = width * this.dpr;
    this.canvas.height = height * this.dpr;
    for (const { canvas } of [this.front, this.back]) {
      canvas.width = Math.round(width * (1 + 2 * OVERSCAN) * this.dpr);
      canvas.height = Math.round(height * (1 + 2 * OVERSCAN) * this.dpr);
    }
    this.front.view = null;
    this.graph.width(width).height(height);
    this.repaint();
  }

  look({ k, x, y }) {
    this.camera = { k, x: this.width / 2 - x * k, y: this.height / 2 - y * k };
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.repaint(), REST_MS);
    if (!this.covers()) this.stale = true;
    this.refresh();
  }

  /** Whether the picture that is painted still fills the window when it is moved to where the camera is. */
  covers() {
    const { view } = this.front;
    if (!view) return false;
    const { k, x, y } = this.camera;
    const ratio = k / view.k;
    if (ratio > LOOSE || ratio < 1 / LOOSE) return false;
    const [left, top] = [x - view.x * ratio, y - view.y * ratio];
    return left <= 0 && top <= 0 && left + view.width * ratio >= this.width && top + view.height * ratio >= this.height;
  }

  get view() {
    return { ...this.camera, width: this.width, height: this.height, dpr: this.dpr };
  }

  /** Middle of the drawing and scale, as they are kept in an address. */
  get spot() {
    const { k, x, y } = this.camera;
    return [(this.width / 2 - x) / k, (this.height / 2 - y) / k, k];
  }

  show(scene) {
    this.scene = scene;
    this.aim();
    this.repaint();
  }

  repaint() {
    this.stale = true;
    this.refresh();
  }

  refresh() {
    if (!this.asked) this.asked = requestAnimationFrame(() => this.frame());
  }

  frame() {
    this.asked = 0;
    if (!this.scene || !this.width) return;
    this.frames += 1;
    if (this.stale && !this.job) this.begin();
    if (this.job) this.work();
    this.compose();
    if (this.job || this.stale) this.refresh();
    else this.dispatchEvent(new Event('rest'));
  }

  begin() {
    this.stale = false;
    const view = this.view;
    const extra = { x: this.width * OVERSCAN, y: this.height * OVERSCAN };
    this.back.view = {
      ...view, x: view.x + extra.x, y: view.y + extra.y,
      width: view.width + 2 * extra.x, height: view.height + 2 * extra.y,
    };
    this.job = this.picture(this.back.canvas.getContext('2d'), this.back.view);
  }

  /** Paint for a few milliseconds; when the picture is whole it takes the place of the one before. */
  work() {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      if (!this.job.next().done) continue;
      this.job = null;
      [this.front, this.back] = [this.back, this.front];
      if (!this.painted) performance.mark('kg-painted');
      this.painted = true;
      this.name();
      return;
    }
  }

  /** Paint the scene and what stands out of it, step by step. */
  * picture(pen, view) {
    yield* this.painter.paint(pen, this.scene, view);
    if (this.lit) yield* this.highlight(pen, view);
  }

  /** Choose the names that are drawn. */
  name() {
    const near = this.selected >= 0 ? this.scene.neighbours(this.selected).slice(0, NAMED_NEIGHBOURS) : [];
    const wanted = this.selected >= 0 ? [this.selected] : [];
    const first = [...near, ...(this.path || [])].filter((n) => n !== this.selected);
    this.labels.choose({ ...pick(this.scene), nodes: first.length ? mixed(first, this.scene.nodes) : this.scene.nodes }, this.view, wanted);
  }

  compose() {
    const { pen, dpr } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = this.colours.paper;
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.lay();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    for (const n of this.labels.shown) {
      if (this.scene.on[n] && (!this.lit || this.lit.has(n))) this.labels.draw(pen, this.scene, n, this.view, n === this.selected);
    }
    if (this.lit && this.litFacts.length <= NAMED_LINKS && this.camera.k > 0.45) this.linkNames(this.litFacts, dpr);
    this.marks(pen, dpr);
  }

  /** Lay the painted picture where the camera has moved to. */
  lay() {
    const { view } = this.front;
    if (!view || !this.front.canvas.width) return;
    const ratio = this.camera.k / view.k;
    const offset = (axis) => (this.camera[axis] - view[axis] * ratio) * this.dpr;
    // Between pixels the whole picture would be resampled, at many times the price of copying it.
    const still = Math.abs(ratio - 1) < 1e-6;
    if (still) this.pen.setTransform(1, 0, 0, 1, Math.round(offset('x')), Math.round(offset('y')));
    else this.pen.setTransform(ratio, 0, 0, ratio, offset('x'), offset('y'));
    this.pen.drawImage(this.front.canvas, 0, 0);
  }

  /** Find what stands out: what is selected and what it is linked to, or a path. */
  aim() {
    const { scene } = this;
    const chosen = this.selected >= 0 && scene.on[this.selected];
    this.lit = chosen ? new Set([this.selected, ...scene.neighbours(this.selected)]) : this.path && new Set(this.path);
    this.litFacts = chosen ? scene.factsOf(this.selected) : this.pathFacts();
  }

  pathFacts() {
    if (!this.lit) return [];
    const { source, target } = this.scene.model;
    return this.scene.edges.filter((f) => this.lit.has(source[f]) && this.lit.has(target[f]));
  }

  /** What stands out is painted over the rest, which steps back. */
  * highlight(pen, view) {
    const { scene, lit, litFacts } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 0.8;
    pen.fillStyle = this.colours.paper;
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
    pen.globalAlpha = 1;
    yield* this.litLinks(pen, litFacts, view);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    const window_ = visible(view);
    for (const n of lit) {
      if (n !== this.selected && scene.on[n] && inside(scene.model.x[n], scene.model.y[n], window_)) this.painter.entity(pen, scene, n, view);
    }
    if (lit.has(this.selected)) this.painter.entity(pen, scene, this.selected, view, 1.15);
  }

  /** The links that stand out: in batches where they are many, with their arrows where they are few. */
  * litLinks(pen, facts, { k, x, y, dpr }) {
    const { scene, scene: { model } } = this;
    const many = facts.length > BATCH;
    pen.setTransform(dpr * k, 0, 0, dpr * k, dpr * x, dpr * y);
    pen.lineWidth = (many ? 0.98 / dpr : Math.max(0.7, 2 - facts.length / 80)) / k;
    pen.globalAlpha = many ? 0.5 : facts.length > 60 ? 0.65 : 0.85;
    const ordered = many ? facts.slice().sort((a, b) => scene.colour[model.source[a]] - scene.colour[model.source[b]]) : facts;
    let last = null;
    pen.beginPath();
    for (const [turn, f] of ordered.entries()) {
      const colour = scene.colourOf(model.source[f]);
      if (last !== null && (!many || colour !== last || turn % BATCH === 0)) {
        pen.stroke();
        pen.beginPath();
        if (many && turn % BATCH === 0) yield;
      }
      last = colour;
      pen.strokeStyle = colour;
      pen.moveTo(model.x[model.source[f]], model.y[model.source[f]]);
      if (model.bend[f]) pen.quadraticCurveTo(...bendOf(model, f), model.x[model.target[f]], model.y[model.target[f]]);
      else pen.lineTo(model.x[model.target[f]], model.y[model.target[f]]);
    }
    pen.stroke();
    for (const f of many ? [] : facts.filter((one) => !model.predicateOf(one)?.symmetric)) {
      pen.fillStyle = scene.colourOf(model.source[f]);
      arrow(pen, scene, f, k, 1.25);
    }
    pen.globalAlpha = 1;
  }

  /** The names of relations on their links, where there is room for them. */
  linkNames(facts, dpr) {
    const { scene, scene: { model }, camera: { k, x, y } } = this;
    const taken = this.labels.shown.filter((n) => this.lit.has(n)).map((n) => this.labels.box(scene, n, this.view));
    for (const f of facts) {
      const [s, t] = [model.source[f], model.target[f]];
      const words = this.nameLink ? this.nameLink(f) : '';
      const picture = this.labels.picture(words, 11, dpr, false);
      const [wide, high] = [picture.width / dpr, picture.height / dpr];
      const long = Math.hypot(model.x[t] - model.x[s], model.y[t] - model.y[s]) * k;
      if (!words || long < wide + 26) continue;
      const [bx, by] = bendOf(model, f);
      const px = ((model.x[s] + model.x[t]) / 4 + bx / 2) * k + x - wide / 2;
      const py = ((model.y[s] + model.y[t]) / 4 + by / 2) * k + y - high / 2;
      const box = [px, py + 2, px + wide, py + high - 2];
      if (meets(box, taken)) continue;
      taken.push(box);
      this.pen.drawImage(picture, Math.round(px * dpr), Math.round(py * dpr));
    }
  }

  /** Rings around what is hovered, selected or pinned. */
  marks(pen, dpr) {
    const ring = (n, colour, wide, gap) => {
      const { model } = this.scene;
      const radius = seen(this.scene.radius[n], this.camera.k) * 1.15 + gap;
      pen.beginPath();
      pen.arc((model.x[n] * this.camera.k + this.camera.x) * dpr, (model.y[n] * this.camera.k + this.camera.y) * dpr, radius * dpr, 0, 2 * Math.PI);
      pen.strokeStyle = colour;
      pen.lineWidth = wide * dpr;
      pen.stroke();
    };
    for (const id of Object.keys(this.scene.now.pinned)) {
      const n = this.scene.model.place.get(id);
      if (n !== undefined && this.scene.on[n]) ring(n, this.colours.soft, 1.2, 2);
    }
    if (this.selected >= 0 && this.scene.on[this.selected]) ring(this.selected, this.colours.accent, 2.4, 3.5);
    if (this.hovered >= 0 && this.hovered !== this.selected && this.scene.on[this.hovered]) {
      ring(this.hovered, this.colours.accent, 1.4, 3);
      this.labels.draw(pen, this.scene, this.hovered, this.view, true);
    }
  }

  select(n) {
    this.selected = n;
    if (!this.scene) return;
    this.aim();
    this.name();
    this.repaint();
  }

  /** Let the entities of a path stand out; null for none. */
  follow(path) {
    this.path = path && path.filter((n) => this.scene.on[n]);
    this.select(this.selected);
  }

  hover(n) {
    if (n === this.hovered) return;
    this.hovered = n;
    this.refresh();
  }

  /** The entity and place of the drawing below a point of the window. */
  at(clientX, clientY, slack = 3) {
    const box = this.place.getBoundingClientRect();
    const { k } = this.camera;
    const [x, y] = [(clientX - box.left - this.camera.x) / k, (clientY - box.top - this.camera.y) / k];
    return { x, y, entity: this.scene.entityAt(x, y, growth(k), slack / k) };
  }

  factAt(clientX, clientY) {
    const { x, y } = this.at(clientX, clientY);
    return this.scene.factAt(x, y, 5 / this.camera.k);
  }

  /** Move the camera so that a box of the drawing fills the room that is free of panels. */
  fit(box, { animated = true, most = 1.35, room = this.room() } = {}) {
    if (!box) return;
    const [left, top, right, bottom] = box;
    const k = this.scaleOf(box, most, room);
    const x = (left + right) / 2 + (room.right - room.left) / 2 / k;
    const y = (top + bottom) / 2 + (room.bottom - room.top) / 2 / k;
    this.go(x, y, k, animated);
  }

  /** The scale at which a box of the drawing fills the free room. */
  scaleOf([left, top, right, bottom], most = 1.35, room = this.room()) {
    const margin = 60;
    return Math.max(0.012, Math.min(
      most, (this.width - room.left - room.right) / (right - left + margin), (this.height - room.top - room.bottom) / (bottom - top + margin),
    ));
  }

  /** Bring an entity to the middle of the free room. */
  centre(n, least = 0.9) {
    const { x, y } = this.scene.model;
    const k = Math.max(this.camera.k, least);
    const room = this.room();
    this.go(x[n] + (room.right - room.left) / 2 / k, y[n] + (room.bottom - room.top) / 2 / k, k, true);
  }

  /** Bring an entity that lies outside the free room into the middle of it. */
  reveal(n) {
    const { k, x, y } = this.camera;
    const room = this.room();
    const [px, py] = [this.scene.model.x[n] * k + x, this.scene.model.y[n] * k + y];
    const free = px > room.left + 20 && px < this.width - room.right - 40 && py > room.top && py < this.height - room.bottom - 20;
    if (!free) this.centre(n, k);
  }

  go(x, y, k, animated) {
    const time = animated && !CALM.matches ? 420 : 0;
    if (!time) {
      this.graph.zoom(k).centerAt(x, y);
      return;
    }
    const [fromX, fromY, fromK] = this.spot;
    const began = performance.now();
    const turn = this.flight = {};
    const step = () => {
      if (this.flight !== turn) return;
      const share = Math.min(1, (performance.now() - began) / time);
      const eased = share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2;
      const now = fromK * (k / fromK) ** eased;
      const along = Math.abs(k - fromK) < 1e-6 * k ? eased : (1 / now - 1 / fromK) / (1 / k - 1 / fromK);
      this.graph.zoom(now).centerAt(fromX + (x - fromX) * along, fromY + (y - fromY) * along);
      if (share < 1) requestAnimationFrame(step);
    };
    step();
  }

  /** Pixels at each side that panels lie over. */
  room() {
    return { left: 0, right: 0, top: 0, bottom: 0, ...(this.covered ? this.covered() : {}) };
  }
}

const pick = ({ model, radius }) => ({ model, radius });

function mixed(first, all) {
  const seenFirst = new Set(first);
  return [...first, ...Array.prototype.filter.call(all.subarray(0, 2000), (n) => !seenFirst.has(n))];
}
