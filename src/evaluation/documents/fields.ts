import Type from 'typebox';
import { choice, mapOf } from '../../core/documents/shapes.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';

/** Fields that derived documents share. */

/** Readers refuse keys that the engine knows no longer: listed here, each new metric would change every schema. */
export const metricKey = Type.Unsafe<MetricKey>({
  description: 'Key of a metric.',
  type: 'string',
  pattern: '^[a-z][a-z0-9_]{0,39}$',
});

export const predicates = Type.Array(
  choice(
    [
      'affine-elementwise',
      'monotone-elementwise',
      'elementwise',
      'affinely-decodable',
      'modular',
      'compact',
      'informative',
      'linear-explicit',
      'block',
      'measurement-structure',
    ],
    'What codes must be.',
  ),
  { description: 'What the number claims of the codes: all of these.' },
);

export const verdict = choice(
  ['calibrated', 'false-positive', 'false-negative', 'lenient', 'confounded', 'inconclusive', 'undefined'],
  'What the score of a metric says of the codes, held against their truth.',
);

/** Names of DGPs, geometries and parameters are the engine's own. */
export const parameters = mapOf(
  '^[a-z][A-Za-z0-9_]*$',
  Type.Unsafe<number | string>({
    description: 'A number or a word.',
    anyOf: [{ type: 'number' }, { type: 'string' }],
  }),
  { description: 'Parameters by name; the others are at their defaults.' },
);
