import type { VerdictTarget } from '../../../views/atlas-address.ts';
import {
  GRID_LABEL_HEIGHT,
  GRID_LABEL_WIDTH,
  GRID_STEP,
  placeMark,
  sizeGrid,
  verdictOf,
  type AtlasGrids,
  type GridMark,
} from '../../../views/atlas-grid.ts';
import { formatScore } from '../../../views/format.ts';
import { countOf, tallyVerdicts } from '../../../views/tally.ts';
import { describeVerdict } from '../../../views/verdicts.ts';

const SVG = 'http://www.w3.org/2000/svg';

function createSvg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** What a screen reader says of a cell. */
function labelOf({ cell }: GridMark, setting: string, target: VerdictTarget): string {
  const codes = setting === '' ? cell.geometry : `${cell.geometry}, ${setting},`;
  return `${codes} on ${cell.dgp}: ${describeVerdict(verdictOf(cell, target)).title.toLowerCase()}, mean ${formatScore(cell.mean)}`;
}

/** One grid of the chart: its drawing, and which element stands for which cell. */
export class GridDrawing {
  readonly figure: HTMLElement;
  marks: readonly GridMark[] = [];
  readonly #svg: SVGSVGElement;
  readonly #elements = new Map<GridMark, SVGElement>();
  readonly #cursor = createSvg('rect', { class: 'multiple__cursor', width: GRID_STEP - 1, height: GRID_STEP - 1, rx: 2 });

  constructor(figure: HTMLElement) {
    this.figure = figure;
    this.#svg = figure.querySelector('svg')!;
    this.#cursor.setAttribute('aria-hidden', 'true');
  }

  get metric(): string {
    return this.figure.dataset['metric']!;
  }

  /** Draws the metric's cells. @param only verdict that stands out; all do where it is empty */
  draw(grids: AtlasGrids, marks: readonly GridMark[], target: VerdictTarget, only: string): void {
    this.marks = marks;
    this.#elements.clear();
    const columns = this.#svg.querySelector('.multiple__columns')!;
    const lines = grids.lines.map(({ geometry, setting }, line) => {
      const group = createSvg('g', { role: 'row' });
      const label = createSvg('text', {
        x: GRID_LABEL_WIDTH - 5,
        y: GRID_LABEL_HEIGHT + (line + 0.7) * GRID_STEP,
        'aria-hidden': 'true',
      });
      label.textContent = geometry;
      const cells = marks
        .filter((mark) => mark.line === line)
        .map((mark) => {
          const verdict = verdictOf(mark.cell, target);
          const use = createSvg('use', {
            href: `#cell-${verdict}`,
            role: 'gridcell',
            tabindex: -1,
            'aria-label': labelOf(mark, setting, target),
            ...placeMark(mark),
          });
          use.classList.toggle('multiple__dimmed', only !== '' && verdict !== only);
          this.#elements.set(mark, use);
          return use;
        });
      group.append(label, ...cells);
      // A row without cells is none.
      if (cells.length === 0) group.setAttribute('role', 'presentation');
      return group;
    });
    const { width, height } = sizeGrid(grids);
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.setAttribute('role', 'grid');
    this.#svg.setAttribute('aria-label', this.figure.querySelector('a')!.textContent);
    this.#svg.replaceChildren(columns, ...lines);
    const tally = tallyVerdicts(marks.map(({ cell }) => ({ verdict: verdictOf(cell, target) })));
    this.figure.querySelector('[data-tally]')!.textContent = `${countOf(tally, 'calibrated')} of ${tally.total} calibrated`;
  }

  /** Marks the chosen cell, or takes the mark away. */
  choose(mark: GridMark | null): void {
    if (mark === null) return this.#cursor.remove();
    const { x, y } = placeMark(mark);
    this.#cursor.setAttribute('x', String(x));
    this.#cursor.setAttribute('y', String(y));
    this.#svg.append(this.#cursor);
  }

  /** Puts a cell into the order of the tabulator key, or takes it out. */
  setTabStop(mark: GridMark, stops: boolean): void {
    this.#elements.get(mark)?.setAttribute('tabindex', stops ? '0' : '-1');
  }

  focus(mark: GridMark): void {
    this.#elements.get(mark)?.focus();
  }

  /** The mark that an element stands for. */
  markOf(element: EventTarget | null): GridMark | undefined {
    return [...this.#elements].find(([, own]) => own === element)?.[0];
  }
}
