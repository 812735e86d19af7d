import type { APIRoute, GetStaticPaths } from 'astro';
import { BOARDS } from '../../../../boards/catalogue.ts';
import { describeTrackBoard } from '../../../_boards.ts';

export const getStaticPaths: GetStaticPaths = () => BOARDS.map(({ track }) => ({ params: { track: track.id } }));

/** A leaderboard, row by row. */
export const GET: APIRoute = ({ params, site }) =>
  new Response(`${JSON.stringify(describeTrackBoard(params['track']!, site), null, 1)}\n`);
