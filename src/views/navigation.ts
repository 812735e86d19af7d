/** A page that the navigation names. */
export interface NavigationPage {
  /** Path within the site. */
  readonly path: string;
  readonly title: string;
}

/** A group of pages: the header shows its title, the row below the header its pages. */
export interface NavigationGroup extends NavigationPage {
  readonly pages: readonly NavigationPage[];
  /** Folders of further pages that belong here. */
  readonly folders?: readonly string[];
}

/** The groups of the site, in the order of the header: six at most, or it no longer fits one line. */
export const GROUPS: readonly NavigationGroup[] = [
  {
    path: 'tracks/',
    title: 'Leaderboards',
    folders: ['r/', 's/'],
    pages: [
      { path: 'tracks/', title: 'Track by track' },
      { path: 'overall/', title: 'All tracks at once' },
      { path: 'compare/', title: 'Compare results' },
      { path: 'changes/', title: 'Changes' },
    ],
  },
  {
    path: 'metrics/',
    title: 'Metrics',
    pages: [
      { path: 'metrics/', title: 'All metrics' },
      { path: 'atlas/', title: 'Validity atlas' },
    ],
  },
  {
    path: 'advisor/',
    title: 'Check a number',
    pages: [
      { path: 'advisor/', title: 'Which metric can I trust?' },
      { path: 'measure/', title: 'Measure your own arrays' },
    ],
  },
  { path: 'lab/', title: 'Lab', pages: [{ path: 'lab/', title: 'Lab' }] },
  { path: 'docs/', title: 'Docs', pages: [{ path: 'docs/', title: 'All documents' }] },
  {
    path: 'docs/submit/',
    title: 'Submit',
    pages: [
      { path: 'docs/submit/', title: 'Submit an encoder' },
      { path: 'docs/pull-request/', title: 'What happens to your pull request' },
    ],
  },
];

/** The group that a page belongs to: the one that names the longest beginning of its path. @param path within the site */
export function groupOf(path: string): NavigationGroup | undefined {
  const reach = ({ pages, folders = [] }: NavigationGroup) =>
    [...pages.map((page) => page.path), ...folders]
      .filter((beginning) => path.startsWith(beginning))
      .reduce((longest, { length }) => Math.max(longest, length), 0);
  const [best] = GROUPS.map((group) => ({ group, length: reach(group) })).toSorted((a, b) => b.length - a.length);
  return best !== undefined && best.length > 0 ? best.group : undefined;
}
