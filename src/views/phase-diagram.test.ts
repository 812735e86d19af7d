import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMITTED_VOLUMES } from '../../tests/views/committed-atlas.ts';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { expandAtlas, type AtlasCell } from '../evaluation/atlas-document.ts';
import type { Verdict } from '../evaluation/verdict.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
import { BASE_TABLE, selectTable } from './atlas-cells.ts';
import {
  arrangePhases,
  describeCounts,
  describeStanding,
  listContradictions,
  phaseTitle,
  type PublishedDiagram,
} from './phase-diagram.ts';

const DIAGRAM = JSON.parse(readFileSync('content/paper/phase-diagram.json', 'utf8')) as PublishedDiagram;
const KEYS = arrangePhases(DIAGRAM, [])[0]!.metrics.map(({ metric }) => metric);

function cell(metric: MetricKey, paperVerdict: Verdict, changes: Partial<AtlasCell> = {}): AtlasCell {
  const part = METRICS[metric].rankPart === 'coverage' ? 'matched' : 'score';
  return createAtlasCell({ metric, part, geometry: 'E4', dgp: 'D1', paperVerdict, ...changes });
}

/** The phase of undercomplete codes of independent factors. */
function undercomplete(cells: readonly AtlasCell[]) {
  return arrangePhases(DIAGRAM, cells).find(({ row, column }) => row === 'undercomplete' && column === 'independent')!;
}

describe('the phase diagram', () => {
  it('has nine phases, each with the whole panel', () => {
    const phases = arrangePhases(DIAGRAM, []);
    expect(phases).toHaveLength(9);
    for (const { metrics } of phases) expect(metrics).toHaveLength(11);
  });

  it('takes the worst verdict of a metric, and shows the cells that have it', () => {
    const cells = [cell('mig', 'calibrated'), cell('mig', 'lenient', { mean: 0.7 }), cell('mig', 'inconclusive')];
    const { standing, evidence } = undercomplete(cells).metrics.find(({ metric }) => metric === 'mig')!;
    expect([standing, evidence]).toEqual(['lenient', [cells[1]]]);
  });

  it('contradicts where one says valid and the other errs, and not where either leaves it open', () => {
    const of = (metric: MetricKey, verdict: Verdict) =>
      undercomplete([cell(metric, verdict)]).metrics.find((each) => each.metric === metric)!;
    expect(of('mcc_pearson', 'false-negative')).toMatchObject({ published: 'valid', contradicts: true });
    expect(of('mcc_pearson', 'inconclusive').contradicts).toBe(false);
    expect(of('mcc_pearson', 'calibrated').contradicts).toBe(false);
    expect(of('dci_d', 'calibrated')).toMatchObject({ published: 'invalid', contradicts: true });
    expect(of('mig', 'false-negative')).toMatchObject({ published: null, contradicts: false });
    // The paper's R² has no intercept.
    expect(of('r2_origin', 'confounded')).toMatchObject({ published: 'valid', contradicts: true });
  });

  it('rates how much errs in the paper’s words', () => {
    const rated = (erring: number) =>
      undercomplete(KEYS.map((metric, i) => cell(metric, i < erring ? 'false-negative' : 'calibrated')));
    expect([0, 1, 5, 6, 10, 11].map((erring) => rated(erring).severity)).toEqual([
      'calibrated',
      'some metrics fail',
      'some metrics fail',
      'most metrics fail',
      'most metrics fail',
      'all metrics fail',
    ]);
    expect(rated(4).counts).toEqual({ fails: 4, lenient: 0, open: 0, holds: 7 });
  });

  it('reads classes of metrics that the paper names in words', () => {
    const phase = (column: string) =>
      arrangePhases(DIAGRAM, []).find((each) => each.row === 'overcomplete' && each.column === column)!;
    const invalid = phase('functionally_constrained').metrics.filter(({ published }) => published === 'invalid');
    expect(invalid).toHaveLength(9);
  });

  it('finds every phase of the published diagram in the committed atlas', () => {
    for (const { metrics, dgps, geometries } of arrangePhases(
      DIAGRAM,
      selectTable(COMMITTED_VOLUMES.flatMap(expandAtlas), BASE_TABLE),
    ))
      for (const { evidence } of metrics) {
        expect(evidence.length).toBeGreaterThan(0);
        expect(evidence.length).toBeLessThanOrEqual(dgps.length * geometries.length);
      }
  });
});

it('lists contradictions and speaks of phases in words', () => {
  const phases = arrangePhases(DIAGRAM, [cell('mcc_pearson', 'false-negative'), cell('mig', 'lenient')]);
  expect(listContradictions(phases).map(({ phase, metric }) => [phase.row, phase.column, metric.metric])).toEqual([
    ['undercomplete', 'independent', 'mcc_pearson'],
  ]);
  expect(describeCounts({ fails: 7, lenient: 2, open: 0, holds: 2 })).toBe('7 of 11 fail, 2 lenient, 2 hold');
  expect(phaseTitle('functionally_constrained')).toBe('Functionally constrained');
  expect(describeStanding('open')).toBe('undecided');
});
