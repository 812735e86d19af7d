import Type from 'typebox';
import { amount, closed, nullable, text, whole } from '../../core/documents/shapes.ts';
import { day } from '../../registry/documents/fields.ts';

/** Fields that reports of benchmarks share. */

export const machine = closed(
  {
    processor: text('Kind of processor.'),
    cores: whole('Processors that the process might use.', 1),
    memory_gib: amount('Memory, GiB.'),
    platform: text('System and architecture.'),
    node: text('Version of Node.'),
  },
  { description: 'What a time depends on, without naming the machine.' },
);

export const measuredOn = { ...day, description: 'Day of the measurement, as in 2026-11-25.' };

export const keys = Type.Array(text('Key of a metric.'), { description: 'Metrics that are computed together.' });

export const size = {
  n: whole('Rows.', 1),
  d: whole('Factors.', 1),
  m: whole('Codes.', 1),
};

export const bytesOrNull = (what: string) =>
  nullable(Type.Number({ description: `${what}; null where the system does not tell.` }));
