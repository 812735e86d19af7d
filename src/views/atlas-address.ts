/** Which verdicts the atlas shows: on each metric's own claim, or on the paper's target. */
export type VerdictTarget = 'claim' | 'paper';

/** What the atlas page shows; all of it stands in the address. Empty strings stand for everything. */
export interface AtlasView {
  /** Table of the atlas. */
  readonly regime: string;
  readonly target: VerdictTarget;
  /** The only verdict that stands out. */
  readonly verdict: string;
  /** Predicate that metrics must certify to be shown. */
  readonly claim: string;
  /** The cell whose numbers are shown: metric, DGP, geometry, and what is not at its default. */
  readonly metric: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly setting: string;
}

/** The page as it opens. */
export const DEFAULT_VIEW: AtlasView = {
  regime: 'base',
  target: 'claim',
  verdict: '',
  claim: '',
  metric: '',
  dgp: '',
  geometry: '',
  setting: '',
};

const NAMES = Object.keys(DEFAULT_VIEW) as (keyof AtlasView)[];

/** What a query asks for. Names are not checked: what the atlas does not hold shows nothing. */
export function parseAtlasView(query: string): AtlasView {
  const given = new URLSearchParams(query);
  const entries = NAMES.map((name) => [name, given.get(name) ?? DEFAULT_VIEW[name]]);
  const view = Object.fromEntries(entries) as unknown as AtlasView;
  return { ...view, target: view.target === 'paper' ? 'paper' : 'claim' };
}

/** The query of a view, defaults left out; empty for the page as it opens. */
export function formatAtlasView(view: Partial<AtlasView>): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = view[name];
    if (value !== undefined && value !== DEFAULT_VIEW[name]) query.set(name, value);
  }
  return query.toString();
}

/** Address of a view within the site. */
export function atlasPath(view: Partial<AtlasView>): string {
  const query = formatAtlasView(view);
  return query === '' ? 'atlas/' : `atlas/?${query}`;
}
