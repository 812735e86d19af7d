import type { NumberParameter } from '../../suite/parameters.ts';

/** What a slider runs over; the number field beside it takes every allowed value. */
export interface Slider {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Positions of a slider, about. */
const POSITIONS = 100;
/** A parameter without a bound runs to this many times its default, or to this where the default is 0. */
const REACH = 10;

/** The nearest of 1, 2, 5, 10, 20 … to a positive number, downwards. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const multiple = [5, 2, 1].find((candidate) => candidate * power <= step) ?? 1;
  return Number((multiple * power).toPrecision(1));
}

/** The largest round step, at most `step`, whose grid from `minimum` meets the default: readers know that number. */
function meetDefault(step: number, minimum: number, standard: number): number {
  const meets = (candidate: number) => {
    const positions = (standard - minimum) / candidate;
    return Math.abs(positions - Math.round(positions)) < 1e-9;
  };
  let candidate = step;
  while (!meets(candidate) && candidate > step / 100) candidate = roundStep(candidate * 0.99);
  return meets(candidate) ? candidate : step;
}

/** Ends and step of a parameter's slider: its own bounds, an open one moved inwards by a step. */
export function sliderOf({ type, default: standard, minimum, above, maximum, below }: NumberParameter): Slider {
  const lowest = minimum ?? above ?? 0;
  const highest = maximum ?? below ?? (standard === 0 ? REACH : REACH * standard);
  const fine = highest === lowest ? 1 : roundStep((highest - lowest) / POSITIONS);
  const step = type === 'integer' ? Math.max(1, fine) : fine;
  // Where the lower bound is open, the slider's grid starts a step above it.
  const start = minimum === undefined && above !== undefined ? Number((lowest + step).toPrecision(12)) : lowest;
  return {
    minimum: start,
    maximum: maximum === undefined && below !== undefined ? Number((highest - step).toPrecision(12)) : highest,
    step: meetDefault(step, start, standard),
  };
}
