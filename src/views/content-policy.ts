/** What a page of the site may load: its own files, and WebAssembly. Nothing inline, nothing from elsewhere. */
const STRICT: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** What the development server needs besides: it puts styles into pages, and tells them of changes over a socket. */
const DEVELOPMENT: typeof STRICT = {
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ['ws:'],
};

/**
 * The content security policy of every page.
 *
 * @param development whether the development server makes the page; a built page always has the strict policy
 */
export function contentPolicy(development: boolean): string {
  const besides = (name: string) => (development ? (DEVELOPMENT[name] ?? []) : []);
  return Object.entries(STRICT)
    .map(([name, sources]) => [name, ...sources, ...besides(name)].join(' '))
    .join('; ');
}
