const SHOWN_MILLISECONDS = 2000;

/** The element that the button names, or the listing that it stands beside. */
function targetOf(button: HTMLButtonElement): HTMLElement {
  const name = button.dataset['copy']!;
  return name === '' ? button.parentElement!.querySelector('pre')! : document.getElementById(name)!;
}

async function copy(button: HTMLButtonElement, label: string): Promise<void> {
  const target = targetOf(button);
  try {
    await navigator.clipboard.writeText(target.textContent.trim());
    button.textContent = 'Copied';
  } catch {
    // No clipboard, as on an insecure origin: select the text for the reader's own copy.
    getSelection()?.selectAllChildren(target);
    button.textContent = 'Selected';
  }
  setTimeout(() => (button.textContent = label), SHOWN_MILLISECONDS);
}

document.querySelectorAll<HTMLButtonElement>('[data-copy]').forEach((button) => {
  const label = button.textContent;
  button.addEventListener('click', () => void copy(button, label));
  button.dataset['ready'] = '';
});
