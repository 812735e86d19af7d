import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { API_ADDRESSES } from './api-addresses.ts';
import { DOCUMENTS } from './documents.ts';

it('lists every route below api/v1, with schemas that exist', () => {
  const routes = globSync('src/pages/api/v1/**/*.ts').map((file) => file.replaceAll('\\', '/').slice('src/pages/'.length, -3));
  const listed = API_ADDRESSES.map(({ path }) => path);
  const missing = routes.filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/\[[a-z]+\]/g, '[^/]+')}$`);
    return !route.includes('schemas/') && !listed.some((path) => pattern.test(path));
  });
  expect(missing).toEqual([]);
  const names = DOCUMENTS.map(({ name }) => name);
  for (const { schema } of API_ADDRESSES) if (schema !== undefined) expect(names).toContain(schema);
});
