import type { TSchema } from 'typebox';
import type { DocumentDefinition, TypeOf } from '../core/documents/define-document.ts';
import { formatOf } from '../core/documents/format-of.ts';
import { createValidator } from '../registry/validator.ts';
import { benchReport, growth } from './documents/bench-engine.ts';
import { inference } from './documents/bench-inference.ts';
import { rerun, site, siteBuild } from './documents/bench-site.ts';

const files = import.meta.glob<unknown>('../../content/bench/*.json', { eager: true, import: 'default' });

/** The files of one kind, by name. @throws InputError where one breaks its schema */
function filesOf<Schema extends TSchema>({ format, schema }: DocumentDefinition<Schema>): TypeOf<Schema>[] {
  const validator = createValidator(schema);
  const own = Object.entries(files).filter(([, file]) => formatOf(file) === format);
  return own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, file]) => validator.check(file, path));
}

/** What was measured of main, the oldest report first: their names begin with the day. */
export const BENCH_REPORTS = filesOf(benchReport);

/** How times grow with sizes, as measured last; undefined before that. */
export const GROWTH = filesOf(growth)[0];

/** What a rerun in the page takes, as measured last. */
export const RERUN = filesOf(rerun)[0];

/** What the site of a large registry costs, as measured last. */
export const SITE_BUILD = filesOf(siteBuild)[0];

/** What encoders take on each engine, as measured last. */
export const INFERENCE = filesOf(inference)[0];

/** Pages, interactions and the lab, as measured last; undefined before that. */
export const SITE = filesOf(site)[0];
