const THEMES = ['system', 'light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

/** The theme that follows, in a circle; anything unknown leads back to the system's. */
export function nextTheme(current: string | undefined): Theme {
  return THEMES[(THEMES.indexOf((current ?? 'system') as Theme) + 1) % THEMES.length]!;
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Storage may be blocked: the choice then lasts for this page only.
  }
}

function bind(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const name = button.querySelector('[data-theme-name]')!;
  const show = () => (name.textContent = root.dataset['theme'] ?? 'system');
  button.addEventListener('click', () => {
    const theme = nextTheme(root.dataset['theme']);
    root.dataset['theme'] = theme;
    remember(theme);
    show();
  });
  show();
  button.dataset['ready'] = '';
}

if (typeof document !== 'undefined') document.querySelectorAll<HTMLButtonElement>('[data-theme-switch]').forEach(bind);
