// Whoever asks for a person is taken to what that person said.
watch('value', () => {
  const box = document.getElementById('timeline');
  if (!box?.dataset.called) return;
  delete box.dataset.called;
  const heading = element.querySelector('h2');
  heading?.focus({preventScroll: true});
  heading?.scrollIntoView({block: 'nearest'});
});
