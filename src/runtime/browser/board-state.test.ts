import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BOARD_COLUMNS, DEFAULT_COLUMNS } from '../../views/board-columns.ts';
import { MOST_COMPARED } from '../../views/comparison-address.ts';
import { FILTERS, formatBoardState, INITIAL_STATE, parseBoardState, type BoardState } from './board-state.ts';

const sortable = BOARD_COLUMNS.filter(({ sort }) => sort !== undefined).map(({ key }) => key);
const keys = BOARD_COLUMNS.map(({ key }) => key);

const states: fc.Arbitrary<BoardState> = fc.record({
  sort: fc.option(
    fc.record({ column: fc.constantFrom(...sortable), direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
  ),
  text: fc.string({ unit: 'grapheme', maxLength: 20 }),
  filters: fc.dictionary(fc.constantFrom(...FILTERS), fc.constantFrom('none', 'verified', 'as-track-grants'), {
    noNullPrototype: true,
  }),
  columns: fc.subarray(keys).map((chosen) => keys.filter((key) => key === 'method' || chosen.includes(key))),
  pins: fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{12}$/), { maxLength: MOST_COMPARED }),
  reported: fc.boolean(),
});

it('gives back every state', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(parseBoardState(formatBoardState(state))).toEqual(state);
    }),
  );
});

it('leaves the address alone where nothing is chosen', () => {
  expect(formatBoardState(INITIAL_STATE)).toBe('');
  expect(INITIAL_STATE.columns).toEqual(DEFAULT_COLUMNS);
});

it('reads well', () => {
  const state = parseBoardState('?sort=-score&role=method&pin=0123456789ab,ba9876543210');
  expect(state.sort).toEqual({ column: 'score', direction: 'descending' });
  expect(formatBoardState(state)).toBe('?sort=-score&role=method&pin=0123456789ab,ba9876543210');
});

it('leaves out what it does not understand', () => {
  const search = '?sort=chart&columns=nothing&pin=../../x,0123456789ab,0123456789ab&role=<b>&reported=yes&other=1';
  expect(parseBoardState(search)).toEqual({ ...INITIAL_STATE, columns: ['method'], pins: ['0123456789ab'] });
});

it('keeps no more pins than can be compared', () => {
  const pins = Array.from({ length: MOST_COMPARED + 1 }, (_, i) => String(i).repeat(12));
  expect(parseBoardState(`?pin=${pins.join(',')}`).pins).toEqual(pins.slice(0, MOST_COMPARED));
});
