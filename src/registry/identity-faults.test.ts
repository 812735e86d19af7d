import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica.ts';
import { identityFaults, loginFaults, type Identity } from './identity-faults.ts';
import { findLookAlike } from './look-alikes.ts';
import { skeleton } from './skeleton.ts';
import { exampleManifest } from './submission-scaffold.ts';
import type { Submission } from './submission.ts';

const digest = (digit: string) => digit.repeat(64);

function submissionOf(
  slug: string,
  owner: Submission['owner'],
  change: Partial<Submission> = {},
  sha256 = digest('1'),
): Submission {
  const models = { main: { '0': { '0': { file: 'a.onnx', sha256 } } } };
  const own = { title: slug, authors: ['A. Author'], owner };
  return {
    ...exampleManifest(slug, linearIca),
    ...own,
    tracks: [{ track: 'linear-ica', kind: 'encoder', models }],
    ...change,
  };
}

const REGISTRY = { github_id: 0, login: 'custodes' };
const STRANGER = { github_id: 7, login: 'stranger' };
const FASTICA = {
  submission: submissionOf('fastica', REGISTRY, { title: 'FastICA', authors: ['The Custodes maintainers'] }),
  role: null,
};
const ORACLE = {
  submission: submissionOf('oracle', REGISTRY, { title: 'Oracle', authors: ['The Custodes maintainers'] }, digest('2')),
  role: 'oracle' as const,
};

function rulesOf(submission: Submission, change: Partial<Identity> = {}): string[] {
  const folder = `submissions/${submission.slug}/${submission.version}`;
  const identity = { folder, submission, others: [FASTICA, ORACLE], allowedNames: new Set<string>(), ...change };
  return identityFaults(identity).map(({ path, rule }) => `${path.replace(folder, '')}: ${rule}`);
}

describe('names', () => {
  test.each([
    'fast1ca',
    'fastlca',
    'fasticas',
    'fastica2',
    'fastica-2',
    'fastica-official',
    'fatsica',
    'fastca',
    'fast-ica',
    'faztica',
    'fasticav2',
  ])('%s would be taken for fastica', (slug) => expect(findLookAlike(slug, ['jade', 'fastica'])).toBe('fastica'));

  test.each([
    ['pca-official', 'pca'],
    ['ivae-2', 'ivae'],
    ['0racle', 'oracle'],
    ['infornax', 'infomax'],
  ])('%s would be taken for %s', (slug, other) => expect(findLookAlike(slug, [other])).toBe(other));

  test.each([
    ['tcl', 'pcl'],
    ['vae', 'ivae'],
    ['slow-vae', 'beta-vae'],
    ['robust-ica', 'fastica'],
    ['my-fastica', 'fastica'],
    ['permutation-net', 'permuted-codes'],
    ['icarus', 'ica'],
  ])('%s is no %s', (slug, other) => expect(findLookAlike(slug, [other])).toBeNull());

  test('one edit of a name is found, whatever the edit; the name itself is found', () => {
    const slug = fc.stringMatching(/^[a-z]{6,12}$/);
    const letter = fc.stringMatching(/^[a-z]$/);
    fc.assert(
      fc.property(slug, fc.nat(12), letter, fc.constantFrom('insert', 'remove', 'change', 'swap'), (name, place, other, edit) => {
        const at = place % name.length;
        const edits = {
          insert: name.slice(0, at) + other + name.slice(at),
          remove: name.slice(0, at) + name.slice(at + 1),
          change: name.slice(0, at) + other + name.slice(at + 1),
          swap: name.slice(0, at) + (name[at + 1] ?? '') + name[at]! + name.slice(at + 2),
        };
        // Folding may take a letter away: rn reads like m.
        fc.pre(!/rn|vv|[rv]$/.test(name + edits[edit]));
        expect(findLookAlike(edits[edit], [name])).toBe(name);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('a look-alike asks a maintainer; it is nobody’s business among one’s own names, and never again once merged', () => {
    const mine = submissionOf('fastica-2', STRANGER, {}, digest('3'));
    expect(rulesOf(mine)).toEqual([": would be mistaken for fastica, which is another owner's"]);
    expect(rulesOf(mine, { allowedNames: new Set(['fastica-2']) })).toEqual([]);
    expect(rulesOf(submissionOf('fastica-2', REGISTRY, {}, digest('3')))).toEqual([]);
    const merged = { submission: submissionOf('fastica-2', STRANGER, { version: '0' }, digest('3')), role: null };
    expect(rulesOf(mine, { others: [FASTICA, ORACLE, merged] })).toEqual([]);
  });
});

describe('titles and authors', () => {
  test.each([
    'FastICA',
    'fastica',
    'Fast ICA',
    'FAST-ICA!',
    'FаstICА',
    'ＦａｓｔＩＣＡ',
    'Fást​ICA',
    'Fast1CA',
    '𝐅𝐚𝐬𝐭ICA',
    'FastIϹA'.replace('Ϲ', 'С'),
  ])('%s reads like FastICA', (title) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { title }, digest('3')))).toEqual([
      "/submission.json#/title: reads like that of fastica/1, which is another owner's",
    ]);
    expect(rulesOf(submissionOf('my-method', REGISTRY, { title }, digest('3')))).toEqual([]);
  });

  test.each(['FastICA with noise', 'Robust ICA', '🦉', 'β-VAE'])('%s does not', (title) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { title }, digest('3')))).toEqual([]);
  });

  test('nobody else signs as the registry', () => {
    const authors = ['A. Author', 'The Custodes Maintainers'];
    expect(rulesOf(submissionOf('my-method', STRANGER, { authors }, digest('3')))).toEqual([
      '/submission.json#/authors/1: reads like the registry itself',
    ]);
  });

  test('a skeleton does not depend on case, accents or form, and is its own skeleton but for joined letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(skeleton(text.normalize('NFD'))).toBe(skeleton(text.normalize('NFC')));
      }),
      { seed: 2 },
    );
  });
});

describe('artefacts', () => {
  const rule = (where: string) => `/submission.json#/tracks/0/models/main/0/0/sha256: stands in ${where}`;

  test('a copy of a reference row, or of another owner’s model, is refused', () => {
    expect(rulesOf(submissionOf('my-method', STRANGER, {}, digest('2')))).toEqual([rule('oracle/1, a reference row')]);
    expect(rulesOf(submissionOf('my-method', STRANGER, {}, digest('1')))).toEqual([rule('fastica/1, of another owner')]);
    expect(rulesOf(submissionOf('my-method', STRANGER, {}, digest('3')))).toEqual([]);
    expect(rulesOf(submissionOf('my-method', REGISTRY, {}, digest('1')))).toEqual([]);
  });

  test('two scaffolds whose authors have not written a digest yet share nothing', () => {
    const others = [{ submission: submissionOf('other-method', REGISTRY, {}, digest('0')), role: null }];
    expect(rulesOf(submissionOf('my-method', STRANGER, {}, digest('0')), { others })).toEqual([]);
  });

  test('a dictionary counts, a graph does not: small graphs are equal by chance', () => {
    const withFile = (kind: 'graph' | 'decoder', slug: string, owner: Submission['owner'], model: string) =>
      submissionOf(slug, owner, {
        tracks: [
          {
            track: 'superposition',
            kind: 'encoder',
            models: { main: { '0': { '0': { file: 'a.onnx', sha256: model, [kind]: { file: 'b.npy', sha256: digest('5') } } } } },
          },
        ],
      });
    for (const [kind, count] of [
      ['decoder', 1],
      ['graph', 0],
    ] as const) {
      const others = [{ submission: withFile(kind, 'other-method', REGISTRY, digest('1')), role: null }];
      expect(rulesOf(withFile(kind, 'my-method', STRANGER, digest('3')), { others })).toHaveLength(count);
    }
  });
});

test('in a clone, a login that belongs to another account is refused', () => {
  const spoof = submissionOf('my-method', { github_id: 666, login: 'Custodes' });
  expect(loginFaults(spoof, 'submissions/my-method/1', [FASTICA]).map(({ rule }) => rule)).toEqual([
    'is the login of the account 0',
  ]);
  expect(loginFaults(submissionOf('my-method', STRANGER), 'submissions/my-method/1', [FASTICA])).toEqual([]);
});
