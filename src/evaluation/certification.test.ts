import { describe, expect, it } from 'vitest';
import type { Predicate } from '../metrics/catalogue.ts';
import { resolveCell, type CellRequest } from '../suite/cell.ts';
import { certify, type Expectation } from './certification.ts';

const PREDICATES: readonly Predicate[] = [
  'affine-elementwise',
  'monotone-elementwise',
  'affinely-decodable',
  'modular',
  'compact',
  'informative',
  'linear-explicit',
];

const LETTERS: Readonly<Record<Expectation, string>> = { recovered: 'R', unrecovered: '-', null: '0' };

/** One letter a predicate: R recovered, - unrecovered, 0 noise. */
function row(geometry: string, request: Partial<CellRequest> = {}): string {
  const { truth } = resolveCell({ dgp: 'D1', geometry, n: 10, d: 5, ...request });
  return PREDICATES.map((predicate) => LETTERS[certify([predicate], truth, 'all')]).join('');
}

describe('what each geometry recovers', () => {
  it.each([
    //     affine, monotone, affinely decodable, modular, compact, informative, linearly explicit
    ['E1', 'RRRRRRR'],
    ['E2', '-R-RRRR'],
    ['E3', '--R--RR'],
    ['E4', '---R---'],
    ['E5', 'RRRR-RR'],
    ['E6', '-R-R-RR'],
    ['E7', '--R--RR'],
    ['E8', 'RRRR-RR'],
    ['E9', '0000000'],
    ['E10', '0000000'],
    ['E11', '--R--RR'],
    ['E13', '-------'],
    ['E14', '-----R-'],
  ])('%s under D1: %s', (geometry, expected) => expect(row(geometry)).toBe(expected));

  it('interval codes add up to their factor, which no single one shows', () => {
    expect(row('E8', { parameters: { k: 4 } })).toBe('--RR-RR');
  });

  it('dropping z₁ under D3 keeps all information, and leaves a factor without a code of its own', () => {
    expect(row('E4', { dgp: 'D3', m: 4 })).toBe('---R-RR');
    expect(row('E4', { dgp: 'D1', m: 4 })).toBe('---R---');
  });

  it('the mean over matched pairs speaks of kept factors only', () => {
    const { truth } = resolveCell({ dgp: 'D1', geometry: 'E4', n: 10, d: 5 });
    expect(certify(['affine-elementwise'], truth, 'kept')).toBe('recovered');
    expect(certify(['affine-elementwise'], truth, 'all')).toBe('unrecovered');
  });

  it('several predicates must all hold', () => {
    const { truth } = resolveCell({ dgp: 'D1', geometry: 'E5', n: 10, d: 5 });
    expect(certify(['affine-elementwise', 'compact'], truth, 'all')).toBe('unrecovered');
  });
});
