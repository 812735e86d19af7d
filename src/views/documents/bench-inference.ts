import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { amount, choice, closed, nullable, text, whole } from '../../core/documents/shapes.ts';
import { device } from '../../registry/documents/device-preview.ts';
import { machine } from './bench-fields.ts';

const engine = choice(
  ['wasm', 'cpu-1', 'cpu', 'webgpu', 'cuda'],
  'What encodes: the reference, the native runtime on one thread and on all, and devices.',
);

const figure = closed(
  {
    batch_rows: whole('Rows of a batch.', 1),
    rows: whole('Rows that a run made: fewer than n where its time was up, more where n took no time.'),
    runs: whole('Runs.', 1),
    samples_per_second: amount('Median over the runs.'),
  },
  { description: 'One encoder on one engine.' },
);
const optional = Type.Optional(figure);

const model = closed(
  {
    key: text('Identifier of the encoder.'),
    title: text('Title for people.'),
    shape: Type.Array(whole('Size of an axis.', 1), { description: 'Shape of an observation.' }),
    parameters: whole('Parameters.'),
    figures: closed(
      { wasm: optional, 'cpu-1': optional, cpu: optional, webgpu: optional, cuda: optional },
      { description: 'Figures of the engines that ran it.' },
    ),
  },
  { description: 'An encoder.' },
);

export const inference = defineDocument(
  'custodes/bench-inference/1',
  {
    title: 'Benchmark of inference',
    description: 'content/bench/inference.json: derived by `npm run bench -- inference`, never edited.',
  },
  {
    machine,
    n: whole('Rows of an evaluation.', 1),
    engines: Type.Array(
      closed({ engine, reason: nullable(text('Why it did not run, or null.')) }, { description: 'An engine.' }),
      { description: 'Every engine.' },
    ),
    devices: Type.Array(device, { description: 'Devices that the machine has.' }),
    models: Type.Array(model, { description: 'Figures by encoder.' }),
  },
);

export type InferenceBench = DocumentOf<typeof inference>;
export type InferenceEngine = TypeOf<typeof engine>;
export type InferenceFigure = TypeOf<typeof figure>;
