import type { AtlasRow } from '../../evaluation/atlas-document.ts';
import type { RowComparison } from '../../evaluation/atlas-rerun.ts';
import type { Verdict } from '../../evaluation/verdict.ts';
import { METRICS } from '../../metrics/catalogue.ts';
import { formatInterval } from '../format.ts';
import { markup, type MarkupElement } from '../markup.ts';
import { verdictMark } from '../verdict-mark.ts';

/** Digits that the atlas stores. */
const DECIMALS = 6;

function rowCell([mean, lower, upper, verdict]: AtlasRow, verdicts: readonly Verdict[]): MarkupElement {
  return markup(
    'td',
    {},
    verdictMark(verdicts[verdict]!, mean, DECIMALS),
    markup('span', { class: 'sub' }, formatInterval(lower, upper, DECIMALS)),
  );
}

/** One line for each claim: what the atlas holds, what was recomputed, and whether they are the same. */
export function rerunRows(rows: readonly RowComparison[], verdicts: readonly Verdict[]): MarkupElement[] {
  return rows.map(({ claim, stored, recomputed, identical }) =>
    markup(
      'tr',
      {},
      markup(
        'th',
        { scope: 'row' },
        METRICS[claim.metric].title,
        claim.part === 'score' ? null : markup('span', { class: 'sub' }, claim.part),
      ),
      rowCell(stored, verdicts),
      rowCell(recomputed, verdicts),
      markup('td', { class: identical ? 'same' : 'differs' }, identical ? 'identical' : 'differs'),
    ),
  );
}

/** How a rerun ended. */
export interface RerunConclusion {
  readonly state: 'identical' | 'different';
  readonly text: string;
}

/** @param digest of all bits, where every metric of the cell was recomputed */
export function concludeRerun(
  rows: readonly Pick<RowComparison, 'identical'>[],
  digest: { readonly stored: string; readonly recomputed: string } | null,
): RerunConclusion {
  const different = rows.filter(({ identical }) => !identical).length;
  if (different > 0)
    return { state: 'different', text: `Different: ${different} of ${rows.length} rows do not agree with the atlas.` };
  const agreeing = rows.length === 1 ? 'the one row agrees' : `all ${rows.length} rows agree`;
  const stored = `Identical: ${agreeing} with the atlas in every stored digit`;
  if (digest === null) return { state: 'identical', text: `${stored}.` };
  return digest.stored === digest.recomputed
    ? { state: 'identical', text: `${stored}, and so do all bits of all scores: digest ${digest.recomputed}.` }
    : {
        state: 'different',
        text: `Different: the atlas has the digest ${digest.stored}, these scores have ${digest.recomputed}.`,
      };
}
