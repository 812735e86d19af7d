import { DEFAULT_SEEDS } from '../../evaluation/stress-job.ts';
import type { Cell } from '../../suite/cell.ts';
import type { Parameter, ParameterValues } from '../../suite/parameters.ts';

function parameterOptions(parameters: readonly Parameter[], values: ParameterValues): string[] {
  return parameters
    .filter((parameter) => values[parameter.name] !== parameter.default)
    .map(({ name }) => `--${name.replaceAll('_', '-')} ${values[name]}`);
}

/** The command that computes a cell on a terminal, draw `seed` being among its draws: scores of seed s stand at place s. */
export function stressCommand(cell: Cell, seed: number): string {
  const { dgp, geometry, n, d, m, dgpParameters, geometryParameters } = cell;
  const parameters = [
    ...parameterOptions(dgp.parameters, dgpParameters),
    ...parameterOptions(geometry.parameters, geometryParameters),
  ];
  return [
    'npm run -s stress --',
    `--dgp ${dgp.id} --encoder ${geometry.id} --n ${n} --d ${d} --m ${m}`,
    ...new Set(parameters),
    ...(seed < DEFAULT_SEEDS ? [] : [`--seeds ${seed + 1}`]),
    '--json',
  ].join(' ');
}
