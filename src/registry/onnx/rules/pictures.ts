import { plainBatch, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf } from '../shape-values.ts';
import { describeShape } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { required, type RuleTable, type TraceRule } from './trace-rule.ts';

const depthToSpace: TraceRule = (node, [input]) => {
  const data = required(input);
  plainBatch(data, 'moves depth of');
  const [batch, channels, height, width] = pictures(data);
  const b = integerOf(node, 'blocksize', 1);
  return [withRows([batch, channels / b ** 2, height * b, width * b], data.rows)];
};

const spaceToDepth: TraceRule = (node, [input]) => {
  const data = required(input);
  plainBatch(data, 'moves space of');
  const [batch, channels, height, width] = pictures(data);
  const b = integerOf(node, 'blocksize', 1);
  return [withRows([batch, channels * b ** 2, height / b, width / b], data.rows)];
};

function pictures(data: ShapedTensor): [number, number, number, number] {
  if (data.shape.length !== 4) impossible(`takes ${describeShape(data)} for pictures`);
  return data.shape.includes(null) ? unclear('takes pictures of unknown size') : (data.shape as [number, number, number, number]);
}

/** Theta of each picture, [batch, 2, 3], and the size of the pictures. */
const affineGrid: TraceRule = (_node, [theta, size]) => {
  const tensor = required(theta);
  plainBatch(tensor, 'takes');
  const sizes = size?.values ?? unclear('takes a size that does not follow from the file');
  const [batch, , ...space] = sizes;
  const matches = tensor.rows ? typeof batch !== 'number' && batch?.fixed === 0 && batch.perRow === 1 : typeof batch === 'number';
  if (!matches) mixes('takes another number of pictures than of maps');
  const lengths = space.map((length) =>
    typeof length === 'number' ? length : mixes('takes a picture of the size of the batch'),
  );
  return [withRows([tensor.shape[0]!, ...lengths, lengths.length], tensor.rows)];
};

const gridSample: TraceRule = (_node, [input, grid]) => {
  const [data, places] = [required(input), required(grid)];
  plainBatch(data, 'samples');
  plainBatch(places, 'samples at');
  if (!data.rows !== !places.rows) mixes(`samples ${describeShape(data)} at ${describeShape(places)}`);
  return [withRows([...data.shape.slice(0, 2), ...places.shape.slice(1, -1)], data.rows)];
};

export const PICTURE_RULES: RuleTable = [
  ['DepthToSpace', depthToSpace],
  ['SpaceToDepth', spaceToDepth],
  ['AffineGrid', affineGrid],
  ['GridSample', gridSample],
];
