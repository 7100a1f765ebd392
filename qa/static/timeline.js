// Whoever asks for a person is taken to what that person said.
watch('value', () => {
  const box = document.getElementById('timeline');
  const heading = element.querySelector('h2[data-person]'); // a topic that was asked for before may come first
  if (!heading || !box?.dataset.called) return;
  delete box.dataset.called;
  heading.focus({preventScroll: true});
  heading.scrollIntoView({block: 'nearest'});
});
