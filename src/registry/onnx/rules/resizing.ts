import type { Quantity } from '../quantity.ts';
import { sameForAllRows, withRows, type ShapedTensor } from '../row-layout.ts';
import { integersOf, textOf } from '../shape-values.ts';
import { describeShape, type Length } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { axesOf, required, sizesOf, type RuleTable, type TraceRule } from './trace-rule.ts';

const interpolation = (input: ShapedTensor, scales: readonly number[], axes: readonly number[]): (Length | undefined)[] =>
  input.shape.map((size, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? undefined : size === null ? null : Math.floor(size * scales[i]!);
  });

/** With fewer axes the runtime takes them all for one picture. */
const PICTURE_AXES = 4;

/** By scales or by sizes, of all axes or of some. */
const resize: TraceRule = (node, [input, region, scales, sizes]) => {
  const data = required(input);
  sameForAllRows([region, scales], 'scales');
  const axes = axesOf(integersOf(node, 'axes') ?? [...data.shape.keys()], data);
  const { rows } = data;
  if (textOf(node, 'coordinate_transformation_mode') === 'tf_crop_and_resize' && rows) unclear('crops');
  const mode = textOf(node, 'mode') ?? 'nearest';
  if (rows && mode !== 'nearest' && data.shape.length < PICTURE_AXES) {
    const fix = 'add an axis first: x.unsqueeze(2), F.interpolate(..., mode="bilinear") and squeeze(2)';
    mixes(`takes ${describeShape(data)} for one picture and interpolates along the batch`, fix);
  }
  const policy = textOf(node, 'keep_aspect_ratio_policy') ?? 'stretch';
  // The runtime takes no account of negative axes there.
  if (policy !== 'stretch' && integersOf(node, 'axes')?.some((axis) => axis < 0))
    unclear('keeps the aspect ratio along negative axes');
  const factors = scales?.shape[0] === 0 ? undefined : scales && sizesOf(scales, 'scales');
  const wanted = sizes?.values;
  if (!factors && !wanted) unclear('takes sizes that do not follow from the file');
  if ((factors ?? wanted)!.length !== axes.length)
    impossible(`gives ${(factors ?? wanted)!.length} sizes for ${axes.length} axes`);
  const lengths = factors ? interpolation(data, factors, axes) : wantedLengths(data, axes, wanted!, policy);
  if (rows) {
    const i = axes.indexOf(rows.axis);
    if (i >= 0 && factors && factors[i] !== 1) mixes('stretches the batch');
  }
  return [
    withRows(
      data.shape.map((size, axis) => (axis === rows?.axis ? size : lengths[axis] === undefined ? size : lengths[axis])),
      rows,
    ),
  ];
};

function wantedLengths(
  { shape, rows }: ShapedTensor,
  axes: readonly number[],
  wanted: readonly Quantity[],
  policy: string,
): (Length | undefined)[] {
  const lengths = Array<Length | undefined>(shape.length).fill(undefined);
  axes.forEach((axis, i) => {
    const size = wanted[i]!;
    const isBatch = axis === rows?.axis;
    const sameBatch = typeof size !== 'number' && size.fixed === 0 && size.perRow === shape[axis];
    if (isBatch ? !sameBatch || policy !== 'stretch' : typeof size !== 'number') mixes('stretches the batch');
    if (!isBatch) lengths[axis] = size as number;
  });
  if (policy === 'stretch') return lengths;
  const ratios = axes.map((axis, i) => (wanted[i] as number) / (shape[axis] ?? unclear('stretches an axis of unknown size')));
  const ratio = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  for (const axis of axes) lengths[axis] = Math.round(ratio * shape[axis]!);
  return lengths;
}

export const RESIZING_RULES: RuleTable = [['Resize', resize]];
