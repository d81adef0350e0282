// A suggestion that is taken fills its side; both filled, they are compared.
(() => {
  'use strict';
  const form = document.getElementById('pick');
  form.querySelectorAll('input[data-for]').forEach((field) => {
    const hidden = form.elements[field.dataset.for];
    field.addEventListener('kg-chosen', (event) => {
      event.preventDefault();
      field.value = event.detail.label;
      hidden.value = event.detail.id;
      if (form.elements.one.value && form.elements.other.value) form.requestSubmit();
    });
    field.addEventListener('input', () => { hidden.value = ''; });
  });
})();
