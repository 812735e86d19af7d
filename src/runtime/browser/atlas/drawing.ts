import type { VerdictTarget } from '../../../views/atlas-address.ts';
import { outlineVerdicts, verdictPattern } from '../../../views/atlas-drawing.ts';
import {
  findMarkAt,
  GRID_STEP,
  placeLineLabel,
  placeMark,
  sizeGrid,
  verdictOf,
  type AtlasGrids,
  type GridLine,
  type GridMark,
} from '../../../views/atlas-grid.ts';
import { formatScore } from '../../../views/format.ts';
import { countOf, describeTally, tallyVerdicts } from '../../../views/tally.ts';
import { describeVerdict } from '../../../views/verdicts.ts';

const SVG = 'http://www.w3.org/2000/svg';
const CELL_SIDE = GRID_STEP - 1;

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

/**
 * One grid of the chart. It is a picture with a summary until it is opened: then every cell is an element of its own, for the
 * keyboard and for screen readers. One grid is open at a time, since thousands of such elements are slow.
 */
export class GridDrawing {
  readonly figure: HTMLElement;
  marks: readonly GridMark[] = [];
  #lines: readonly GridLine[] = [];
  #target: VerdictTarget = 'claim';
  readonly #svg: SVGSVGElement;
  readonly #title: string;
  readonly #cells = createSvg('g', { role: 'rowgroup' });
  readonly #elements = new Map<GridMark, SVGElement>();
  readonly #marks = new WeakMap<EventTarget, GridMark>();
  readonly #cursor = createSvg('rect', { class: 'multiple__cursor', width: CELL_SIDE, height: CELL_SIDE, rx: 2 });

  constructor(figure: HTMLElement) {
    this.figure = figure;
    this.#svg = figure.querySelector('svg')!;
    this.#title = figure.querySelector('a')!.textContent;
    this.#cursor.setAttribute('aria-hidden', 'true');
  }

  get metric(): string {
    return this.figure.dataset['metric']!;
  }

  /** Has no cells until it is drawn again; the picture stays. */
  forget(): void {
    this.close();
    this.marks = [];
  }

  /** Draws the metric's cells. @param only verdict that stands out; all do where it is empty */
  draw({ columns, lines }: AtlasGrids, marks: readonly GridMark[], target: VerdictTarget, only: string): void {
    this.forget();
    this.marks = marks;
    this.#target = target;
    this.#showLines(columns, lines);
    const outlines = outlineVerdicts(marks, target).map(({ verdict, path }) => {
      const outline = createSvg('path', { class: 'multiple__verdict', d: path, fill: `url(#${verdictPattern(verdict)})` });
      outline.classList.toggle('multiple__dimmed', only !== '' && verdict !== only);
      return outline;
    });
    this.#svg.querySelector('.multiple__verdicts')!.replaceChildren(...outlines);
    const tally = tallyVerdicts(marks.map(({ cell }) => ({ verdict: verdictOf(cell, target) })));
    this.#svg.setAttribute('aria-label', `${this.#title}: ${describeTally(tally)}`);
    this.figure.querySelector('[data-tally]')!.textContent = `${countOf(tally, 'calibrated')} of ${tally.total} calibrated`;
  }

  /** Names the lines, where they are others than before: text is what costs most in a drawing. */
  #showLines(columns: readonly string[], lines: readonly GridLine[]): void {
    this.#lines = lines;
    const group = this.#svg.querySelector('.multiple__lines')!;
    if ([...group.children].map(({ textContent }) => textContent.trim()).join() === lines.map(({ geometry }) => geometry).join())
      return;
    const labels = lines.map(({ geometry }, line) => {
      const label = createSvg('text', placeLineLabel(line));
      label.textContent = geometry;
      return label;
    });
    group.replaceChildren(...labels);
    const { width, height } = sizeGrid({ columns, lines });
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }

  /** Makes an element of every cell. */
  open(): void {
    if (this.#elements.size > 0) return;
    const rows = [...Map.groupBy(this.marks, ({ line }) => line).values()].map((marks) => {
      const row = createSvg('g', { role: 'row' });
      row.append(...marks.map((mark) => this.#createCell(mark)));
      return row;
    });
    this.#cells.replaceChildren(...rows);
    this.#svg.setAttribute('role', 'grid');
    this.#svg.append(this.#cells, this.#cursor);
  }

  /** Makes it a picture again. */
  close(): void {
    this.#cells.remove();
    this.#cursor.remove();
    this.#elements.clear();
    this.#svg.setAttribute('role', 'img');
  }

  #createCell(mark: GridMark): SVGElement {
    const cell = createSvg('rect', {
      class: 'multiple__cell',
      role: 'gridcell',
      tabindex: -1,
      'aria-label': labelOf(mark, this.#lines[mark.line]!.setting, this.#target),
      width: CELL_SIDE,
      height: CELL_SIDE,
      ...placeMark(mark),
    });
    this.#elements.set(mark, cell);
    this.#marks.set(cell, mark);
    return cell;
  }

  /** Marks the chosen cell of an open grid, or takes the mark away. */
  choose(mark: GridMark | null): void {
    this.#cursor.toggleAttribute('hidden', mark === null);
    if (mark === null) return;
    const { x, y } = placeMark(mark);
    this.#cursor.setAttribute('x', String(x));
    this.#cursor.setAttribute('y', String(y));
  }

  /** Puts a cell of an open grid into the order of the tabulator key, or takes it out. */
  setTabStop(mark: GridMark, stops: boolean): void {
    this.#elements.get(mark)?.setAttribute('tabindex', stops ? '0' : '-1');
  }

  /** Moves the focus to a cell, for which the grid is opened. */
  focus(mark: GridMark, options?: FocusOptions): void {
    this.open();
    this.#elements.get(mark)!.focus(options);
  }

  /** The mark that an element stands for. */
  markOf(element: EventTarget | null): GridMark | undefined {
    return element === null ? undefined : this.#marks.get(element);
  }

  /** The mark at a point of the window. */
  markAt({ clientX, clientY }: MouseEvent): GridMark | undefined {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(this.#svg.getScreenCTM()!.inverse());
    return findMarkAt(this.marks, x, y);
  }
}
