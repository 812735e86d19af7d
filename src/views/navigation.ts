/** Sections of the site, in the order of the header. */
export const SECTIONS = [
  { path: 'tracks/', title: 'Leaderboards' },
  { path: 'metrics/', title: 'Metrics' },
  { path: 'atlas/', title: 'Atlas' },
  { path: 'advisor/', title: 'Advisor' },
  { path: 'lab/', title: 'Lab' },
  { path: 'measure/', title: 'Measure' },
  { path: 'docs/methodology/', title: 'Methodology' },
  { path: 'docs/submit/', title: 'Submit' },
  { path: 'docs/reproduce/', title: 'Reproduce' },
] as const;
