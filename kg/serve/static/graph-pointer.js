// What the pointer does: hover, click, drag an entity (which pins it), and the keys of the drawing.
const STEADY = 4;

export class Pointer {
  constructor(view, deeds) {
    this.view = view;
    this.deeds = deeds;
    this.held = null;
    const { place } = view;
    place.addEventListener('mousedown', (event) => this.press(event, event), true);
    place.addEventListener('touchstart', (event) => {
      if (event.touches.length === 1) this.press(event, event.touches[0]);
    }, { capture: true, passive: false });
    window.addEventListener('mousemove', (event) => this.move(event));
    window.addEventListener('touchmove', (event) => this.move(event.touches[0]));
    window.addEventListener('mouseup', () => this.release());
    window.addEventListener('touchend', () => this.release());
    place.addEventListener('mouseleave', () => view.hover(-1));
    place.addEventListener('click', (event) => this.click(event));
    place.addEventListener('dblclick', (event) => this.twice(event));
  }

  /** An entity that is pressed is held; anything else is left to the camera. */
  press(event, spot) {
    this.view.flight = null;
    if (event.button || !this.view.scene) return;
    this.start = [spot.clientX, spot.clientY];
    this.dragged = false;
    const { entity, x, y } = this.view.at(spot.clientX, spot.clientY);
    if (entity < 0) return;
    event.stopPropagation();
    if (event.type === 'mousedown') event.preventDefault();
    this.view.place.focus({ preventScroll: true });
    const { model } = this.view.scene;
    this.held = { entity, dx: model.x[entity] - x, dy: model.y[entity] - y };
  }

  move(spot) {
    if (!this.view.scene) return;
    if (!this.held) { this.pass(spot); return; }
    if (!this.dragged && Math.hypot(spot.clientX - this.start[0], spot.clientY - this.start[1]) < STEADY) return;
    this.dragged = true;
    const { x, y } = this.view.at(spot.clientX, spot.clientY);
    this.deeds.drag(this.held.entity, x + this.held.dx, y + this.held.dy);
  }

  pass(event) {
    if (!this.view.place.contains(event.target) || event.buttons) return;
    const { entity } = this.view.at(event.clientX, event.clientY);
    this.view.hover(entity);
    this.view.place.classList.toggle('over', entity >= 0);
  }

  release() {
    if (this.held && this.dragged) this.deeds.drop(this.held.entity);
    this.held = null;
  }

  click(event) {
    if (this.dragged || !this.view.scene) return;
    if (this.start && Math.hypot(event.clientX - this.start[0], event.clientY - this.start[1]) > STEADY) return;
    const { entity } = this.view.at(event.clientX, event.clientY, 6);
    if (entity >= 0) this.deeds.select(entity, event.shiftKey);
    else {
      const fact = this.view.factAt(event.clientX, event.clientY);
      if (fact >= 0) this.deeds.selectFact(fact);
      else this.deeds.select(-1);
    }
  }

  twice(event) {
    const { entity } = this.view.at(event.clientX, event.clientY, 6);
    if (entity >= 0) this.deeds.expand(entity);
  }
}

const ARROWS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

/** The neighbour that lies most nearly in a direction; where nothing is selected, the best connected in view. */
export function toward(scene, from, key) {
  if (from < 0 || !scene.on[from]) return scene.nodes[0] ?? -1;
  const { x, y } = scene.model;
  const score = (n) => {
    const turn = Math.abs(((Math.atan2(y[n] - y[from], x[n] - x[from]) - ARROWS[key] + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
    return turn < 1.2 ? turn + Math.hypot(x[n] - x[from], y[n] - y[from]) / 4000 : Infinity;
  };
  let best = -1;
  let least = Infinity;
  for (const n of scene.neighbours(from)) if (score(n) < least) { least = score(n); best = n; }
  return best;
}

export const isArrow = (key) => key in ARROWS;
