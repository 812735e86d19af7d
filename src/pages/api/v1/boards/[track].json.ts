import type { APIRoute, GetStaticPaths } from 'astro';
import { TRACKS } from '../../../../suite/tracks/catalogue.ts';
import { describeTrackBoard } from '../../../_boards.ts';

export const getStaticPaths: GetStaticPaths = () => TRACKS.map(({ id }) => ({ params: { track: id } }));

/** A leaderboard, row by row. */
export const GET: APIRoute = ({ params, site }) =>
  new Response(`${JSON.stringify(describeTrackBoard(params['track']!, site), null, 1)}\n`);
