() => {
  // Answers begin with the best: show where the newest begins, not where it ends. Of a long conversation, that is only
  // known once the others above it are laid out.
  const newest = () => [...document.querySelectorAll('#conversation .asked')].at(-1);
  const placed = () => newest()?.getBoundingClientRect().top;
  const settle = (frames, before) => {
    if (document.activeElement.closest('#source')) return;  // somebody reads on already
    newest()?.scrollIntoView();
    if (frames) setTimeout(settle, 100, placed() === before ? frames - 1 : 3, placed());
  };
  setTimeout(settle, 100, 3);
}
