import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commitPath, editPath, filePath, folderPath, issuePath, readRepository, type IssueForm } from './repository.ts';

describe('the repository', () => {
  it('is the one that GitHub names', () => {
    const repository = readRepository({ GITHUB_REPOSITORY: 'owner/custodes.data' });
    expect(repository).toEqual({ name: 'owner/custodes.data', address: 'https://github.com/owner/custodes.data', known: true });
    expect(readRepository({ GITHUB_REPOSITORY: 'o/n', GITHUB_SERVER_URL: 'https://git.example.org/' }).address).toBe(
      'https://git.example.org/o/n',
    );
  });

  it('is a placeholder that says so where the value is absent or no name', () => {
    for (const value of [undefined, '', 'owner', 'owner/', '/name', 'a/b/c', 'a b/c', 'a/b?c', 'a/b"c'])
      expect(readRepository({ GITHUB_REPOSITORY: value })).toMatchObject({ known: false, name: 'OWNER/NAME' });
  });

  it('never makes an address that is not https and well formed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, server) => {
        const { address } = readRepository({ GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server });
        expect(address).toMatch(/^https:\/\/[^/]+\/[\w.-]+\/[\w.-]+$/);
      }),
    );
  });
});

it('forms for issues are files of the repository', () => {
  const forms = readdirSync('.github/ISSUE_TEMPLATE').map((file) => file.replace(/\.yml$/, ''));
  const named: Record<IssueForm, true> = { bug: true, metric: true, 'not-reproduced': true, withdrawal: true };
  expect(forms).toEqual(expect.arrayContaining(Object.keys(named)));
  expect(issuePath('metric')).toBe('issues/new?template=metric.yml');
  expect(issuePath('not-reproduced', 'https://example.org/r/0/')).toContain('&permalink=https%3A%2F%2Fexample.org%2Fr%2F0%2F');
  expect(issuePath()).toBe('issues/new/choose');
});

it('paths lead to the branch that pages are built from', () => {
  expect([folderPath('a/1'), filePath('b.json'), editPath('c.mdx'), commitPath('d')]).toEqual([
    'tree/main/a/1',
    'blob/main/b.json',
    'edit/main/c.mdx',
    'commit/d',
  ]);
});
