import { describe, expect, it } from 'vitest';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { findTrack, TRACKS } from '../suite/tracks/catalogue.ts';
import { BOARDS, findBoard, requireBoard } from './catalogue.ts';

it('finds the board of a track, and none for a track that gives data only', () => {
  for (const board of BOARDS) expect(requireBoard(board.track.id)).toBe(board);
  expect(findBoard('no-such')).toBeUndefined();
  expect(() => requireBoard('no-such')).toThrow(/no-such: has no board: it gives data only; use one of linear-ica, segments/);
});

it('lists boards once a track, in the order of the tracks', () => {
  expect(BOARDS.map(({ track }) => track)).toEqual(TRACKS.filter(({ id }) => findBoard(id) !== undefined));
});

describe.each(BOARDS)('$track.id', (board) => {
  it('ranks by a metric of its panel, which a browser can rerun', () => {
    expect(board.panel).toContain(board.primary.metric);
    expect(board.browserPanel).toContain(board.primary.metric);
    expect(board.panel).toEqual(expect.arrayContaining([...board.browserPanel]));
    for (const keys of [board.panel, board.browserPanel]) expect(new Set(keys).size).toBe(keys.length);
  });

  it('ranks encoders of a width that its instances allow, and names a DGP that there is', () => {
    const { d, blocks } = findTrack(board.track.id).createInstance(0, 'main');
    if (board.rankedCodes !== undefined) expect(board.rankedCodes).toBe(blocks?.content.length ?? d);
    expect(board.fewestInstances).toBeLessThanOrEqual(board.track.instanceCount);
    expect(DGPS.map(({ id }) => id)).toContain(board.nearestDgp);
  });
});
