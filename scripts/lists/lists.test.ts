import { expect, it } from 'vitest';
import { isCurrent } from './generated-list.ts';
import { LISTS } from './lists.ts';

it.each(LISTS.map((list) => [list.file, list] as const))('%s lists the folders that there are', async (_, list) =>
  expect(await isCurrent(list, process.cwd()), 'run npm run -s lists').toBe(true),
);
