import type { AtlasRow } from '../../evaluation/atlas-document.ts';
import type { DigestComparison, RowComparison } from '../../evaluation/atlas-rerun.ts';
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

/** What the rows and the digests say together, one digest for each metric. */
export function concludeRerun(
  rows: readonly Pick<RowComparison, 'identical'>[],
  digests: readonly DigestComparison[],
): RerunConclusion {
  const different = rows.filter(({ identical }) => !identical).length;
  if (different > 0)
    return { state: 'different', text: `Different: ${different} of ${rows.length} rows do not agree with the atlas.` };
  const other = digests.find(({ stored, recomputed }) => stored !== recomputed);
  if (other !== undefined) {
    const { metric, stored, recomputed } = other;
    const rest = `the atlas has the digest ${stored}, these scores have ${recomputed}`;
    return { state: 'different', text: `Different: of ${METRICS[metric].title} ${rest}.` };
  }
  const agreeing = rows.length === 1 ? 'the one row agrees' : `all ${rows.length} rows agree`;
  const bits = digests.length === 1 ? `digest ${digests[0]!.recomputed}` : `${digests.length} digests`;
  return {
    state: 'identical',
    text: `Identical: ${agreeing} with the atlas in every stored digit, and so do all bits of the first draw’s scores: ${bits}.`,
  };
}
