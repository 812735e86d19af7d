import type { AtlasCell } from '../../../evaluation/atlas-document.ts';
import type { VerdictTarget } from '../../../views/atlas-address.ts';
import { BASE_TABLE } from '../../../views/atlas-cells.ts';
import { verdictOf } from '../../../views/atlas-grid.ts';
import { formatCount, formatInterval, formatScore } from '../../../views/format.ts';
import { labPath } from '../../../views/lab-link.ts';
import { metricPath, siteLink, validityPath } from '../../../views/links.ts';
import { describeVerdict } from '../../../views/verdicts.ts';

/** Names of a cell's parts, as the page's choices have them. */
export interface CellTitles {
  readonly metric: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly setting: string;
}

const OTHER: Readonly<Record<VerdictTarget, VerdictTarget>> = { claim: 'paper', paper: 'claim' };
const TARGET_WORDS: Readonly<Record<VerdictTarget, string>> = {
  claim: 'Against its own claim',
  paper: 'Against the paper’s target',
};

/** Shows the numbers of one cell. */
export class AtlasPanel {
  readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  #slot<Kind extends Element = HTMLElement>(name: string): Kind {
    return this.element.querySelector<Kind>(`[data-slot="${name}"]`)!;
  }

  hide(): void {
    this.element.hidden = true;
  }

  show(cell: AtlasCell, target: VerdictTarget, titles: CellTitles): void {
    const verdict = describeVerdict(verdictOf(cell, target));
    this.#slot('title').textContent = titles.metric;
    this.#slot('place').textContent = `${titles.geometry}${titles.setting === '' ? '' : ` (${titles.setting})`} on ${titles.dgp}`;
    const badge = this.#slot('verdict');
    badge.className = `verdict verdict--${verdict.name}`;
    badge.textContent = verdict.title;
    this.#slot('meaning').textContent = verdict.meaning;
    this.#slot('mean').textContent = formatScore(cell.mean);
    this.#slot('interval').textContent = cell.mean === null ? 'no score' : `interval ${formatInterval(cell.lower, cell.upper)}`;
    this.#draw(cell);
    const graded =
      cell.largeSampleValue === null ? '' : `; judged by ${formatScore(cell.largeSampleValue)}, its value at large n`;
    this.#slot('sample').textContent = `${cell.seeds} seeds, n = ${formatCount(cell.n)}, d = ${cell.d}, m = ${cell.m}${graded}`;
    const other = OTHER[target];
    this.#slot('other').textContent = `${TARGET_WORDS[other]}: ${describeVerdict(verdictOf(cell, other)).title.toLowerCase()}`;
    const path = cell.table === BASE_TABLE ? validityPath(cell.metric, cell.dgp, cell.geometry) : metricPath(cell.metric);
    this.#slot<HTMLAnchorElement>('metric-link').href = siteLink(path);
    this.#slot<HTMLAnchorElement>('lab-link').href = siteLink(labPath(cell));
    this.element.hidden = false;
  }

  #draw({ mean, lower, upper }: AtlasCell): void {
    const percent = (score: number) => String(100 * Math.min(1, Math.max(0, score)));
    const [interval, centre] = [this.#slot<SVGLineElement>('drawn-interval'), this.#slot<SVGLineElement>('drawn-mean')];
    for (const line of [interval, centre]) line.toggleAttribute('hidden', mean === null);
    if (mean === null) return;
    interval.setAttribute('x1', percent(lower ?? mean));
    interval.setAttribute('x2', percent(upper ?? mean));
    centre.setAttribute('x1', percent(mean));
    centre.setAttribute('x2', percent(mean));
  }
}
