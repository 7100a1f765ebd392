// Chips are removed, and made of what a question has named, wherever they stand; the next thing to do is to ask.
document.addEventListener('click', event => {
  const button = event.target.closest('.chip button');
  if (!button) return;
  trigger('click', {...button.dataset});
  const fields = [...document.querySelectorAll('#question textarea, #topic textarea')];
  fields.find(field => field.checkVisibility())?.focus();
});
