import { advise, type Advice, type AdvisorData } from '../../views/advice.ts';
import { explainAdvice, STANDING_WORDS, summariseAdvice, symbolOf } from '../../views/advice-words.ts';
import { formatSetting, parseSetting, type AdvisorSetting } from '../../views/advisor-setting.ts';
import type { AdvisorDocument } from '../../views/documents/advisor.ts';
import { siteLink } from '../../views/links.ts';
import { readDocument } from './read-document.ts';

const FIELDS = ['factors', 'n', 'd', 'm', 'class'] as const;

/** The advisor's page: the address is the question, the table the answer. */
class Advisor {
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #rows: ReadonlyMap<string, HTMLTableRowElement>;
  #data: Promise<AdvisorData> | null = null;
  /** Counts questions, so that a late file does not answer an earlier one. */
  #turn = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#form = root.querySelector('form')!;
    const rows = [...root.querySelectorAll<HTMLTableRowElement>('tr[data-metric]')];
    this.#rows = new Map(rows.map((row) => [row.dataset['metric']!, row]));
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#ask());
    addEventListener('popstate', () => this.#restore());
    root.dataset['ready'] = '';
    if (location.search !== '') this.#restore();
  }

  #field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.#form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  }

  /** Answers what the address asks. */
  #restore(): void {
    const setting = parseSetting(location.search);
    for (const name of FIELDS) this.#field(name).value = String(setting[name]);
    void this.#answer(setting);
  }

  #ask(): void {
    if (!this.#form.reportValidity()) return;
    const query = new URLSearchParams(FIELDS.map((name) => [name, this.#field(name).value]));
    const setting = parseSetting(`?${query}`);
    history.replaceState(null, '', `?${formatSetting(setting)}`);
    void this.#answer(setting);
  }

  #load(): Promise<AdvisorData> {
    this.#data ??= fetch(this.#root.dataset['answersUrl']!).then((response) => {
      if (!response.ok) throw new Error(`status ${response.status}`);
      return readDocument<AdvisorDocument>(response, 'custodes/advisor/1');
    });
    return this.#data;
  }

  async #answer(setting: AdvisorSetting): Promise<void> {
    const turn = ++this.#turn;
    const summary = this.#root.querySelector('[data-summary]')!;
    try {
      const data = await this.#load();
      if (turn !== this.#turn) return;
      const advice = advise(setting, data);
      this.#root.querySelector('[data-answers]')!.append(...advice.map((each) => this.#fill(each, setting, data)));
      summary.textContent = summariseAdvice(advice);
      this.#showAddress(setting);
    } catch (error) {
      // The next question tries again.
      this.#data = null;
      summary.textContent = `The evidence could not be loaded: ${(error as Error).message}. The table answers the question before.`;
    }
  }

  #showAddress(setting: AdvisorSetting): void {
    const line = this.#root.querySelector<HTMLElement>('[data-permalink-line]')!;
    const link = line.querySelector('a')!;
    link.href = `?${formatSetting(setting)}`;
    link.textContent = link.href;
    line.hidden = false;
    this.#root.querySelector<HTMLElement>('[data-default-note]')!.hidden = true;
  }

  /** The metric's row, with its advice; rows keep their metrics. */
  #fill(advice: Advice, setting: AdvisorSetting, data: AdvisorData): HTMLTableRowElement {
    const row = this.#rows.get(advice.metric)!;
    const verdict = symbolOf(advice);
    const badge = row.querySelector('[data-standing]')!;
    const symbol = this.#root.querySelector(`[data-verdict="${verdict}"] svg`)!.cloneNode(true);
    badge.className = `verdict verdict--${verdict}`;
    badge.replaceChildren(symbol, STANDING_WORDS[advice.standing].title);
    const pieces = explainAdvice(advice, setting, data).map(({ text, path }) => {
      if (path === undefined) return text;
      const link = document.createElement('a');
      link.href = siteLink(path);
      link.textContent = text;
      return link;
    });
    row.querySelector('[data-reason]')!.replaceChildren(...pieces);
    return row;
  }
}

document.querySelectorAll<HTMLElement>('[data-advisor]').forEach((root) => new Advisor(root));
