// A link leads to a place in an article, not into the conversation in which it was found.
const link = () => {
  const here = new URL(location);
  const address = new URL(here.pathname, here);
  here.searchParams.forEach((value, key) => {
    if (['article', 'start', 'end'].includes(key)) address.searchParams.set(key, value);
  });
  return address.href;
};

// Without TLS, a page of another machine has no clipboard; what is selected can be copied still.
const copy = async (words, button) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const field = Object.assign(document.createElement('textarea'), {value: words});
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  button.focus();
  if (!isDone) throw new Error('the browser refuses');
};

document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-copies], button[data-copies-link]');
  if (!button) return;
  const words = button.dataset.copies ?? link();
  const label = button.textContent;
  try {
    await copy(words, button);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Could not be copied';
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});
