import { InputError, type Fault } from '../../core/input-error.ts';
import { isMetricKey, METRIC_KEYS, type MetricKey } from '../../metrics/catalogue.ts';
import { resolveCell, type Cell, type CellRequest } from '../../suite/cell.ts';
import { listParameters } from '../../suite/parameter-list.ts';
import { describeRange, type NumberParameter } from '../../suite/parameters.ts';
import { independentGaussian } from '../../suite/dgps/independent-gaussian/index.ts';
import { denseLinear } from '../../suite/geometries/dense-linear/index.ts';

/** What the lab shows: one draw of a cell, with one metric in the foreground. */
export interface LabSetting {
  readonly request: CellRequest;
  readonly seed: number;
  readonly metric: MetricKey;
}

type Size = 'n' | 'd' | 'm' | 'seed';

/** Sizes that a page can follow while a slider moves; the command line has no such bounds. */
export const LAB_SIZES: Readonly<Record<Size, NumberParameter>> = {
  n: { type: 'integer', name: 'n', description: 'Number of rows of the draw.', default: 1000, minimum: 20, maximum: 10_000 },
  d: { type: 'integer', name: 'd', description: 'Number of factors.', default: 5, minimum: 1, maximum: 20 },
  m: { type: 'integer', name: 'm', description: 'Number of codes.', default: 5, minimum: 1, maximum: 500 },
  seed: {
    type: 'integer',
    name: 'seed',
    description: 'Seed: another number is another draw.',
    default: 0,
    minimum: 0,
    maximum: 9999,
  },
};

/** What the page shows before anything is chosen: the finding on the front page. */
export const DEFAULT_SETTING: LabSetting = {
  request: { dgp: independentGaussian.id, geometry: denseLinear.id, n: LAB_SIZES.n.default, d: LAB_SIZES.d.default },
  seed: LAB_SIZES.seed.default,
  metric: 'mcc_pearson',
};

/** Fields of the address and of the form as text; an empty one counts as not given. */
export type LabFields = Readonly<Record<string, string>>;

/** A number where the text is one; what is not stays text, and is refused by whoever knows the range. */
function parseValue(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function findSizeFaults(sizes: Readonly<Partial<Record<Size, number | string>>>): Fault[] {
  return Object.values(LAB_SIZES).flatMap((size) => {
    const { name, minimum = -Infinity, maximum = Infinity } = size;
    const value = sizes[name as Size];
    if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum))
      return [];
    return [{ path: name, rule: `is ${value}`, fix: `give ${describeRange(size)} here; the command takes any size` }];
  });
}

/**
 * The setting that fields describe; what they leave out is as in `DEFAULT_SETTING`. Parameters that neither DGP nor geometry has are
 * passed over, so that the choice of another one does not invalidate an address.
 *
 * @throws InputError where a size is beyond the page's bounds or the metric is unknown; the cell itself is checked by `resolveCell`
 */
export function parseLabSetting(fields: LabFields): LabSetting {
  const given = (name: string) => (fields[name] === undefined || fields[name].trim() === '' ? undefined : fields[name].trim());
  const { request, seed, metric } = DEFAULT_SETTING;
  const dgp = given('dgp') ?? request.dgp;
  const geometry = given('geometry') ?? request.geometry;
  const sizes = Object.fromEntries(
    Object.keys(LAB_SIZES).flatMap((name) => {
      const text = given(name);
      return text === undefined ? [] : [[name, parseValue(text)]];
    }),
  ) as Partial<Record<Size, number>>;
  const key = given('metric') ?? metric;
  const faults = findSizeFaults(sizes);
  if (!isMetricKey(key))
    faults.push({ path: 'metric', rule: `"${key}" is not a metric`, fix: `choose from ${METRIC_KEYS.join(', ')}` });
  if (faults.length > 0) throw new InputError(...faults);
  const parameters = Object.fromEntries(
    [...listParameters()].flatMap(([name, { owners }]) => {
      const text = given(name);
      return text !== undefined && owners.some((id) => id === dgp || id === geometry) ? [[name, parseValue(text)]] : [];
    }),
  );
  return {
    request: {
      dgp,
      geometry,
      n: sizes.n ?? request.n,
      d: sizes.d ?? request.d,
      ...(sizes.m === undefined ? {} : { m: sizes.m }),
      parameters,
    },
    seed: sizes.seed ?? seed,
    metric: key as MetricKey,
  };
}

/** The codes that a cell could have, within the page's bounds. */
export interface CodeCounts {
  readonly minimum: number;
  readonly maximum: number;
}

/** Asks the geometry which numbers of codes it takes, other things being as they are. */
export function allowedCodeCounts({ geometry, d, m, geometryParameters: parameters, model }: Cell): CodeCounts {
  const { minimum = 1, maximum = m } = LAB_SIZES.m;
  const allowed: number[] = [];
  for (let count = minimum; count <= maximum; count++)
    if (geometry.findFaults({ d, m: count, parameters, model }).length === 0) allowed.push(count);
  return { minimum: Math.min(m, ...allowed), maximum: Math.max(m, ...allowed) };
}

/**
 * The cell of a setting, within the page's bounds.
 *
 * @throws InputError where the cell breaks a rule, or its geometry asks for more codes than a page can follow
 */
export function resolveLabCell({ request }: LabSetting): Cell {
  const cell = resolveCell(request);
  const faults = findSizeFaults({ m: cell.m });
  if (faults.length > 0) throw new InputError(...faults);
  return cell;
}
