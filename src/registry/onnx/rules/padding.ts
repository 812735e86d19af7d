import { withRows } from '../row-layout.ts';
import { integersOf } from '../shape-values.ts';
import { fixedValues } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { axesOf, required, sizesOf, type RuleTable, type TraceRule } from './trace-rule.ts';

const pad: TraceRule = (node, [input, pads, , axes]) => {
  const data = required(input);
  const { shape, rows } = data;
  const widths = pads ? fixedValues(pads) : integersOf(node, 'pads');
  const chosen = axes ? axesOf(sizesOf(axes, 'axes'), data) : [...shape.keys()];
  if (!widths) return rows ? unclear('pads by widths that do not follow from the file') : [{ shape: shape.map(() => null) }];
  if (widths.length !== 2 * chosen.length) impossible(`pads ${chosen.length} axes by ${widths.length} widths`);
  const lengths = [...shape];
  for (const [i, axis] of chosen.entries()) {
    const width = [widths[i]!, widths[i + chosen.length]!];
    if (axis === rows?.axis && width.some((size) => size !== 0)) mixes('pads the batch with rows');
    const length = lengths[axis]!;
    lengths[axis] = length === null ? null : length + width[0]! + width[1]!;
  }
  if (lengths.some((length) => length !== null && length < 0)) impossible('cuts more than there is');
  return [withRows(lengths, rows)];
};

const centreCropPad: TraceRule = (node, [input, target]) => {
  const data = required(input);
  const axes = axesOf(integersOf(node, 'axes') ?? [...data.shape.keys()], data);
  const sizes = target?.values ?? unclear('takes a shape that does not follow from the file');
  if (sizes.length !== axes.length) impossible(`gives ${sizes.length} sizes for ${axes.length} axes`);
  const lengths = [...data.shape];
  axes.forEach((axis, i) => {
    const size = sizes[i]!;
    const isBatch = axis === data.rows?.axis;
    const same = typeof size !== 'number' && size.fixed === 0 && size.perRow === data.shape[axis];
    if (isBatch ? !same : typeof size !== 'number') mixes('crops or pads the batch');
    if (!isBatch) lengths[axis] = size as number;
  });
  return [withRows(lengths, data.rows)];
};

export const PADDING_RULES: RuleTable = [
  ['Pad', pad],
  ['CenterCropPad', centreCropPad],
];
