// What a person has chosen: what is shown, what is left out, what is pinned; with undo, and as an address.

const fresh = () => ({
  shown: null, hidden: [], pinned: {}, offTypes: [], offPredicates: [],
  from: '', to: '', score: 0, page: '', colour: 'type', selected: null, places: {},
});
const REMEMBERED = 100;

export class State extends EventTarget {
  constructor() {
    super();
    this.now = fresh();
    this.past = [];
    this.future = [];
  }

  /** Change what is chosen; a change that can be undone is remembered. */
  change(part, { undoable = true } = {}) {
    if (undoable) {
      this.past.push(JSON.stringify(this.now));
      if (this.past.length > REMEMBERED) this.past.shift();
      this.future = [];
    }
    this.now = { ...this.now, ...part };
    this.tell(part);
  }

  tell(part) {
    this.dispatchEvent(new CustomEvent('change', { detail: part }));
  }

  undo() { return this.travel(this.past, this.future); }

  redo() { return this.travel(this.future, this.past); }

  travel(from, to) {
    if (!from.length) return false;
    to.push(JSON.stringify(this.now));
    this.now = { ...JSON.parse(from.pop()) };
    this.tell(this.now);
    return true;
  }

  get filtered() {
    const { from, to, score, page, offPredicates } = this.now;
    return Boolean(from || to || score > 0 || page || offPredicates.length);
  }
}

const LISTS = ['hidden', 'offTypes', 'offPredicates'];
const WORDS = ['from', 'to', 'page', 'selected'];

/** The view as the part of an address behind #. */
export function written(now, camera, places) {
  const out = new URLSearchParams();
  if (now.shown) out.set('shown', now.shown.map((id) => [id, ...(places(id) || [])].join('_')).join('.'));
  for (const key of LISTS) if (now[key].length) out.set(key, now[key].join('.'));
  for (const key of WORDS) if (now[key]) out.set(key, now[key]);
  if (now.score) out.set('score', String(now.score));
  if (now.colour !== 'type') out.set('colour', now.colour);
  const pins = Object.entries(now.pinned).map(([id, [x, y]]) => `${id}_${Math.round(x)}_${Math.round(y)}`);
  if (pins.length) out.set('pinned', pins.join('.'));
  if (camera) out.set('at', camera.map((value) => Number(value.toPrecision(5))).join('_'));
  return out.toString();
}

/** What an address says; anything it does not say, or says wrongly, is left as it is on a fresh page. */
export function read(text) {
  const given = new URLSearchParams(text);
  const now = fresh();
  for (const key of LISTS) if (given.has(key)) now[key] = given.get(key).split('.').filter(Boolean);
  for (const key of WORDS) if (given.has(key)) now[key] = given.get(key).slice(0, 300);
  now.selected = now.selected || null;
  now.score = Math.min(1, Math.max(0, Number(given.get('score')) || 0));
  if (given.get('colour') === 'community') now.colour = 'community';
  for (const [id, at] of spots(given.get('pinned'))) if (at) now.pinned[id] = at;
  if (given.has('shown')) {
    const entries = spots(given.get('shown'));
    now.shown = entries.map(([id]) => id);
    now.places = Object.fromEntries(entries.filter(([, at]) => at));
  }
  const at = (given.get('at') || '').split('_').map(Number);
  return { now, camera: at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? at : null };
}

function spots(text) {
  return (text || '').split('.').filter(Boolean).map((entry) => {
    const [id, x, y] = entry.split('_');
    const at = [Number(x), Number(y)];
    return [id, y !== undefined && at.every(Number.isFinite) ? at : null];
  });
}
