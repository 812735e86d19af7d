import type { OnnxGraph, OnnxNode } from '../messages.ts';
import { sameLayout, withRows, type ShapedTensor } from '../row-layout.ts';
import { graphOf, integerOf, integersOf } from '../shape-values.ts';
import { describeShape, isSized, type Length, type TracedTensor } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { axisOf } from './trace-rule.ts';

/** How a Scan goes: over the rows of the batch, each alone, or over another axis. */
interface ScanPlan {
  readonly node: OnnxNode;
  readonly body: OnnxGraph;
  readonly states: readonly TracedTensor[];
  readonly alongRows: boolean;
  /** Rounds; of one row where they go along the batch. */
  readonly rounds: Length;
}

export interface ScanBody {
  readonly body: OnnxGraph;
  /** What the body's inputs are in every round. */
  readonly given: readonly TracedTensor[];
  readonly alongRows: boolean;
  readonly plan: ScanPlan;
}

/** One entry along an axis. */
function entryOf({ shape, rows }: ShapedTensor, axis: number): TracedTensor {
  const rest = shape.filter((_, place) => place !== axis);
  if (!rows || rows.axis === axis) return { shape: rest };
  return withRows(rest, rows, rows.axis > axis ? rows.axis - 1 : rows.axis);
}

/** Whether a state comes out of the body as it went in: nothing is carried from row to row. */
function passesThrough(body: OnnxGraph, state: number): boolean {
  const makers = new Map(body.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  let name = body.output[state]?.name;
  for (let steps = 0; steps <= body.node.length; steps++) {
    if (name === body.input[state]?.name) return true;
    const maker = makers.get(name ?? '');
    if (maker?.opType !== 'Identity') return false;
    name = maker.input[0];
  }
  return false;
}

/** What the body of a Scan reads. @throws Untraceable where a state is carried from one row to the next */
export function scanBody(node: OnnxNode, inputs: readonly (TracedTensor | undefined)[]): ScanBody {
  const body = graphOf(node, 'body') ?? impossible('has no body');
  const scanned = integerOf(node, 'num_scan_inputs', 0);
  const tensors = inputs.map((tensor) =>
    tensor?.shape ? (tensor as ShapedTensor) : unclear('takes a constant of unknown shape'),
  );
  const [states, sequences] = [tensors.slice(0, tensors.length - scanned), tensors.slice(tensors.length - scanned)];
  const axes = sequences.map((tensor, i) => axisOf(integersOf(node, 'scan_input_axes')?.[i] ?? 0, tensor));
  const along = sequences.map(({ rows }, i) => rows?.axis === axes[i]);
  const alongRows = along.includes(true);
  if (alongRows) {
    const isPlain = along.every(Boolean) && sequences.every(({ rows }) => rows!.outer === 1 && rows!.inner === 1);
    const directions = [
      ...(integersOf(node, 'scan_input_directions') ?? []),
      ...(integersOf(node, 'scan_output_directions') ?? []),
    ];
    if (!isPlain || directions.some((direction) => direction !== 0))
      mixes('scans the batch together with something else, or backwards');
    if (states.some((state, i) => state.rows || !passesThrough(body, i)))
      mixes('carries a state from one row of the batch to the next');
  }
  const rounds = alongRows ? 1 : (sequences.map(({ shape }, i) => shape[axes[i]!]!).find((length) => length !== null) ?? null);
  // What the constants are in later rounds is not followed.
  const carried = states.map((state) => ({ shape: state.shape, rows: state.rows }));
  const given = [...carried, ...sequences.map((tensor, i) => entryOf(tensor, axes[i]!))];
  return { body, given, alongRows, plan: { node, body, states, alongRows, rounds } };
}

/** What a Scan gives: its last states, and each other result of the body once for each round. */
export function scanResults(
  { node, states, alongRows, rounds }: ScanPlan,
  results: readonly TracedTensor[],
): readonly TracedTensor[] {
  states.forEach((state, i) => {
    const after = results[i];
    const same = after?.shape?.length === state.shape!.length && after.shape.every((size, axis) => size === state.shape![axis]);
    const sameRows = state.rows ? after?.rows?.axis === state.rows.axis && sameLayout(after.rows, state.rows) : !after?.rows;
    if (!same || !sameRows) {
      mixes(`carries a state of shape ${describeShape(state)} that comes back as ${after ? describeShape(after) : 'nothing'}`);
    }
  });
  const axes = integersOf(node, 'scan_output_axes') ?? [];
  // What a state is made of comes into every result of the next round.
  const carried = results.slice(0, states.length).find(isSized) && 'Scan';
  return results.map((result, i) => {
    if (i < states.length) return { shape: result.shape, rows: result.rows, sized: carried };
    if (!result.shape) return result.rows || alongRows ? unclear('gives a result of unknown shape') : {};
    const tensor = result as ShapedTensor;
    const sized = carried ?? (isSized(result) ? 'Scan' : undefined);
    const axis = axisOf(axes[i - states.length] ?? 0, tensor, tensor.shape.length + 1);
    const shape = tensor.shape.toSpliced(axis, 0, rounds);
    if (alongRows) return { shape, rows: { axis, outer: 1, inner: 1 }, sized };
    const { rows } = tensor;
    return { ...withRows(shape, rows, rows && (rows.axis >= axis ? rows.axis + 1 : rows.axis)), sized };
  });
}
