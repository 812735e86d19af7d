import type { SuiteContent } from '../documents/suite.ts';

type Outputs = Readonly<Record<string, string>>;

/** Outputs of conformance cells by what they are of. Cells are named `<kind>/<name>` or `<kind>/<name>/<what>`. */
export interface ArrangedOutputs {
  readonly streams: Outputs;
  readonly diagnosis: Outputs;
  readonly dgps: Readonly<Record<string, Outputs>>;
  readonly geometries: Readonly<Record<string, Outputs>>;
  readonly metric: (key: string) => Outputs;
  readonly track: (id: string) => Outputs;
}

/** @param outputs SHA-256 by identifier of the cell */
export function arrangeOutputs(outputs: Outputs): ArrangedOutputs {
  const below = (...path: string[]): Outputs =>
    Object.fromEntries(
      Object.entries(outputs).filter(([id]) => id.split('/').slice(0, path.length).join('/') === path.join('/')),
    );
  const byName = (kind: string) => {
    const names = new Set(Object.keys(below(kind)).map((id) => id.split('/')[1]!));
    return Object.fromEntries([...names].map((name) => [name, below(kind, name)]));
  };
  return {
    streams: below('stream'),
    diagnosis: below('diagnosis'),
    dgps: byName('dgp'),
    geometries: byName('geometry'),
    metric: (key) => below('metric', key),
    track: (id) => below('track', id),
  };
}

/** A content without what is told apart by name. */
export function contentOf(
  runtime: SuiteContent['runtime'],
  outputs: ArrangedOutputs,
  named: Pick<SuiteContent, 'tracks' | 'metrics' | 'boards'>,
): SuiteContent {
  const { streams, diagnosis, dgps, geometries } = outputs;
  return { runtime, streams, dgps, geometries, diagnosis, ...named };
}
