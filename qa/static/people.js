let order = '';
element.addEventListener('click', event => {
  const {person, order: column} = event.target.closest('button')?.dataset ?? {};
  if (person) {
    document.getElementById('timeline').dataset.called = 'yes';
    trigger('click', {person});
  }
  if (column) {
    order = column;
    trigger('select', {order});
  }
});
// The table is another one, sorted: whoever sorts by keyboard goes on where they were.
watch('value', () => {
  if (order) element.querySelector(`button[data-order=${order}]`)?.focus({preventScroll: true});
  order = '';
});
