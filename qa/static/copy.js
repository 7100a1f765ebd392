document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-copies], button[data-copies-link]');
  if (!button) return;
  const words = button.dataset.copies ?? location.href;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Could not be copied';
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});
