// What is shown as a table: for screen readers, and for all who would rather read.
import { at, button, labelOf, make, say, sign } from './graph-dom.js';

const ROWS = 200;

export class Table {
  constructor(deeds) {
    this.deeds = deeds;
    this.place = at('graph-table');
    this.body = at('graph-table-rows');
    this.note = at('graph-table-note');
    this.close = at('graph-table-close');
    this.close.addEventListener('click', () => this.toggle(false));
  }

  get open() { return !this.place.hidden; }

  toggle(open = !this.open) {
    this.place.hidden = !open;
    at('graph-table-open').setAttribute('aria-expanded', String(open));
    if (open) {
      this.fill();
      this.place.focus();
    } else at('graph-table-open').focus();
  }

  show(scene) {
    this.scene = scene;
    if (this.open) this.fill();
  }

  fill() {
    const { scene } = this;
    const { model } = scene;
    this.note.textContent = say('js.graph.table.note', {
      shown: Math.min(ROWS, scene.nodes.length).toLocaleString(), total: scene.nodes.length.toLocaleString(), facts: scene.edges.length.toLocaleString(),
    });
    this.body.replaceChildren(...[...scene.nodes.subarray(0, ROWS)].map((n) => {
      const row = make('tr');
      const name = make('th');
      name.scope = 'row';
      const choose = button('entity', undefined, () => { this.toggle(false); this.deeds.find(model.ids[n]); });
      choose.append(sign(model.typeOf(n)), make('span', '', model.names[n]));
      name.append(choose);
      const beside = scene.neighbours(n);
      const named = beside.slice(0, 6).map((other) => model.names[other]).join(say('js.graph.comma'));
      row.append(
        name, make('td', '', labelOf(model.typeOf(n))), make('td', 'number', String(scene.factsOf(n).length)),
        make('td', '', beside.length > 6 ? `${named} …` : named),
      );
      return row;
    }));
  }
}
