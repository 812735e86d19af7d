import { constantNode } from './constants.ts';
import { ELEMENTWISE_RULES } from './elementwise.ts';
import { INDEXING_RULES } from './indexing.ts';
import { LINEAR_RULES } from './linear.ts';
import { JOINING_RULES } from './joining.ts';
import { PADDING_RULES } from './padding.ts';
import { PICTURE_RULES } from './pictures.ts';
import { REPEATING_RULES } from './repeating.ts';
import { RESHAPING_RULES } from './reshaping.ts';
import { RESIZING_RULES } from './resizing.ts';
import { SIZE_RULES } from './sizes.ts';
import { RECURRENT_RULES } from './recurrent.ts';
import { REDUCTION_RULES } from './reduction.ts';
import { SEQUENCE_RULES } from './sequence.ts';
import { SIGNAL_RULES } from './signal.ts';
import type { RuleTable, TraceRule } from './trace-rule.ts';
import { TRADITIONAL_RULES } from './traditional.ts';
import { WINDOW_RULES } from './window.ts';

const TABLES: readonly RuleTable[] = [
  [['Constant', (node) => [constantNode(node)]]],
  ELEMENTWISE_RULES,
  REDUCTION_RULES,
  RESHAPING_RULES,
  JOINING_RULES,
  REPEATING_RULES,
  SIZE_RULES,
  PADDING_RULES,
  PICTURE_RULES,
  RESIZING_RULES,
  INDEXING_RULES,
  WINDOW_RULES,
  LINEAR_RULES,
  RECURRENT_RULES,
  SEQUENCE_RULES,
  SIGNAL_RULES,
  TRADITIONAL_RULES,
];

/** What follows of each operator's outputs; If and Scan, which hold graphs, are followed by `trace.ts` itself. */
export const TRACE_RULES: ReadonlyMap<string, TraceRule> = new Map(
  TABLES.flat().flatMap(([names, rule]) => names.split(' ').map((name) => [name, rule] as const)),
);

/**
 * Inputs that are sizes and places rather than data. `ignored`: only their shape is read. `followed`: the rule knows what a size that
 * grows with the batch means. `fixed`: they must be the same for every batch. `placed`: data, but the rule itself says whether the place of
 * a row comes into the result.
 */
type Role = 'ignored' | 'followed' | 'fixed' | 'placed';

const ROLES: Readonly<Record<string, Readonly<Record<number, Role>>>> = {
  Shape: { 0: 'ignored' },
  Size: { 0: 'ignored' },
  EyeLike: { 0: 'ignored' },
  SequenceLength: { 0: 'ignored' },
  CastLike: { 1: 'ignored' },
  Reshape: { 1: 'followed' },
  Expand: { 1: 'followed' },
  ConstantOfShape: { 0: 'followed' },
  Tile: { 1: 'followed' },
  CenterCropPad: { 1: 'followed' },
  AffineGrid: { 1: 'followed' },
  Slice: { 1: 'followed', 2: 'followed', 3: 'fixed', 4: 'fixed' },
  Resize: { 1: 'fixed', 2: 'fixed', 3: 'followed' },
  Range: { 0: 'followed', 1: 'followed', 2: 'followed' },
  Pad: { 1: 'fixed', 3: 'fixed' },
  TopK: { 1: 'fixed' },
  Squeeze: { 1: 'fixed' },
  Unsqueeze: { 1: 'fixed' },
  Split: { 1: 'fixed' },
  SplitToSequence: { 1: 'fixed' },
  SequenceAt: { 1: 'fixed' },
  SequenceInsert: { 2: 'fixed' },
  SequenceErase: { 1: 'fixed' },
  CumSum: { 1: 'fixed' },
  CumProd: { 1: 'fixed' },
  OneHot: { 1: 'fixed' },
  Trilu: { 1: 'fixed' },
  Dropout: { 2: 'fixed' },
  GatherND: { 1: 'placed' },
  ScatterND: { 1: 'placed' },
  DFT: { 1: 'fixed', 2: 'fixed' },
  STFT: { 1: 'fixed', 3: 'fixed' },
  Col2Im: { 1: 'fixed', 2: 'fixed' },
  BlackmanWindow: { 0: 'fixed' },
  HammingWindow: { 0: 'fixed' },
  HannWindow: { 0: 'fixed' },
  MelWeightMatrix: { 0: 'fixed', 1: 'fixed' },
};

/** Sizes and places that need not be whole numbers, by operator and input. */
const FRACTIONS: Readonly<Record<string, readonly number[]>> = { Range: [0, 1, 2], Resize: [1, 2], OneHot: [1] };

/** Whether an input that is a size or a place may have fractions. */
export function allowsFractions(opType: string, input: number): boolean {
  return FRACTIONS[opType]?.includes(input) ?? false;
}

/** What an input means to the operator; data, unless it is named here. */
export function roleOf(opType: string, input: number): Role | 'data' {
  if (opType.startsWith('Reduce') && input === 1) return 'fixed';
  // How many places there are depends on the values.
  if (opType === 'Compress' && input === 1) return 'fixed';
  return ROLES[opType]?.[input] ?? 'data';
}
