import type { LabFields } from '../../views/lab/lab-setting.ts';

type Control = HTMLInputElement | HTMLSelectElement;

/** Always in the address, so that it means the same when defaults change. */
const ALWAYS_NAMED = ['dgp', 'geometry', 'n', 'd', 'seed', 'metric'];
/** What another choice of these makes obsolete: the geometry decides how many codes there can be. */
const DECIDES_ON_CODES = ['geometry', 'd', 'k'];

/** The form of the lab: what its fields say, and what depends on what. */
export class LabForm {
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  #controls(): Control[] {
    return [...this.#form.elements].filter(
      (element): element is Control =>
        (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) && element.name !== '',
    );
  }

  #control(name: string): Control {
    return this.#controls().find((control) => control.name === name)!;
  }

  #slider(name: string): HTMLInputElement | null {
    return this.#form.querySelector<HTMLInputElement>(`[data-slider="${name}"]`);
  }

  /** Whether the chosen DGP or geometry has the parameter; what is no parameter always counts. */
  #isOwned(control: Control): boolean {
    return control.closest<HTMLElement>('[data-owners]')?.hidden !== true;
  }

  /** What the fields say; parameters that are not shown are left out. */
  get fields(): LabFields {
    return Object.fromEntries(
      this.#controls()
        .filter((control) => this.#isOwned(control))
        .map(({ name, value }) => [name, value]),
    );
  }

  /** The address's query: what is not at its default. */
  get query(): string {
    const query = new URLSearchParams();
    for (const control of this.#controls()) {
      const { name, value } = control;
      const differs = value !== (control.dataset['default'] ?? '');
      if (ALWAYS_NAMED.includes(name) || (differs && this.#isOwned(control))) query.set(name, value);
    }
    return query.toString();
  }

  /** Fills in the fields that an address names. */
  fill(query: URLSearchParams): void {
    for (const control of this.#controls()) {
      const value = query.get(control.name);
      if (value === null) continue;
      const before = control.value;
      control.value = value;
      // A choice that does not exist leaves a list without any.
      if (control.value === '') control.value = before;
    }
    for (const control of this.#controls()) this.#mirror(control.name);
    this.showOwned();
  }

  /** The number field and the slider of a name say the same. */
  #mirror(name: string): void {
    const slider = this.#slider(name);
    const { value } = this.#control(name);
    if (!slider || value === '') return;
    slider.step = slider.dataset['step']!;
    slider.value = value;
    // Off the slider's grid it would stand beside the number: then it takes any position.
    if (Number(slider.value) === Number(value)) return;
    slider.step = 'any';
    slider.value = value;
  }

  /** Takes over what the reader changed. */
  accept(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const { slider } = target.dataset;
    const name = slider ?? target.name;
    if (slider !== undefined) {
      // A slider that was off its grid returns to it.
      (target as HTMLInputElement).step = target.dataset['step']!;
      this.#control(slider).value = target.value;
    } else this.#mirror(name);
    if (DECIDES_ON_CODES.includes(name)) this.#control('m').value = '';
    this.showOwned();
  }

  /** Shows the parameters and the description of what is chosen. */
  showOwned(): void {
    const chosen = [this.#control('dgp').value, this.#control('geometry').value];
    for (const element of this.#form.querySelectorAll<HTMLElement>('[data-owners]'))
      element.hidden = !element.dataset['owners']!.split(' ').some((owner) => chosen.includes(owner));
  }

  /** Marks the fields that a fault names, and says where its line stands. @param describedBy identifier of the lines */
  showFaults(names: readonly string[], describedBy: string): void {
    for (const control of this.#controls()) {
      const faulty = names.includes(control.name);
      for (const element of [control, this.#slider(control.name)]) {
        if (!element) continue;
        if (faulty) {
          element.setAttribute('aria-invalid', 'true');
          element.setAttribute('aria-describedby', describedBy);
        } else {
          element.removeAttribute('aria-invalid');
          element.removeAttribute('aria-describedby');
        }
      }
    }
  }

  /** Another draw of the same cell. */
  advanceSeed(): void {
    const seed = this.#control('seed') as HTMLInputElement;
    seed.value = String((Number(seed.value) + 1) % (Number(seed.max) + 1));
    this.#mirror('seed');
  }

  /** How many codes there are, and could be. */
  showCodes({ m, minimum, maximum }: { readonly m: number; readonly minimum: number; readonly maximum: number }): void {
    const field = this.#control('m') as HTMLInputElement;
    field.placeholder = String(m);
    field.min = String(minimum);
    field.max = String(maximum);
    const slider = this.#slider('m')!;
    slider.min = String(minimum);
    slider.max = String(maximum);
    slider.value = String(m);
    slider.disabled = minimum === maximum;
    field.disabled = minimum === maximum;
  }
}
