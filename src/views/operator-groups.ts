import { OPERATORS, type OperatorDecision } from '../registry/onnx/operators.ts';

/** Operators on which the same was decided, for one row of a table. */
export interface OperatorGroup extends Omit<OperatorDecision, 'name'> {
  readonly names: readonly string[];
}

/** Admitted or refused operators, those with the same answers together, each group in alphabetical order. */
export function operatorGroups(admitted: boolean): readonly OperatorGroup[] {
  const groups = new Map<string, OperatorDecision[]>();
  for (const decision of OPERATORS) {
    if (decision.admitted !== admitted) continue;
    const { domain, rows, deterministic, bounded, note = '' } = decision;
    const key = JSON.stringify([domain, rows, deterministic, bounded, note]);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()].map((decisions) => ({ ...decisions[0]!, names: decisions.map(({ name }) => name).toSorted() }));
}
