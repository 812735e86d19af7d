import { DEFAULT_VIEW, formatAtlasView, parseAtlasView, type AtlasView } from '../../../views/atlas-address.ts';
import { arrangeGrids, isGridStep, stepFrom, type AtlasGrids, type GridMark } from '../../../views/atlas-grid.ts';
import { formatQuantity } from '../../../views/format.ts';
import type { MetricKey } from '../../../metrics/catalogue.ts';
import { afterPaint } from '../after-paint.ts';
import { takeTurns } from '../take-turns.ts';
import { GridDrawing } from './drawing.ts';
import { AtlasPanel } from './panel.ts';
import { AtlasVolumes } from './volumes.ts';

/** Selects of the form, by name. */
const FIELDS = ['regime', 'target', 'verdict', 'claim', 'metric', 'dgp', 'geometry'] as const;

/** How long grids are drawn at a stretch. */
const TURN_MILLISECONDS = 8;

const PAGE_STEPS: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** The chart of the atlas: what it shows is what the address says. */
class AtlasExplorer {
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #status: HTMLElement;
  readonly #hint: string;
  readonly #volumes: AtlasVolumes;
  readonly #panel: AtlasPanel;
  readonly #drawings: readonly GridDrawing[];
  #view: AtlasView = parseAtlasView(location.search);
  #grids: AtlasGrids | null = null;
  #stop: { readonly drawing: GridDrawing; readonly mark: GridMark } | null = null;
  /** Counts requests to show, so that a slow file does not overwrite a later choice. */
  #turn = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#form = root.querySelector('form')!;
    this.#status = root.querySelector('[data-status]')!;
    this.#hint = this.#status.textContent.trim();
    this.#volumes = new AtlasVolumes(root.dataset['atlasUrl']!);
    this.#panel = new AtlasPanel(root.querySelector('[data-atlas-panel]')!);
    this.#drawings = [...root.querySelectorAll<HTMLElement>('[data-metric]')].map((figure) => new GridDrawing(figure));
    this.#listen();
    this.#fillForm();
    root.dataset['ready'] = '';
    if (formatAtlasView(this.#view) === '') this.#waitForReader();
    else void this.#show().then(() => this.#findChosen()?.drawing.figure.scrollIntoView({ block: 'center' }));
  }

  #select(name: string): HTMLSelectElement {
    return this.#form.elements.namedItem(name) as HTMLSelectElement;
  }

  #listen(): void {
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#readForm());
    this.#root.querySelector('[data-close]')!.addEventListener('click', () => this.#leaveCell());
    addEventListener('popstate', () => {
      this.#view = parseAtlasView(location.search);
      this.#fillForm();
      void this.#show();
    });
    for (const drawing of this.#drawings) {
      drawing.figure.addEventListener('focusin', ({ target }) => {
        const mark = drawing.markOf(target);
        if (mark !== undefined) this.#chooseCell(drawing, mark);
      });
      drawing.figure.addEventListener('keydown', (event) => this.#step(drawing, event));
      drawing.figure.querySelector('svg')!.addEventListener('click', (event) => void this.#point(drawing, event));
    }
  }

  /** Numbers are loaded when the reader comes near the chart, not before. */
  #waitForReader(): void {
    const chart = this.#root.querySelector('.multiples')!;
    const load = () => {
      if (this.#grids === null) void this.#show();
    };
    chart.addEventListener('pointerenter', load, { once: true });
    this.#root.addEventListener('focusin', load, { once: true });
  }

  #fillForm(): void {
    for (const name of FIELDS) this.#select(name).value = this.#view[name];
  }

  #readForm(): void {
    const values = Object.fromEntries(FIELDS.map((name) => [name, this.#select(name).value])) as unknown as AtlasView;
    this.#view = { ...DEFAULT_VIEW, ...values };
    this.#writeAddress();
    void this.#show();
  }

  #writeAddress(): void {
    const query = formatAtlasView(this.#view);
    history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
  }

  /** Draws what the view asks for. */
  async #show(): Promise<void> {
    const { regime } = this.#view;
    const option = [...this.#select('regime').options].find(({ value }) => value === regime);
    if (!option) return this.#say(`The atlas has no regime “${regime}”.`);
    const turn = ++this.#turn;
    this.#root.setAttribute('aria-busy', 'true');
    try {
      const cells = await this.#volumes.cellsOf({ table: regime, volume: option.dataset['volume']! });
      // What the reader chose is seen first, then what follows from it.
      await afterPaint();
      if (turn !== this.#turn) return;
      const columns = [...this.#select('dgp').options].map(({ value }) => value).filter((value) => value !== '');
      if (!(await this.#draw(arrangeGrids(cells, columns), turn))) return;
      const absent = this.#drawings.filter(({ marks }) => marks.length === 0).length;
      this.#say(absent === 0 ? this.#hint : `${this.#hint} ${formatQuantity(absent, 'metric')} not followed in this regime.`);
    } catch (error) {
      this.#say(`The numbers are not there: ${(error as Error).message}. The chart shows the regime before.`);
    } finally {
      if (turn === this.#turn) this.#root.removeAttribute('aria-busy');
    }
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  /** Draws grid after grid, and lets the reader's next key be heard between them. @returns whether nothing else was asked for since */
  async #draw(grids: AtlasGrids, turn: number): Promise<boolean> {
    const { target, verdict, claim } = this.#view;
    this.#grids = grids;
    this.#stop = null;
    for (const drawing of this.#drawings) drawing.forget();
    let start = performance.now();
    for (const drawing of this.#drawings) {
      if (performance.now() - start > TURN_MILLISECONDS) {
        await takeTurns();
        if (turn !== this.#turn) return false;
        start = performance.now();
      }
      drawing.draw(grids, grids.marks.get(drawing.metric as MetricKey) ?? [], target, verdict);
      const claims = drawing.figure.dataset['claims']!.split(' ');
      drawing.figure.hidden = drawing.marks.length === 0 || (claim !== '' && !claims.includes(claim));
    }
    const chosen = this.#findChosen();
    const first = this.#shown()[0];
    if (chosen !== null) this.#mark(chosen.drawing, chosen.mark, true);
    else if (first !== undefined) this.#mark(first, first.marks[0]!, false);
    if (chosen === null) this.#panel.hide();
    return true;
  }

  #shown(): GridDrawing[] {
    return this.#drawings.filter(({ figure }) => !figure.hidden);
  }

  #findChosen(): { drawing: GridDrawing; mark: GridMark } | null {
    const { metric, dgp, geometry, setting } = this.#view;
    const drawing = this.#shown().find((candidate) => candidate.metric === metric);
    const fitting = (drawing?.marks ?? []).filter(({ cell }) => cell.dgp === dgp && cell.geometry === geometry);
    const mark = fitting.find(({ line }) => this.#grids!.lines[line]!.setting === setting) ?? fitting[0];
    return drawing === undefined || mark === undefined ? null : { drawing, mark };
  }

  /** Moves the one stop of the tabulator key, and shows the cell's numbers where it is chosen. */
  #mark(drawing: GridDrawing, mark: GridMark, chosen: boolean): void {
    const before = this.#stop;
    this.#stop = { drawing, mark };
    if (before?.drawing === drawing) drawing.setTabStop(before.mark, false);
    else before?.drawing.close();
    drawing.open();
    drawing.setTabStop(mark, true);
    drawing.choose(chosen ? mark : null);
    if (!chosen) return;
    const text = (name: string) => this.#select(name).selectedOptions[0]?.textContent.trim() ?? '';
    const { setting } = this.#grids!.lines[mark.line]!;
    this.#panel.show(mark.cell, this.#view.target, {
      metric: text('metric'),
      dgp: text('dgp'),
      geometry: text('geometry'),
      setting,
    });
  }

  #chooseCell(drawing: GridDrawing, mark: GridMark): void {
    const { metric, dgp, geometry } = mark.cell;
    this.#view = { ...this.#view, metric, dgp, geometry, setting: this.#grids!.lines[mark.line]!.setting };
    this.#fillForm();
    this.#writeAddress();
    this.#mark(drawing, mark, true);
  }

  #leaveCell(): void {
    const stop = this.#stop;
    this.#view = { ...this.#view, metric: '', dgp: '', geometry: '', setting: '' };
    this.#fillForm();
    this.#writeAddress();
    this.#panel.hide();
    if (stop !== null) this.#mark(stop.drawing, stop.mark, false);
    this.#select('metric').focus();
  }

  /** A press chooses the cell under it. */
  async #point(drawing: GridDrawing, event: MouseEvent): Promise<void> {
    if (this.#grids === null) await this.#show();
    const mark = drawing.markAt(event);
    // The press is seen first: opening a grid makes elements of all its cells.
    await afterPaint();
    if (mark !== undefined && drawing.marks.includes(mark)) drawing.focus(mark, { preventScroll: true });
  }

  #step(drawing: GridDrawing, event: KeyboardEvent): void {
    const mark = drawing.markOf(event.target);
    if (mark === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isGridStep(event.key)) {
      event.preventDefault();
      drawing.focus(stepFrom(drawing.marks, mark, event.key));
    }
    const pages = PAGE_STEPS[event.key];
    if (pages === undefined) return;
    event.preventDefault();
    const shown = this.#shown();
    const next = shown[shown.indexOf(drawing) + pages];
    const { line, column } = mark;
    next?.focus(next.marks.find((other) => other.line === line && other.column === column) ?? next.marks[0]!);
  }
}

document.querySelectorAll<HTMLElement>('[data-atlas]').forEach((root) => new AtlasExplorer(root));
