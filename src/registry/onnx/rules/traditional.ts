import { plainBatch, withRows, type ShapedTensor } from '../row-layout.ts';
import { floatsOf, integerOf } from '../shape-values.ts';
import { describeShape } from '../traced-tensor.ts';
import { impossible } from '../untraceable.ts';
import { likeOf, required, type RuleTable, type TraceRule } from './trace-rule.ts';

/** Operators of the domain ai.onnx.ml, on tables of one observation a row. */

function table(input: ShapedTensor | undefined): ShapedTensor {
  const data = required(input);
  plainBatch(data, 'takes');
  if (data.shape.length !== 2) impossible(`takes ${describeShape(data)} for a table`);
  return data;
}

const scaler: TraceRule = (_node, [input]) => [likeOf(table(input))];

const normalizer: TraceRule = (_node, [input]) => [likeOf(table(input))];

const linearRegressor: TraceRule = (node, [input]) => {
  const data = table(input);
  const targets = integerOf(node, 'targets', 1);
  const coefficients = floatsOf(node, 'coefficients')?.length ?? 0;
  const features = data.shape[1]!;
  if (features !== null && coefficients !== targets * features) {
    impossible(`has ${coefficients} coefficients for ${features} features and ${targets} targets`);
  }
  return [withRows([data.shape[0]!, targets], data.rows)];
};

export const TRADITIONAL_RULES: RuleTable = [
  ['Scaler', scaler],
  ['Normalizer', normalizer],
  ['LinearRegressor', linearRegressor],
];
