import { describe, expect, it } from 'vitest';
import { measure } from '../../metrics/measure.ts';
import { drawCell } from '../../suite/cell.ts';
import type { Markup } from '../markup.ts';
import { metricsOfCost } from './fast-metrics.ts';
import { parseLabSetting, resolveLabCell, type LabFields } from './lab-setting.ts';
import { viewDraw, type LabView } from './lab-view.ts';

function view(fields: LabFields): LabView {
  const setting = parseLabSetting({ n: '100', d: '3', ...fields });
  const cell = resolveLabCell(setting);
  const draw = drawCell(cell, setting.seed);
  const { metrics } = measure(draw.factors, draw.codes, { seed: setting.seed, metrics: metricsOfCost('fast') });
  return viewDraw(cell, draw, metrics, setting.metric, null);
}

function elements(node: Markup, tag: string): Exclude<Markup, string>[] {
  if (typeof node === 'string') return [];
  return [...(node.tag === tag ? [node] : []), ...node.children.flatMap((child) => elements(child, tag))];
}

const text = (node: Markup): string => (typeof node === 'string' ? node : node.children.map(text).join(''));

describe('viewDraw', () => {
  it('draws a pair for each matched code, and names factors that have none', () => {
    const { scatter, matrix } = view({ geometry: 'E4', m: '2' });
    expect(elements(scatter, 'svg')).toHaveLength(2);
    expect(text(scatter)).toMatch(/Without a code of its own: z[₁₂₃]\./);
    expect(elements(matrix, 'td').filter(({ attributes }) => /heat--matched/.test(attributes['class'] ?? ''))).toHaveLength(2);
  });

  it('says what the metric in the foreground claims, whether it is so, and what its score makes of it', () => {
    const lenient = text(view({ geometry: 'E3', metric: 'r2' }).headline);
    expect(lenient).toMatch(/R² with intercept gives 1\.000 Calibrated.*That is so here/);
    expect(text(view({ geometry: 'E1', metric: 'cka' }).headline)).toMatch(/gives .* (Calibrated|False negative)/);
    expect(text(view({ geometry: 'E9', metric: 'r2' }).headline)).toMatch(/The codes are noise/);
    expect(text(view({ geometry: 'E12', metric: 'r2' }).headline)).toMatch(/matter of degree/);
    expect(text(view({ geometry: 'E3', metric: 'dci_d' }).headline)).toMatch(/is not computed yet/);
  });

  it('correlates ranks where the metric goes by ranks', () => {
    const fields = { geometry: 'E2', d: '3' };
    expect(text(view({ ...fields, metric: 'mcc_pearson' }).matrix)).toContain('Pearson correlation');
    const ranks = view({ ...fields, metric: 'mcc_spearman' }).matrix;
    expect(text(ranks)).toContain('Spearman correlation');
    expect(elements(ranks, 'td').filter((cell) => text(cell) === '1.00 matched')).toHaveLength(3);
  });

  it('has a row for every metric, fast or slow, and marks the one in the foreground', () => {
    const { scores } = view({ metric: 'sap' });
    const marked = elements(scores, 'tr').filter(({ attributes }) => attributes['class'] === 'is-highlighted');
    expect(marked.map(({ attributes }) => attributes['data-metric'])).toEqual(['sap']);
    expect(elements(scores, 'tr').filter((row) => text(row).includes('slow')).length).toBe(metricsOfCost('slow').length);
  });
});
