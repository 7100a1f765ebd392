document.addEventListener('submit', event => {
  const form = event.target.closest('form[data-feedback]');
  if (!form) return;
  event.preventDefault();
  const {verdict, words, comment} = Object.fromEntries(new FormData(form));
  trigger('click', {answer: form.dataset.feedback, verdict, words, comment});
});

// Noted: the form is put away, and whoever sent it goes on where it was.
watch('value', () => {
  const noted = element.querySelector('[data-noted]');
  const form = noted && document.querySelector(`form[data-feedback="${noted.dataset.noted}"]`);
  if (!form) return;
  form.reset();
  form.closest('details').open = false;
  form.closest('details').querySelector('summary').focus();
});
