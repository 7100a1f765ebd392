element.setAttribute('role', 'status');

// A file may be dropped anywhere on the page: it goes the way of a chosen one.
const brings = event => event.dataTransfer?.types.includes('Files');
document.addEventListener('dragover', event => {
  if (!brings(event)) return;
  event.preventDefault();
  document.body.classList.add('dropping');
}, true);
document.addEventListener('dragleave', event => {
  if (!event.relatedTarget) document.body.classList.remove('dropping');
});
document.addEventListener('drop', event => {
  if (!brings(event)) return;
  event.preventDefault();
  event.stopPropagation();
  document.body.classList.remove('dropping');
  document.getElementById('adding-button').click();
  const input = document.querySelector('#adding input[type=file]');
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
}, true);

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
