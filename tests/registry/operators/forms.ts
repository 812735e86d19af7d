import fc from 'fast-check';
import { decodeModel } from '../../../src/registry/onnx/decode.ts';
import type { OnnxModel } from '../../../src/registry/onnx/messages.ts';
import { ALL_EXPORTS } from '../../support/all-exports.ts';
import { ELEMENTWISE } from './elementwise-forms.ts';
import type { Form, Forms } from './form.ts';
import { INDEXING } from './indexing-forms.ts';
import { LINEAR } from './linear-forms.ts';
import { MOVEMENT } from './movement-forms.ts';
import { SEQUENCES } from './sequence-forms.ts';
import { SIGNALS } from './signal-forms.ts';
import { WINDOWS } from './window-forms.ts';

/** The ways in which exporters write each operator, over all opsets that know it. */
export const FORMS: ReadonlyMap<string, Forms> = new Map([
  ...ELEMENTWISE,
  ...MOVEMENT,
  ...INDEXING,
  ...LINEAR,
  ...WINDOWS,
  ...SEQUENCES,
  ...SIGNALS,
]);

/** Forms of an operator that a test tries: a few, or many under `npm run -s exports`. */
const SAMPLES = ALL_EXPORTS ? 60 : 6;
const SEED = 20_260_224;

export const samplesOf = (forms: Forms): Form[] => fc.sample(forms, { numRuns: SAMPLES, seed: SEED });

export function decoded(bytes: Uint8Array): OnnxModel {
  const model = decodeModel(bytes);
  if ('rule' in model) throw new Error(model.rule);
  return model;
}

/** A form as a failure shows it. */
export function describeForm({ opset, row, nodes, tensors = [] }: Form): string {
  const fields = { opset, row, nodes, tensors: tensors.map(({ name, dims, int64Data }) => ({ name, dims, int64Data })) };
  return JSON.stringify(fields, (_key, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
}
