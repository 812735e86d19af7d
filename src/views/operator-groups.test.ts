import { expect, test } from 'vitest';
import { OPERATORS } from '../registry/onnx/operators.ts';
import { operatorGroups } from './operator-groups.ts';

test('every operator is in one group, and a group has one answer', () => {
  const names = [true, false].flatMap((admitted) =>
    operatorGroups(admitted).flatMap(({ domain, names: all }) => all.map((name) => `${domain}:${name}`)),
  );
  expect(names.toSorted()).toEqual(OPERATORS.map(({ domain, name }) => `${domain}:${name}`).toSorted());
  expect(operatorGroups(true).find(({ names: all }) => all.includes('Scan'))?.note).toContain('along another axis');
});

test('what stays out has a reason and a way round it', () => {
  for (const { note, instead, names } of operatorGroups(false)) {
    expect(note, names[0]).toBeTruthy();
    expect(instead?.pytorch, names[0]).toBeTruthy();
  }
});
