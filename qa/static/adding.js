element.setAttribute('role', 'status');

// Whoever undoes with the keyboard goes on with the button that takes its place.
let pressed = -1;
const buttons = () => [...element.querySelectorAll('button')].filter(button => button.checkVisibility());
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-undo]');
  if (!button) return;
  pressed = buttons().indexOf(button);
  trigger('click', {undo: button.dataset.undo});
});
watch('value', () => {
  if (pressed >= 0) (buttons()[pressed] ?? buttons().at(-1) ?? document.getElementById('adding-button')).focus();
  pressed = -1;
});
