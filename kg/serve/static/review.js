// Review by keyboard: one pair at a time, each judgement kept at once.
(() => {
  'use strict';
  const { say } = window.kg;
  const forms = [...document.querySelectorAll('.pair')];
  const progress = document.getElementById('progress');
  const undo = document.getElementById('undo');
  let place = 0;
  const judged = [];

  const show = () => {
    forms.forEach((form, number) => { form.hidden = number !== place; });
    progress.textContent = place < forms.length
      ? say('js.review.progress', { at: place + 1, of: forms.length })
      : say('js.review.done', { count: judged.length });
    if (place < forms.length) forms[place].querySelector('h2').scrollIntoView({ block: 'nearest' });
  };

  const send = async (form, values) => {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer || !answer.ok) { progress.textContent = say('js.review.fault'); return false; }
    return true;
  };

  const judge = async (verdict) => {
    const at = place;
    if (at >= forms.length || forms[at].dataset.sent) return;
    forms[at].dataset.sent = 'yes';
    if (await send(forms[at], { verdict })) { judged.push(at); place = at + 1; show(); }
    delete forms[at].dataset.sent;
  };
  const skip = () => { if (place < forms.length) { place += 1; show(); } };
  const back = async () => {
    if (await send(undo, {})) { place = judged.length ? judged.pop() : Math.max(0, place - 1); show(); }
  };

  const keys = { s: () => judge('same'), d: () => judge('different'), u: () => judge('unsure'), k: skip, z: back };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea')) return;
    const act = keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });
  forms.forEach((form) => {
    const button = form.querySelector('[data-skip]');
    button.hidden = false;
    button.addEventListener('click', skip);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      judge(event.submitter && event.submitter.value ? event.submitter.value : 'unsure');
    });
  });
  undo.addEventListener('submit', (event) => { event.preventDefault(); back(); });
  if (forms.length) show();
})();
