// The search: names and aliases as they are typed; arrows choose, Enter brings the entity to the middle.
const input = document.getElementById('search');
const list = document.getElementById('suggestions');
const SUGGESTED = 8;
let suggested = [];
let chosen = 0;

const folded = (text) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
const searchable = Object.entries(contents.entities).map(([id, entity]) => ({
  id, forms: [entity.name, ...entity.aliases].map(folded), weight: factsOf.get(id).length,
}));

/** How well an entity answers: its name before an alias, the whole before the beginning before a part. */
function fitness(entry, wanted) {
  let best = 0;
  entry.forms.forEach((form, place) => {
    const kind = form === wanted ? 6 : form.startsWith(wanted) ? 4 : form.includes(wanted) ? 2 : 0;
    if (kind) best = Math.max(best, kind + (place === 0 ? 1 : 0));
  });
  return best;
}

function suggest() {
  const wanted = folded(input.value);
  suggested = !wanted ? [] : searchable
    .map((entry) => ({ entry, fit: fitness(entry, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.entry.weight - a.entry.weight || (a.entry.id < b.entry.id ? -1 : 1))
    .slice(0, SUGGESTED).map(({ entry }) => entry.id);
  chosen = 0;
  showSuggestions(wanted);
}

function showSuggestions(wanted) {
  const rows = suggested.map((id, place) => {
    const row = make('li', place === chosen ? 'chosen' : '');
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', String(place === chosen));
    row.dataset.id = id;
    row.append(sign(contents.entities[id].type), make('span', 'name', nameOf(id)), make('span', 'hint', hint(id)));
    row.addEventListener('mousedown', (event) => { event.preventDefault(); take(place); });
    return row;
  });
  if (wanted && !rows.length) rows.push(make('li', 'nothing', say('none')));
  list.replaceChildren(...rows);
  list.hidden = !rows.length;
  input.parentElement.setAttribute('aria-expanded', String(rows.length > 0));
}

/** What tells two entities of one name apart: the post, or the place. */
function hint(id) {
  const facts = factsOf.get(id).map((f) => contents.facts[f]).filter((f) => f.s === id);
  const held = facts.find((f) => f.p === 'holdsPost') || facts[0];
  if (!held) return typeLabel(contents.entities[id].type);
  const post = held.q.find(([key]) => key === 'post');
  return post ? `${nameOf(held.o)} ${post[1]}` : `${predicateLabel(held.p)} ${nameOf(held.o)}`;
}

function take(place) {
  const id = suggested[place];
  if (!id) return;
  input.value = nameOf(id);
  closeSuggestions();
  input.blur();
  focus(id);
}

function closeSuggestions() {
  list.hidden = true;
  input.parentElement.setAttribute('aria-expanded', 'false');
}

function onSearchKey(event) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && suggested.length) {
    event.preventDefault();
    chosen = (chosen + step + suggested.length) % suggested.length;
    showSuggestions(folded(input.value));
  } else if (event.key === 'Enter') take(chosen);
  else if (event.key === 'Escape') { closeSuggestions(); input.blur(); }
}
