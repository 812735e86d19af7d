import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { amount, closed, nullable, text, whole } from '../../core/documents/shapes.ts';
import { digest, drawCommit, slug, submissionReference, suiteReference, version } from './fields.ts';
import { measurement, run, runtime } from './record.ts';

const adapter = closed(
  {
    name: text('As its driver names it.'),
    driver: nullable(text('Version of the driver, or null.')),
    software: Type.Boolean({ description: 'Whether the processor imitates it.' }),
  },
  { description: 'An adapter as its driver describes it.' },
);

export const device = closed(
  {
    device: text('Kind of device.'),
    runtime: closed(
      { name: text('Name.'), version: text('Version.'), provider: text('Execution provider.') },
      { description: 'The runtime that drives it.' },
    ),
    adapters: Type.Unsafe<TypeOf<typeof adapter>[] | null>({
      description: 'Those that the device may have been; null where they cannot be told.',
      type: ['array', 'null'],
      items: adapter,
    }),
    remark: nullable(text('Why adapters are not told, or what is not known of them; null where nothing is to say.')),
  },
  { description: 'What ran the model.' },
);

const worst = closed(
  {
    row: whole('Row of the code.'),
    code: whole('Column of the code.'),
    device: Type.Number({ description: 'Its value on the device.' }),
    reference: Type.Number({ description: 'Its value in the reference runtime.' }),
    difference: amount('How far apart they are, in the unit of the tolerance.'),
  },
  { description: 'Of all codes compared.' },
);

const check = closed(
  {
    batch_rows: whole('Rows of a batch on the device.', 1),
    reference: closed(
      { rows: whole('Rows.'), codes_sha256: digest },
      { description: "The reference's codes of the first rows: the same bits on every machine." },
    ),
    compared_rows: whole('Rows whose codes were compared: the first ones, and some spread over the rest.'),
    worst,
  },
  { description: "How a device's codes of one model compare with the reference's." },
);

const models = Type.Array(
  closed({ ...measurement.properties, device_check: check }, { description: 'A model, measured on the device.' }),
  { description: 'Measurements of one variant.' },
);

export const devicePreview = defineDocument(
  'custodes/device-preview/1',
  {
    title: 'Preview on a device',
    description:
      "What a submission scores on a track with its models on a device. It is no record and is not stored: published numbers are the reference runtime's.",
  },
  {
    suite: suiteReference,
    track: closed({ id: slug, version }, { description: 'Identifier and version of the track.' }),
    submission: submissionReference,
    draw: closed({ commit: drawCommit }, { description: 'What seeded the draws.' }),
    device,
    reference: runtime,
    tolerance: amount('How much any code may differ from the reference.'),
    models: closed({ main: models, twin: models }, { description: 'One measurement for each model.' }),
    run,
  },
);

/** What a submission scores on a track with its models on a device. */
export type DevicePreview = DocumentOf<typeof devicePreview>;
/** How a device's codes of one model compare with the reference's. */
export type DeviceCheck = TypeOf<typeof check>;
/** What ran the model. */
export type DeviceFacts = TypeOf<typeof device>;
/** An adapter as its driver describes it. */
export type Adapter = TypeOf<typeof adapter>;
