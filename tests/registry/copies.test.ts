import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../src/registry/submission.ts';
import { floatTensor, linearModel } from './support/onnx-model.ts';
import { createWorkplace, writeSubmission, type Workplace } from './support/workplace.ts';

let workplace: Workplace;

const INSTANCES = { main: [0, 2, 4], twin: [0, 2, 4] };
/** Numbers that nobody else would get, and that differ by model. */
const trained = (d: number, position: number) =>
  Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => Math.sqrt(2 + i * d + j + 100 * position)));

/** As another tool would write it: other names, a comment, weights the other way round. */
const rewritten = (tool: string) => (d: number, position: number) => {
  const weights = trained(d, position);
  const turned = weights[0]!.map((_, j) => weights.map((row) => row[j]!));
  return linearModel({
    weights,
    model: { producerName: tool, docString: 'trained with care' },
    nodes: [
      {
        opType: 'Gemm',
        name: 'head',
        input: ['x', 'head.weight'],
        output: ['codes'],
        attribute: [{ name: 'transB', type: 2, i: 1 }],
      },
    ],
    graph: { initializer: [floatTensor('head.weight', [d, d], turned.flat())] },
  });
};

const ownedBy =
  (id: number, login: string) =>
  (manifest: Submission): Submission => ({ ...manifest, owner: { github_id: id, login } });

beforeAll(() => {
  workplace = createWorkplace();
  writeSubmission(workplace, {
    slug: 'first-method',
    instances: INSTANCES,
    model: (d, position) => linearModel({ weights: trained(d, position) }),
    change: ownedBy(1001, 'first'),
  });
});

afterAll(() => workplace.remove());

test('the owner may write a file again', () => {
  writeSubmission(workplace, {
    slug: 'second-writing',
    instances: INSTANCES,
    model: rewritten('another tool'),
    change: ownedBy(1001, 'first'),
  });
  expect(workplace.run('check', 'submissions/second-writing')).toMatchObject({ status: 0, stderr: '' });
});

test('a copy in other bytes is refused, one line a model', () => {
  writeSubmission(workplace, {
    slug: 'repainted',
    instances: INSTANCES,
    model: rewritten('one tool'),
    change: ownedBy(1002, 'second'),
  });
  const { status, stdout, stderr } = workplace.run('check', 'submissions/repainted');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line).toContain('holds the numbers of first-method/1, of another owner, in another file');
});
