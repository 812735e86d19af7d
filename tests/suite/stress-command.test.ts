import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import type { CellReport } from '../../src/evaluation/run-cell.ts';
import { createCommand } from '../../src/runtime/node/command.ts';
import {
  addCellOptions,
  asksForCell,
  asOptionFaults,
  parseCellRequest,
  type StressOptions,
} from '../../src/runtime/node/stress-options.ts';
import { resolveCell } from '../../src/suite/cell.ts';

function stress(...args: readonly string[]) {
  return spawnSync(process.execPath, ['scripts/stress.ts', ...args], { encoding: 'utf8' });
}

const FAST = ['--n', '100', '--seeds', '3', '--metrics', 'mcc_pearson,r2'];

describe('the stress command', () => {
  it('prints one JSON document for a cell, and nothing else', () => {
    const { status, stdout, stderr } = stress(
      '--dgp',
      'D2',
      '--rho',
      '0.3',
      '--encoder',
      'E3',
      '--kappa',
      '4',
      '--d',
      '4',
      ...FAST,
      '--json',
    );
    const report = JSON.parse(stdout) as CellReport;
    expect([status, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({
      dgp: { id: 'D2', parameters: { rho: 0.3 } },
      geometry: { id: 'E3', parameters: { kappa: 4 } },
      n: 100,
      d: 4,
      m: 4,
    });
    expect(report.metrics.r2!['score']!.scores).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 12)));
  });

  it('prints a table without --json', () => {
    expect(stress('--dgp', 'D1', '--encoder', 'E1', ...FAST).stdout).toMatch(/mcc_pearson coverage .*calibrated/);
  });

  it('refuses bad input in one line with exit code 1', () => {
    const { status, stdout, stderr } = stress('--dgp', 'D2', '--rho', '-0.5', '--encoder', 'E3');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^--rho: .+; .+/)]);
  });
});

describe('its options', () => {
  it.each([
    [['--dgp', 'D1', '--encoder', 'E1', '--check'], '--check: is not used for one cell; '],
    [['--n', '100', '--fresh'], '--fresh: is not used for one cell; '],
    [['--metrics', 'r2', '--sample', '3'], '--sample: is not used to compute the atlas; '],
    [['--check', '--fresh'], '--fresh: is not used with --check; '],
    [['--metrics', 'nonesuch'], '--metrics: "nonesuch" is not a metric; '],
  ])('%j: refuses what it would not use, and computes nothing', (args, fault) => {
    const { status, stdout, stderr } = stress(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(fault);
    expect(stderr).not.toContain('jobs to compute');
  });

  it.each([
    [['--dgp', 'D1', '--rho', '0.5', '--encoder', 'E3'], '--rho'],
    [['--dgp', 'D1', '--encoder', 'E3', '--kappa', 'big'], '--kappa'],
    [['--dgp', 'D1', '--encoder', 'E4', '--m', '5'], '--m'],
    [['--dgp', 'D1', '--encoder', 'E1', '--n', 'many'], '--n'],
    [['--dgp', 'D1'], '--encoder'],
    [['--n', '10'], '--dgp'],
    [['--dgp', 'D1', '--encoder', 'E1', '--metrics', 'mcc'], '--metrics'],
    [['--dgp', 'D7', '--encoder', 'E1', '--edge-probability', '2'], '--edge-probability'],
  ])('%j: a fault names %s', (args, path) => {
    const options = addCellOptions(createCommand('stress', '')).parse(args, { from: 'user' }).opts<StressOptions>();
    expect(asksForCell(options)).toBe(true);
    let fault: unknown;
    try {
      resolveCell(parseCellRequest(options));
    } catch (error) {
      fault = asOptionFaults(error);
    }
    expect(fault).toBeInstanceOf(InputError);
    expect((fault as InputError).faults.map((each) => each.path)).toContain(path);
  });

  it('ask for the whole atlas where none names a cell', () => {
    expect(asksForCell({ json: true, workers: '2' })).toBe(false);
  });
});
