import { describe, expect, test } from 'vitest';
import { runTasks, type Task } from './run-tasks.ts';

/** Runs tasks that end when they are told to, and notes who began. */
function start(tasks: readonly Task[], places: number) {
  const begun: string[] = [];
  const ends = new Map<string, (value: string) => void>();
  const all = runTasks(tasks, places, async ({ name }) => {
    begun.push(name);
    return await new Promise<string>((end) => ends.set(name, end));
  });
  const end = async (name: string) => {
    ends.get(name)!(`result of ${name}`);
    await new Promise((done) => setImmediate(done));
  };
  return { begun, end, all };
}

describe('tasks', () => {
  test('begin in their order, as many at a time as there are places, and give their results in it', async () => {
    const { begun, end, all } = start([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 2);
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('c');
    await end('a');
    expect(await all).toEqual(['result of a', 'result of b', 'result of c']);
  });

  test('wait for the one they come after, while others pass', async () => {
    const { begun, end, all } = start([{ name: 'a' }, { name: 'b', after: 'a' }, { name: 'c' }, { name: 'd' }], 2);
    expect(begun).toEqual(['a', 'c']);
    await end('c');
    expect(begun).toEqual(['a', 'c', 'd']);
    await end('a');
    expect(begun).toEqual(['a', 'c', 'd', 'b']);
    await end('d');
    await end('b');
    expect(await all).toHaveLength(4);
  });

  test('wait where nothing else is left', async () => {
    const { begun, end, all } = start([{ name: 'a' }, { name: 'b', after: 'a' }], 2);
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(await all).toEqual(['result of a', 'result of b']);
  });

  test.each([
    ['one comes after another that is not there', [{ name: 'a', after: 'b' }]],
    [
      'two wait for each other',
      [
        { name: 'a', after: 'b' },
        { name: 'b', after: 'a' },
      ],
    ],
  ])('fail where %s', async (_what, tasks: readonly Task[]) => {
    const run = async ({ name }: Task) => await Promise.resolve(name);
    await expect(runTasks(tasks, 1, run)).rejects.toThrow('a comes after b, which never runs');
  });
});
