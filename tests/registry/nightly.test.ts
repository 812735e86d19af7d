import { afterEach, expect, test } from 'vitest';
import { sha256Hex } from '../../src/registry/digest.ts';
import { linearIca } from '../../src/suite/tracks/linear-ica/index.ts';
import { BAD_WAYS, type BadWay } from './support/bad-submissions.ts';
import { largestMeasurement } from './support/invented-codes.ts';
import { honestFiles, Night, type Files } from './support/night.ts';
import { linearModel, scaledIdentity } from './support/onnx-model.ts';

let night: Night | undefined;

afterEach(() => {
  night?.end();
  night = undefined;
});

const goodName = (i: number) => `good-${String(i).padStart(3, '0')}`;
const badName = (i: number) => `bad-${String(i).padStart(2, '0')}`;

function badFiles(way: BadWay, slug: string, owner: number): Files {
  return way.files?.(slug, owner) ?? honestFiles(slug, owner);
}

/** Good ones with bad ones between them, each bad in its own way. */
async function passNight(good: number, ways: readonly BadWay[]) {
  const merges: Files[] = Array.from({ length: good }, (_, i) => honestFiles(goodName(i), 100 + i));
  const step = Math.floor(good / (ways.length + 1));
  ways.forEach((way, i) => merges.splice((i + 1) * step + i, 0, badFiles(way, badName(i), 1000 + i)));
  night = await Night.fall(merges);
  const result = await night.run((left) => {
    ways.forEach(({ tamper }, i) => {
      const own = left.find(({ job }) => job.submission === `submissions/${badName(i)}/1`);
      if (tamper)
        tamper(
          own!,
          left.filter((other) => other !== own && other.job.submission.includes('good-')),
        );
    });
  });
  return { ...result, expected: Array.from({ length: good }, (_, i) => goodName(i)) };
}

/** Each of some bad submissions is named by a line of its own. */
function expectNamed(faults: readonly string[], ways: readonly BadWay[]): void {
  ways.forEach(({ name }, i) => {
    const folder = name === 'somebody else’s slug' ? 'submissions/good-000/2' : `submissions/${badName(i)}/1`;
    const own = faults.filter((line) => line.startsWith(folder));
    expect(own.length, `${name}: ${faults.join('\n')}`).toBeGreaterThan(0);
    for (const line of own) expect(line, name).not.toContain('a reason of ours');
  });
}

/** Every instance with ten training seeds, main and twin: as many models as the schema lets anybody submit on a track. */
function crowdedFiles(slug: string, owner: number): Files {
  const folder = `submissions/${slug}/1`;
  const files: Files = {};
  const models = Object.fromEntries(
    (['main', 'twin'] as const).map((variant, v) => {
      const instances = Array.from({ length: linearIca.instanceCount }, (_, instance) => {
        const bytes = linearModel({
          weights: scaledIdentity(linearIca.createInstance(instance, variant).d, 1 + v + 2 * instance),
        });
        const file = `${variant}-${instance}.onnx`;
        files[`${folder}/${file}`] = bytes;
        const seeds = Array.from({ length: 10 }, (_unused, seed) => [String(seed), { file, sha256: sha256Hex(bytes) }]);
        return [String(instance), Object.fromEntries(seeds)];
      });
      return [variant, Object.fromEntries(instances)];
    }),
  );
  const { [`${folder}/submission.json`]: manifest } = honestFiles(slug, owner, (honest) => ({
    ...honest,
    tracks: [{ track: 'linear-ica', kind: 'encoder', models }],
  }));
  return { ...files, [`${folder}/submission.json`]: manifest! };
}

test('ten training seeds of every instance, main and twin, are recorded, and so is whoever comes after them', async () => {
  night = await Night.fall([crowdedFiles('aaa-seeds', 77), honestFiles('zzz', 78)]);
  night.measure = largestMeasurement;
  expect(await night.run()).toEqual({ recorded: ['aaa-seeds', 'zzz'], faults: [] });
  expect((await night.run()).recorded).toEqual([]);
});

test('there are forty ways and more', () => {
  expect(new Set(BAD_WAYS.map(({ name }) => name)).size).toBe(BAD_WAYS.length);
  expect(BAD_WAYS.length).toBeGreaterThanOrEqual(40);
});

test.each([0, 1, 2])('of 200 that are pending a tenth is bad, and the other 180 are recorded (night %i)', async (which) => {
  const start = Math.min(20 * which, BAD_WAYS.length - 20);
  const ways = BAD_WAYS.slice(start, start + 20);
  const { recorded, expected, faults } = await passNight(180, ways);
  expect(recorded).toEqual(expected);
  expect(night!.recordFiles()).toHaveLength(180);
  expectNamed(faults, ways);
  // The next night finds them recorded, and the bad ones where they were.
  const next = await night!.run();
  expect(next.recorded.filter((slug) => slug.startsWith('good-'))).toEqual([]);
});

test.each(BAD_WAYS)('of three the middle one has $name: the others are recorded', async (way) => {
  const { recorded, expected, faults } = await passNight(2, [way]);
  expect(recorded).toEqual(expected);
  expect(night!.recordFiles()).toHaveLength(2);
  expectNamed(faults, [way]);
});
