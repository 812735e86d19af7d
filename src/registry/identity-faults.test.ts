import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { identityFaults, loginFaults, type Identity } from './identity-faults.ts';
import { findLookAlike } from './look-alikes.ts';
import { readings, skeleton } from './skeleton.ts';
import { exampleManifest } from './submission-scaffold.ts';
import type { Submission } from './submission.ts';

/** Unicode's pairs of a character and the one that it looks like, as the package carries them. */
const LOOK_ALIKES = Object.entries(
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve('unhomoglyph/data.json'), 'utf8')) as Record<string, string>,
);
const TITLE = 'FastICA of Barlow Twins, Spectral JADE, TopK, GHMNQRUVXYZ dghjkpquvxyz';

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
    'my-fastica',
    'the-fast-ica',
    'v2-fast1ca-plus',
    'myfastica',
  ])('%s would be taken for fastica', (slug) => expect(findLookAlike(slug, ['jade', 'fastica'])).toBe('fastica'));

  test.each([
    ['pca-official', 'pca'],
    ['ivae-2', 'ivae'],
    ['0racle', 'oracle'],
    ['infornax', 'infomax'],
    ['the-infor-nax2', 'infomax'],
    ['super-oracle', 'oracle'],
    ['my-jade', 'jade'],
    ['a-j-ade-b', 'jade'],
    ['jade2', 'jade'],
    ['xivae', 'ivae'],
  ])('%s would be taken for %s', (slug, other) => expect(findLookAlike(slug, [other])).toBe(other));

  test.each([
    ['tcl', 'pcl'],
    ['vae', 'ivae'],
    ['slow-vae', 'beta-vae'],
    ['robust-ica', 'fastica'],
    ['my-jaded-net', 'jade'],
    ['my-ica', 'ica'],
    ['ica2', 'ica'],
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

  test('a name of four letters or more is found as a run of parts, wherever it stands', () => {
    const part = fc.stringMatching(/^[a-z]{1,6}$/);
    const name = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(fc.array(part), name, fc.array(part), (before, other, after) => {
        // Folding may take a letter away.
        fc.pre(!/rn|vv/.test(other));
        expect(findLookAlike([...before, other, ...after].join('-'), [other])).toBe(other);
      }),
      { seed: 4 },
    );
  });

  test('a look-alike asks a maintainer; it is nobody’s business among one’s own names, and never again once merged', () => {
    const mine = submissionOf('fastica-2', STRANGER, {}, digest('3'));
    expect(rulesOf(mine)).toEqual([": would be mistaken for fastica, which is another owner's"]);
    expect(rulesOf(mine, { allowedNames: new Set(['fastica-2']) })).toEqual([]);
    const held = submissionOf('my-fastica', STRANGER, {}, digest('3'));
    expect(rulesOf(held)).toEqual([": would be mistaken for fastica, which is another owner's"]);
    expect(rulesOf(held, { allowedNames: new Set(['my-fastica']) })).toEqual([]);
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
    'FastIСA',
    'FastIϹA',
    'FastICᎪ',
    'FastIC\u{ab7a}',
    'ꓝastICA',
    'FastꓲCA',
    'FastICꓮ',
    'FastIᏟA',
    'FastICΛ',
    'ϜastICA',
    'FastǀCA',
    'Fast∣CA',
    'FasꞇICA',
    'FaſtICA',
    'ſastICA',
    'Fⲁstⲓcⲁ',
    'FᴀꜱᴛICᴀ',
    'F@$tICA',
    'Fast\u2060ICA',
  ])('%s reads like FastICA', (title) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { title }, digest('3')))).toEqual([
      "/submission.json#/title: reads like that of fastica/1, which is another owner's",
    ]);
    expect(rulesOf(submissionOf('my-method', REGISTRY, { title }, digest('3')))).toEqual([]);
  });

  test.each(['ⲟracle', 'Oraⲥle', 'Ꮎracle', 'Oracl℮', 'Orac∣e', 'Oracǀe', 'ΘRACLΣ', 'Оrаcle'])('%s reads like Oracle', (title) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { title }, digest('3')))).toEqual([
      "/submission.json#/title: reads like that of oracle/1, which is another owner's",
    ]);
  });

  test('a letter of a title may be any character that Unicode calls its look-alike: the title reads the same', () => {
    const pairs = LOOK_ALIKES.flatMap(([from, to]) =>
      [...TITLE].flatMap((letter, at) => (letter === to ? [[from, at] as const] : [])),
    );
    expect(pairs.length).toBeGreaterThan(500);
    const own = readings(TITLE);
    const failed = pairs.filter(
      ([from, at]) => !readings(TITLE.slice(0, at) + from + TITLE.slice(at + 1)).some((reading) => own.includes(reading)),
    );
    expect(failed).toEqual([]);
  });

  test('a letter of a title may be any character whose skeleton is that letter', () => {
    const character = fc
      .integer({ min: 0x80, max: 0x1ffff })
      .map((code) => (code >= 0xd800 && code < 0xe000 ? 'x' : String.fromCodePoint(code)));
    const candidates = fc.oneof(character, fc.constantFrom(...LOOK_ALIKES.map(([from]) => from)));
    fc.assert(
      fc.property(fc.array(candidates, { minLength: 20, maxLength: 60 }), (characters) => {
        for (const each of characters)
          [...TITLE].forEach((letter, at) => {
            if (skeleton(each) !== skeleton(letter)) return;
            expect(skeleton(TITLE.slice(0, at) + each + TITLE.slice(at + 1)), each).toBe(skeleton(TITLE));
          });
      }),
      { seed: 5, numRuns: 60 },
    );
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

  test.each([
    'Custodes maintainers',
    'the custodes maintainers (official)',
    'Custodes registry',
    'Custodes',
    'CustodesTeam',
    'TheCustodes',
    'C u s t o d e s',
    'Cus-todes',
    'Сustоdеs',
    'Custod℮s team',
    'CUꓢTODEꓢ',
    'ᏟUSTODES',
    'Cuſtodes',
    'Cus\u200btodes (registry)',
  ])('nobody else signs as %s', (author) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { authors: [author] }, digest('3')), { others: [] })).toEqual([
      '/submission.json#/authors/0: reads like the registry itself',
    ]);
    expect(rulesOf(submissionOf('my-method', REGISTRY, { authors: [author] }, digest('3')))).toEqual([]);
  });

  test.each(['Marcus Todes', 'A. Custode', 'Juan Cus, Ana Todesco', 'The maintainers', '王芳'])('%s is a name', (author) => {
    expect(rulesOf(submissionOf('my-method', STRANGER, { authors: [author] }, digest('3')))).toEqual([]);
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

  test('what stands in a version of one’s own is nobody else’s to block, but a reference row is', () => {
    const own = (sha256: string) => ({ submission: submissionOf('mine', STRANGER, { title: 'FastICA' }, sha256), role: null });
    const next = (sha256: string) => submissionOf('mine', STRANGER, { title: 'FastICA', version: '2' }, sha256);
    expect(rulesOf(next(digest('1')), { others: [FASTICA, own(digest('1'))] })).toEqual([]);
    expect(rulesOf(next(digest('2')), { others: [ORACLE, own(digest('2'))] })).toEqual([rule('oracle/1, a reference row')]);
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
    // In whatever place.
    const theirs = [{ submission: withFile('decoder', 'other-method', REGISTRY, digest('1')), role: null }];
    expect(rulesOf(withFile('decoder', 'my-method', STRANGER, digest('5')), { others: theirs })).toHaveLength(2);
    expect(rulesOf(withFile('graph', 'my-method', STRANGER, digest('3')), { others: theirs })).toHaveLength(1);
    const codes = [
      { submission: submissionOf('other-method', REGISTRY, { authors: ['B. Author'] }, digest('5')), role: 'permuted' as const },
    ];
    expect(rulesOf(withFile('decoder', 'my-method', STRANGER, digest('3')), { others: codes })).toHaveLength(1);
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
