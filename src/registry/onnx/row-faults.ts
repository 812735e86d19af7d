import { LIMITS } from '../limits.ts';
import type { OnnxGraph } from './messages.ts';
import { describeSignature, INPUT_NAME, OUTPUT_NAME } from './signature-faults.ts';
import type { TensorFault } from './tensor-faults.ts';
import { isRefused, traceGraph } from './trace.ts';
import { describeShape, type TracedTensor } from './traced-tensor.ts';
import { ONE_OBSERVATION } from './untraceable.ts';

/** What follows of the codes, for every batch. */
export interface TracedCodes {
  readonly faults: readonly TensorFault[];
  /** Codes of one row; null where their number does not follow from the file. */
  readonly m: number | null;
}

const FLATTEN = `flatten the codes to [batch, m] with a fixed m of 1 to ${LIMITS.codes}`;

function shapeFaults(codes: TracedTensor, graph: OnnxGraph): TensorFault[] {
  const { shape, rows, sized } = codes;
  const given = `gives codes of shape ${describeShape(codes)}`;
  if (!rows) return [{ rule: `${given}, the same for every observation`, fix: 'compute the codes from x' }];
  if (sized) return [{ rule: `${sized} computes with the number of rows in the batch`, fix: ONE_OBSERVATION }];
  const [, m = null] = shape!;
  if (shape!.length !== 2 || rows.axis !== 0 || rows.outer !== 1 || rows.inner !== 1 || m === 0 || (m ?? 1) > LIMITS.codes) {
    return [{ rule: given, fix: FLATTEN }];
  }
  const declared = graph.output[0]?.type?.tensorType?.shape?.dim;
  const [, width] = declared ?? [];
  // An open dimension contradicts nothing.
  const contradicts =
    (declared && declared.length !== 2) || (width?.dimValue !== undefined && m !== null && width.dimValue !== m);
  if (!contradicts) return [];
  const rule = `${given}, and declares ${describeSignature(graph.output[0]!)}`;
  return [{ rule, fix: 'export again, so that the declared output is the one that is computed' }];
}

/**
 * Proves from the file alone that the codes of a row depend on that row and on nothing else, whatever batch it is in, or says which node
 * keeps that from being shown.
 *
 * @param observationShape shape of one observation, without the batch
 */
export function traceCodes(graph: OnnxGraph, opset: number, observationShape: readonly number[]): TracedCodes {
  const input: TracedTensor = { shape: [1, ...observationShape], rows: { axis: 0, outer: 1, inner: 1 } };
  const codes = traceGraph(graph, opset, [INPUT_NAME, input]).get(OUTPUT_NAME);
  if (!codes) return { faults: [{ rule: `has no node that gives ${OUTPUT_NAME}`, fix: 'export the encoder itself' }], m: null };
  if (isRefused(codes)) return { faults: [codes.refused], m: null };
  const faults = shapeFaults(codes, graph);
  return { faults, m: faults.length === 0 ? (codes.shape?.[1] ?? null) : null };
}
