import { sameLayout } from '../row-layout.ts';
import type { Traced } from '../trace.ts';
import { fixedValues, isSized, type TracedTensor } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';

/** Which branch of an If is taken, for every batch; undefined where the condition is a constant that is not computed here. */
export function branchTaken(condition: TracedTensor | undefined): boolean | undefined {
  if (!condition) return impossible('lacks a condition');
  const fix = 'choose with torch.where (numpy.where), which decides for each row';
  if (condition.rows) mixes('decides for the whole batch by what the observations are', fix);
  if (isSized(condition)) mixes('decides by the number of rows in the batch', fix);
  const [value] = fixedValues(condition) ?? [];
  return value === undefined ? undefined : value !== 0;
}

function sameShape(a: TracedTensor, b: TracedTensor): boolean {
  if (!a.shape || !b.shape || a.shape.length !== b.shape.length) return false;
  return a.shape.every((size, axis) => size === b.shape![axis] && size !== null);
}

/** What holds of a result whichever branch is taken. */
export function joinBranches(yes: Traced, no: Traced): Traced {
  if ('refused' in yes) return yes;
  if ('refused' in no) return no;
  if (yes.items || no.items) return mixes('gives a sequence that does not follow from the file');
  const sized = yes.sized ?? no.sized ?? (isSized(yes) || isSized(no) ? 'If' : undefined);
  if (!yes.rows && !no.rows) return { shape: sameShape(yes, no) ? yes.shape : undefined, sized };
  if (!sameShape(yes, no) || yes.rows?.axis !== no.rows?.axis || !sameLayout(yes.rows!, no.rows!)) {
    return mixes('gives results of different shapes in its two branches');
  }
  return { shape: yes.shape, rows: yes.rows, sized };
}
