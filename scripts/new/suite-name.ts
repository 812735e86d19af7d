import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import { checkName } from './names.ts';

const ROOMS = ['src/suite/dgps', 'src/suite/geometries'];

/**
 * The id of a new DGP or geometry is its name, so that two pull requests never take the same next number. Together they have one set of ids: commands
 * and addresses name both.
 *
 * @param option as typed, for the message
 * @returns the folder's name
 * @throws InputError where nothing can be called so
 */
export function suiteFolder(option: string, id: string, root: string): string {
  const beside = ROOMS.flatMap((room) => readdirSync(join(root, room))).map((entry) => entry.replace(/(\.test)?\.ts$/, ''));
  const rule = {
    pattern: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
    words: 'lower-case letters, digits and single underscores, a letter first: for example heavy_tails',
  };
  checkName(option, id, rule, [...[...DGPS, ...GEOMETRIES].map((known) => known.id), ...beside]);
  return id.replaceAll('_', '-');
}
