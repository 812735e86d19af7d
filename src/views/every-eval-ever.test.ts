import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { toEveryEvalEver } from './every-eval-ever.ts';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'object', additionalProperties: text };
const object = (properties: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties: { ...properties, ...optional },
});

/** What version 0.2.1 of the interchange schema asks of the fields that we fill, written from its documentation. */
const INTERCHANGE = object({
  schema_version: { const: '0.2.1' },
  evaluation_id: text,
  dedupe_identity: object({
    content_hash: { type: 'string', pattern: '^[0-9a-f]+$' },
    hash_algorithm: { enum: ['sha256', 'sha512', 'blake3', 'other'] },
    canonicalization_version: text,
  }),
  retrieved_timestamp: { type: 'string', pattern: '^[0-9]+$' },
  source_metadata: object({
    source_name: text,
    source_type: { enum: ['documentation', 'evaluation_run'] },
    source_organization_name: text,
    source_organization_url: text,
    evaluator_relationship: { enum: ['first_party', 'third_party', 'collaborative', 'other'] },
    additional_details: texts,
  }),
  eval_library: object({ name: text, version: text, additional_details: texts }),
  model_info: object({
    name: text,
    id: { type: 'string', pattern: '^[^/]+/[^/]+$' },
    developer: text,
    inference_engine: object({ name: text, version: text }),
    additional_details: texts,
  }),
  evaluation_results: {
    type: 'array',
    minItems: 1,
    items: object({
      evaluation_name: text,
      source_data: object({
        dataset_name: text,
        source_type: { const: 'url' },
        url: { type: 'array', minItems: 1, items: text },
        additional_details: texts,
      }),
      metric_config: object({
        evaluation_description: text,
        lower_is_better: { type: 'boolean' },
        score_type: { const: 'continuous' },
        min_score: { type: 'number' },
        max_score: { type: 'number' },
        additional_details: texts,
      }),
      score_details: object({
        score: { type: 'number' },
        details: texts,
        uncertainty: object(
          { num_samples: { type: 'integer' } },
          {
            confidence_interval: object({
              lower: { type: 'number' },
              upper: { type: 'number' },
              confidence_level: { type: 'number', minimum: 0, maximum: 1 },
              method: text,
            }),
          },
        ),
      }),
    }),
  },
});

const validate = new Ajv2020({ allErrors: true }).compile(INTERCHANGE);
const address = (path: string) => `https://example.org/${path}`;
const time = '2026-01-02T03:04:05.000Z';

it('writes a record as the interchange schema wants it', () => {
  const entry = createEntry({ slug: 'good', main: [0.8, 0.9, 1], twin: [0.4] });
  const document = toEveryEvalEver({ entry, time }, address)!;
  validate(JSON.parse(JSON.stringify(document)));
  expect(validate.errors).toBeNull();
  expect(document.retrieved_timestamp).toBe('1767323045');
  expect(document.model_info.id).toBe('author/good-1');
  const primary = document.evaluation_results.find(
    ({ metric_config }) => metric_config.additional_details.metric_key === 'mcc_pearson',
  )!;
  expect(primary.score_details).toMatchObject({
    score: expect.closeTo(0.9) as number,
    details: { must_fail_twin: '0.4', must_fail_twin_interval: 'none', must_fail_twin_instances: '1' },
  });
  expect(primary.score_details.uncertainty.confidence_interval!.lower).toBeLessThan(0.9);
});

it('leaves out metrics without a score, and records that have none', () => {
  const entry = createEntry({ slug: 'refused', main: [null] });
  expect(toEveryEvalEver({ entry: createEntry({ slug: 'good', main: [0.5] }), time: null }, address)).toBeNull();
  const document = toEveryEvalEver({ entry, time }, address);
  for (const { score_details } of document?.evaluation_results ?? []) expect(score_details.score).not.toBeNull();
});
