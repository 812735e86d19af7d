/** What the lab calls a size or a parameter; the sentence beside it stands in the catalogue. */
const LABELS: Readonly<Record<string, string>> = {
  n: 'Rows n',
  d: 'Factors d',
  m: 'Codes m',
  seed: 'Draw',
  rho: 'Correlation ρ',
  levels: 'Levels',
  functions: 'Functions',
  family: 'Distribution',
  edge_probability: 'Edge probability',
  explained: 'Explained variance',
  r: 'Redundant factors r',
  noise: 'Noise',
  active: 'Share of active factors',
  snr: 'Signal-to-noise ratio',
  kappa: 'Condition number κ',
  k: 'Codes per factor k',
  frequency: 'Frequency',
  alpha: 'Nonlinearity α',
  shift: 'Shift',
  depth: 'Hidden layers',
  dgp: 'Factors',
  geometry: 'Codes',
  metric: 'Metric',
};

/** The label of a field by the name that commands and addresses use; the name itself where it has none. */
export function parameterLabel(name: string): string {
  return LABELS[name] ?? name;
}
