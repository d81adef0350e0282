// What every page has: suggestions below a search field, the theme, keys.
(() => {
  'use strict';
  const words = window.kgWords || {};
  const say = (key, values = {}) => (words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

  /** An element with a class and a text; texts never become HTML. */
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    return element;
  };

  let fields = 0;
  class Suggestions {
    constructor(field) {
      this.field = field;
      this.list = make('ul', 'suggestions');
      this.list.id = `suggestions-${fields += 1}`;
      this.list.role = 'listbox';
      this.list.hidden = true;
      this.list.ariaLabel = field.ariaLabel;
      this.status = make('span', 'unseen');
      this.status.role = 'status';
      field.after(this.list, this.status);
      field.role = 'combobox';
      field.setAttribute('aria-expanded', 'false');
      field.setAttribute('aria-controls', this.list.id);
      field.setAttribute('aria-autocomplete', 'list');
      this.asked = 0;
      this.chosen = -1;
      field.addEventListener('input', () => this.ask());
      field.addEventListener('focus', () => { if (this.list.childElementCount) this.show(true); });
      field.addEventListener('blur', () => setTimeout(() => this.show(false), 150));
      field.addEventListener('keydown', (event) => this.key(event));
    }

    async ask() {
      const turn = this.asked += 1;
      const query = this.field.value.trim();
      if (!query) { this.fill([], 0); this.show(false); return; }
      const answer = await fetch(`/api/search?limit=9&q=${encodeURIComponent(query)}`).catch(() => null);
      if (!answer || !answer.ok || turn !== this.asked) return;
      const found = await answer.json();
      if (turn === this.asked) { this.fill(found.hits, found.total); this.show(true); }
    }

    fill(hits, total) {
      this.chosen = -1;
      this.field.removeAttribute('aria-activedescendant');
      this.list.replaceChildren(...hits.map((hit, place) => this.row(hit, place)));
      if (!hits.length && this.field.value.trim()) {
        const nothing = make('li', 'nothing', say('js.suggest.none'));
        nothing.role = 'option';
        nothing.ariaDisabled = 'true';
        this.list.append(nothing);
      }
      this.status.textContent = hits.length ? say('js.suggest.some', { count: total }) : this.list.textContent;
    }

    row(hit, place) {
      const row = make('li', `t-${hit.type}`);
      row.role = 'option';
      row.id = `${this.list.id}-${place}`;
      row.dataset.id = hit.id;
      row.append(make('span', 'dot'), make('span', 'label', hit.label));
      if (hit.form) row.append(make('span', 'form', hit.form));
      row.append(make('span', 'hint', hit.hint));
      row.addEventListener('mousedown', (event) => { event.preventDefault(); this.take(hit); });
      row.hit = hit;
      return row;
    }

    take(hit) {
      const event = new CustomEvent('kg-chosen', { detail: hit, bubbles: true, cancelable: true });
      this.show(false);
      if (this.field.dispatchEvent(event)) window.location.assign(`/id/${encodeURIComponent(hit.id)}`);
    }

    show(open) {
      this.list.hidden = !open;
      this.field.setAttribute('aria-expanded', String(open));
    }

    key(event) {
      const rows = [...this.list.querySelectorAll('li[data-id]')];
      if (event.key === 'Escape') { this.show(false); return; }
      if (event.key === 'Enter' && this.chosen >= 0 && !this.list.hidden) {
        event.preventDefault();
        this.take(rows[this.chosen].hit);
        return;
      }
      if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || !rows.length) return;
      event.preventDefault();
      this.show(true);
      this.chosen = (this.chosen + (event.key === 'ArrowDown' ? 1 : -1) + rows.length) % rows.length;
      rows.forEach((row, place) => row.setAttribute('aria-selected', String(place === this.chosen)));
      this.field.setAttribute('aria-activedescendant', rows[this.chosen].id);
      rows[this.chosen].scrollIntoView({ block: 'nearest' });
    }
  }

  document.querySelectorAll('input[data-suggest]').forEach((field) => new Suggestions(field));

  const theme = document.getElementById('theme');
  theme.addEventListener('click', () => {
    window.kgTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    (document.querySelector('main input[data-suggest]') || document.getElementById('find')).focus();
  });
  window.kg = { say, make };
})();
