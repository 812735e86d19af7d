import { InputError, type Fault } from '../core/input-error.ts';
import type { RecordedKey } from '../evaluation/recorded-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { documentDigest, permalinkDigest } from './digest.ts';
import type { Added, Addendum, Addition } from './documents/addendum.ts';
import type { TrackPart } from './documents/fields.ts';
import { VARIANTS } from './evaluation-cells.ts';
import type { InstanceMeasurement, Measured, ResultRecord, Run } from './record.ts';
import type { SuiteVersion } from './suite/suite-version.ts';

export type { Added, Addendum, Addition };

/** What an addendum is cited by. */
export function addendumDigest(added: Added): string {
  return documentDigest('custodes/addendum/1', added);
}

/** The bytes of an addendum's file: canonical JSON and a line break. */
export function addendumText(addendum: Addendum): string {
  return `${canonicalJson(addendum)}\n`;
}

/** Where an addendum lies below its folder. */
export function addendumPath({ added, addendum_digest }: Addendum): string {
  return `${added.track.id}/${permalinkDigest(addendum_digest)}.json`;
}

const nameOf = ({ instance, seed }: Pick<Addition, 'instance' | 'seed'>) => `${instance}/${seed}`;

/**
 * @param models measured again with nothing but the metrics that the record lacks, in the record's order
 * @throws InputError where the codes are not those of the record
 */
export function makeAddendum(
  record: ResultRecord,
  { version, digest, tree }: SuiteVersion,
  keys: readonly RecordedKey[],
  models: Measured['models'],
  run: Run,
): Addendum {
  const { track } = record.measured;
  const part = tree.parts[track.id]!;
  const additionOf = ({ instance, seed, codes_sha256, metrics }: InstanceMeasurement): Addition => ({
    instance,
    seed,
    codes_sha256,
    metrics,
  });
  const added: Added = {
    extends: record.result_digest,
    suite: { version, digest },
    track,
    draw: part.draw,
    metrics: Object.fromEntries(keys.map((key) => [key, part.metrics[key]!])),
    models: { main: models.main.map(additionOf), twin: models.twin.map(additionOf) },
  };
  const addendum: Addendum = { schema: 'custodes/addendum/1', addendum_digest: addendumDigest(added), added, run };
  const faults = addendumFaults(record, addendum, addendumPath(addendum));
  if (faults.length > 0) throw new InputError(...faults);
  return addendum;
}

/** Why an addendum does not fit the record that it names: other models, other codes, a metric that is there already. */
export function addendumFaults({ measured }: ResultRecord, { added }: Addendum, path: string): Fault[] {
  const faults: Fault[] = [];
  const keys = Object.keys(added.metrics).toSorted();
  if (added.track.id !== measured.track.id || added.track.version !== measured.track.version) {
    faults.push({ path, rule: 'is of another track than its record', fix: 'compute it again with: npm run rescore' });
  }
  for (const variant of VARIANTS) {
    const [models, additions] = [measured.models[variant], added.models[variant]];
    if (models.map(nameOf).join() !== additions.map(nameOf).join()) {
      const fix = 'compute it again with: npm run rescore';
      faults.push({ path: `${path}#/added/models/${variant}`, rule: 'does not have the models of its record', fix });
      continue;
    }
    models.forEach((model, i) => {
      const addition = additions[i]!;
      const place = `${path}#/added/models/${variant}/${i}`;
      if (addition.codes_sha256 !== model.codes_sha256) {
        const rule = `has codes with SHA-256 ${permalinkDigest(addition.codes_sha256)}, its record ${permalinkDigest(model.codes_sha256)}`;
        faults.push({ path: place, rule, fix: 'measure the submission again: other codes make another record' });
      }
      if (Object.keys(addition.metrics).toSorted().join() !== keys.join()) {
        faults.push({ path: place, rule: 'does not have the metrics that it names', fix: 'restore the file as it was written' });
      }
      const known = keys.filter((key) => key in model.metrics);
      if (known.length > 0) {
        faults.push({ path: place, rule: `adds ${known.join(', ')}, which its record has`, fix: 'remove the addendum' });
      }
    });
  }
  return faults;
}

function mapModels(
  models: Measured['models'],
  take: (model: InstanceMeasurement, at: number, of: 'main' | 'twin') => InstanceMeasurement,
) {
  return {
    main: models.main.map((model, i) => take(model, i, 'main')),
    twin: models.twin.map((model, i) => take(model, i, 'twin')),
  };
}

/** A record with the metrics of its addenda among its own. Its digest stays that of the record. @throws InputError where one does not fit */
export function joinAddenda(record: ResultRecord, addenda: readonly Addendum[]): ResultRecord {
  return addenda.reduce((joined, addendum) => {
    const faults = addendumFaults(joined, addendum, `content/addenda/${addendumPath(addendum)}`);
    if (faults.length > 0) throw new InputError(...faults);
    const models = mapModels(joined.measured.models, (model, i, variant) => ({
      ...model,
      metrics: { ...model.metrics, ...addendum.added.models[variant][i]!.metrics },
    }));
    return { ...joined, measured: { ...joined.measured, models } };
  }, record);
}

/** A joined record as it was written. */
export function withoutAddenda(record: ResultRecord, addenda: readonly Addendum[]): ResultRecord {
  if (addenda.length === 0) return record;
  const added = new Set(addenda.flatMap(({ added: { metrics } }) => Object.keys(metrics)));
  const models = mapModels(record.measured.models, (model) => ({
    ...model,
    metrics: Object.fromEntries(Object.entries(model.metrics).filter(([key]) => !added.has(key))),
  }));
  return { ...record, measured: { ...record.measured, models } };
}

/** What a record and its addenda rest on together; undefined where one of them drew otherwise. */
export function partWithAddenda(part: TrackPart | undefined, addenda: readonly Addendum[]): TrackPart | undefined {
  if (part === undefined || addenda.some(({ added }) => added.draw !== part.draw)) return part;
  return { ...part, metrics: Object.assign({}, part.metrics, ...addenda.map(({ added }) => added.metrics)) };
}
