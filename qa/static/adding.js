element.setAttribute('role', 'status');

const buttons = () => [...element.querySelectorAll('button')].filter(button => button.checkVisibility());
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-undo]');
  if (button) trigger('click', {undo: button.dataset.undo});
});

// The list is another one after each step: whoever is at a button of it goes on there, or with the next.
let place = '', rank = -1;
element.addEventListener('focusin', event => {
  place = event.target.dataset.undo;
  rank = buttons().indexOf(event.target);
});
element.addEventListener('focusout', event => { if (event.relatedTarget) rank = -1; });
document.addEventListener('pointerdown', event => { if (!element.contains(event.target)) rank = -1; });
watch('value', () => {
  if (rank < 0) return;
  const same = element.querySelector(`button[data-undo="${place}"]`);
  (same ?? buttons()[rank] ?? buttons().at(-1) ?? document.getElementById('adding-button')).focus();
});
