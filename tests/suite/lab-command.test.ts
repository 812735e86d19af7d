import { describe, expect, it } from 'vitest';
import { runCell } from '../../src/evaluation/run-cell.ts';
import { scoreSeed } from '../../src/evaluation/stress-scores.ts';
import { createCommand } from '../../src/runtime/node/command.ts';
import { addCellOptions, parseCellRequest, type StressOptions } from '../../src/runtime/node/stress-options.ts';
import { configurationOf, resolveCell } from '../../src/suite/cell.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import { parseLabSetting, resolveLabCell, type LabFields } from '../../src/views/lab/lab-setting.ts';
import { stressCommand } from '../../src/views/lab/stress-command.ts';

const PREFIX = 'npm run -s stress -- ';

/** What the command's own parser makes of a line that the lab offers. */
function parseLine(line: string) {
  expect(line.startsWith(PREFIX)).toBe(true);
  const words = line.slice(PREFIX.length).split(' ');
  const command = addCellOptions(createCommand('stress', '')).option('--json');
  return parseCellRequest(command.parse(words, { from: 'user' }).opts<StressOptions>());
}

function commandOf(fields: LabFields) {
  const setting = parseLabSetting(fields);
  const cell = resolveLabCell(setting);
  return { cell, line: stressCommand(cell, setting.seed) };
}

describe('the command that the lab offers', () => {
  it('is parsed to the same cell, for every DGP with every geometry', () => {
    for (const { id: dgp } of DGPS)
      for (const { id: geometry } of GEOMETRIES) {
        const { cell, line } = commandOf({ dgp, geometry, n: '300', d: '6' });
        expect(configurationOf(resolveCell(parseLine(line))), line).toEqual(configurationOf(cell));
      }
  });

  it.each([
    { dgp: 'D2', geometry: 'E2', rho: '-0.1', alpha: '0.25' },
    { dgp: 'D3', geometry: 'E6', r: '1', noise: '0.1', functions: 'paper', m: '9' },
    { dgp: 'D7', geometry: 'E8', edge_probability: '0.25', frequency: '1e-7' },
    { dgp: 'D5', geometry: 'E12', family: 'uniform', snr: '0.5' },
  ])('%j: keeps parameters that are not at their defaults', (fields) => {
    const { cell, line } = commandOf(fields);
    expect(configurationOf(resolveCell(parseLine(line)))).toEqual(configurationOf(cell));
  });

  it('has the score of the draw at the place of its seed', () => {
    const { cell, line } = commandOf({ dgp: 'D2', geometry: 'E3', n: '100', d: '3', seed: '23' });
    const report = runCell({ ...parseLine(line), metrics: ['mcc_pearson'] });
    const own = scoreSeed(cell, 23, { metrics: ['mcc_pearson'], holdout: 0 });
    expect(report.metrics.mcc_pearson!['coverage']!.scores[23]).toBe(own['mcc_pearson.coverage']);
  });
});
