import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { orderByPublication, paginate } from './publication.ts';

const entries = ['first', 'second', 'third'].map((slug, i) => createEntry({ slug, main: [0.1 * i] }));
const digits = entries.map(({ record }) => record.result_digest.slice(0, 12));
const none = new Map<string, string>();

it('orders records by the time at which they came, and leaves previews out', () => {
  const added = new Map([
    [digits[0]!, '2026-03-01T00:00:00.000Z'],
    [digits[1]!, '2026-01-01T00:00:00.000Z'],
  ]);
  const preview = createEntry({ slug: 'preview', main: [0.5], preview: true });
  const order = orderByPublication([...entries, preview], { added, commits: none });
  expect(order.map(({ entry }) => entry.submission.slug)).toEqual(['third', 'second', 'first']);
  expect(order[0]!.time).toBeNull();
});

it('takes the day of the seeding commit where nothing else is known', () => {
  const commits = new Map([[entries[0]!.record.measured.draw.commit, '2026-02-03']]);
  expect(orderByPublication([entries[0]!], { added: none, commits })[0]!.time).toBe('2026-02-03T00:00:00.000Z');
});

it('adds what is new to the last page alone', () => {
  const before = paginate([1, 2, 3, 4, 5], 2);
  expect(before).toEqual([[1, 2], [3, 4], [5]]);
  expect(paginate([1, 2, 3, 4, 5, 6, 7], 2).slice(0, 2)).toEqual(before.slice(0, 2));
  expect(paginate([], 2)).toEqual([[]]);
});
