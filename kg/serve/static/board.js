// A choice takes effect at once.
(() => {
  'use strict';
  const form = document.getElementById('filters');
  form.querySelector('button[type=submit]').hidden = true;
  form.addEventListener('change', () => form.requestSubmit());
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
  window.addEventListener('pageshow', () => { for (const field of form.elements) field.disabled = false; });
})();
