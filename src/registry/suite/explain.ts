import { canonicalJson } from '../canonical-json.ts';
import type { SuiteContent } from '../documents/suite.ts';
import type { SuiteVersion } from './suite-version.ts';

/** A thing of the suite in which two versions differ. */
export interface SuiteDifference {
  /** "metric r2", "generator of linear-ica". */
  readonly thing: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** What of it changed, in words: cells, fields. Empty where it was added or removed. */
  readonly details: readonly string[];
}

/** A track, and how what its records rest on differs. */
export interface PartDifference {
  readonly track: string;
  /** Whether the draws differ: then every number does. */
  readonly draws: boolean;
  /** In words. */
  readonly reasons: readonly string[];
}

type Facts = Readonly<Record<string, unknown>>;

/** Every thing of a content by its name, with what can differ in it. */
function thingsOf(content: SuiteContent): Map<string, Facts> {
  const each = <Value>(entries: Readonly<Record<string, Value>>, name: (id: string) => string, take: (value: Value) => Facts) =>
    Object.entries(entries).map(([id, value]): [string, Facts] => [name(id), take(value)]);
  const definition = ({ definition: facts, outputs }: { readonly definition: Facts; readonly outputs: Facts }) => ({
    ...Object.fromEntries(Object.entries(facts).map(([field, value]) => [`its ${field}`, value])),
    ...outputs,
  });
  return new Map([
    ['runtime', content.runtime],
    ['random streams', content.streams],
    ...each(content.tracks, (id) => `generator of ${id}`, definition),
    ...each(content.metrics, (key) => `metric ${key}`, definition),
    ...each(
      content.dgps,
      (id) => `DGP ${id}`,
      (outputs) => outputs,
    ),
    ...each(
      content.geometries,
      (id) => `geometry ${id}`,
      (outputs) => outputs,
    ),
    ['diagnosis', content.diagnosis],
    ...each(
      content.boards,
      (id) => `board of ${id}`,
      (board) => board,
    ),
  ]);
}

function differingKeys(before: Facts, after: Facts): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => !(key in before && key in after) || canonicalJson(before[key]) !== canonicalJson(after[key]));
}

/** The things in which two contents differ. */
export function suiteDifferences(before: SuiteContent, after: SuiteContent): SuiteDifference[] {
  const [old, recent] = [thingsOf(before), thingsOf(after)];
  return [...new Set([...old.keys(), ...recent.keys()])].flatMap((thing): SuiteDifference[] => {
    const [a, b] = [old.get(thing), recent.get(thing)];
    if (a === undefined) return [{ thing, change: 'added', details: [] }];
    if (b === undefined) return [{ thing, change: 'removed', details: [] }];
    const details = differingKeys(a, b);
    return details.length === 0 ? [] : [{ thing, change: 'changed', details }];
  });
}

/** Tracks whose parts differ: what that means for their records. Tracks that one version does not have are left out. */
export function partDifferences({ tree: before }: SuiteVersion, { tree: after }: SuiteVersion): PartDifference[] {
  return Object.keys(before.parts).flatMap((track): PartDifference[] => {
    const [a, b] = [before.parts[track]!, after.parts[track]];
    if (b === undefined || a.digest === b.digest) return [];
    const draws = a.draw !== b.draw;
    const metrics = differingKeys(a.metrics, b.metrics).map((key) => {
      if (!(key in a.metrics)) return `metric ${key} is new in the panel`;
      return key in b.metrics ? `metric ${key} gives other numbers` : `metric ${key} left the panel`;
    });
    const reasons = [
      ...(draws ? ['draws differ'] : []),
      ...metrics,
      ...(a.diagnosis === b.diagnosis ? [] : ['the diagnosis gives other answers']),
    ];
    return [{ track, draws, reasons }];
  });
}
