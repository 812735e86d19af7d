import type MiniSearch from 'minisearch';
import type { Query } from 'minisearch';
import { foldWord } from './fold-word.ts';
import { SEARCH_OPTIONS, type SearchHit } from './search-options.ts';

/** Words that a question has and no page is about. */
const STOP_WORDS = new Set(
  `a about an and any are be been can could do does for from get give has have how i if in is it its me mean means my need of on one or
  please shall should show so tell than that the their them then there these this to use used using was what when where which who why
  will with would you your`.split(/\s+/),
);

/** Words that stand for one another: what readers of the literature call a thing, and what this site does. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['encoder', 'model', 'network', 'weights'],
  ['factor', 'factors', 'latent', 'latents', 'source', 'sources'],
  ['code', 'codes', 'representation', 'representations', 'embedding', 'embeddings', 'feature', 'features'],
  ['twin', 'control', 'counterfactual', 'must-fail'],
  ['bias', 'biased', 'chance', 'null', 'noise', 'random', 'inflated'],
  ['trust', 'trusted', 'reliable', 'valid', 'validity', 'mislead', 'misleads', 'misleading', 'pitfall', 'pitfalls', 'advisor'],
  ['wrong', 'error', 'mistake', 'incorrect', 'false'],
  ['identifiability', 'identifiable', 'disentanglement', 'disentangled'],
  ['leaderboard', 'leaderboards', 'board', 'ranking', 'rank', 'track', 'benchmark', 'task', 'sota'],
  ['submit', 'submission', 'upload', 'participate', 'contribute', 'enter'],
  ['reproduce', 'reproducible', 'rerun', 'verify', 'recompute', 'replicate', 'replication'],
  ['repository', 'github', 'source', 'clone', 'install', 'installation'],
  ['mixing', 'mixed', 'rotation', 'rotated', 'entangled'],
  ['ica', 'independent'],
  ['mcc', 'correlation'],
  ['r2', 'determination', 'regression'],
  ['cca', 'canonical'],
  ['sae', 'autoencoder', 'superposition', 'dictionary'],
  ['contrastive', 'infonce', 'simclr'],
  ['time', 'temporal', 'series'],
  ['image', 'images', 'pixels', 'sprites', 'dsprites'],
  ['beta', 'β'],
  ['alpha', 'α'],
  ['download', 'api', 'csv', 'json', 'feed', 'rss', 'atom'],
  ['licence', 'license'],
  ['cite', 'citation', 'bibtex'],
  ['gpu', 'device', 'cuda', 'graphics'],
  ['confidence', 'interval', 'intervals', 'uncertainty', 'significance', 'significant'],
  ['withdraw', 'retract', 'remove', 'delete', 'withdrawal'],
  ['cost', 'speed', 'performance', 'slow', 'fast', 'runtime'],
  ['limit', 'limits', 'size', 'maximum'],
  ['compute', 'calculate', 'measure', 'evaluate', 'score'],
  ['changelog', 'changes', 'news', 'new', 'latest', 'release'],
];

const synonyms = new Map<string, readonly string[]>();
for (const group of SYNONYMS)
  for (const word of group) synonyms.set(word, [...(synonyms.get(word) ?? []), ...group.filter((other) => other !== word)]);

/** The words of a query that pages are looked for by; all of them where every one is a stop word. */
export function wordsOf(text: string): string[] {
  const all = text
    .split(/[\s\p{P}\p{S}]+/u)
    .map(foldWord)
    .filter((word) => word !== '');
  const telling = all.filter((word) => !STOP_WORDS.has(word));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** First digits of a digest that a query names, as such or in an address; null for other words. */
export function digestOf(text: string): string | null {
  const found = /(?:^|\/r\/)([0-9a-f]{4,64})(?:\/[a-z.]*)?$/.exec(text.trim().toLowerCase());
  return found?.[1]?.slice(0, 12) ?? null;
}

function queryOf(words: readonly string[], combineWith: 'AND' | 'OR'): Query {
  return {
    combineWith,
    queries: words.map((word) => ({
      combineWith: 'OR',
      queries: [word, { combineWith: 'OR', queries: [...(synonyms.get(word) ?? [])], prefix: false, fuzzy: false }],
    })),
  };
}

/** What a search found. */
export interface SearchOutcome {
  readonly hits: readonly SearchHit[];
  /** Whether each hit has every word of the query, or one that stands for it; else some. */
  readonly complete: boolean;
}

/** Pages with all words of a query; where no page has them all, pages with some, the most telling first. */
export function searchIndex(index: MiniSearch, text: string): SearchOutcome {
  const words = wordsOf(text);
  if (words.length === 0) return { hits: [], complete: true };
  const search = (combineWith: 'AND' | 'OR') =>
    index.search(queryOf(words, combineWith), SEARCH_OPTIONS) as unknown as readonly SearchHit[];
  const all = search('AND');
  return all.length > 0 || words.length === 1 ? { hits: all, complete: true } : { hits: search('OR'), complete: false };
}
