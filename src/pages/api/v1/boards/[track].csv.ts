import type { APIRoute, GetStaticPaths } from 'astro';
import { BOARDS } from '../../../../boards/catalogue.ts';
import { formatCsv } from '../../../../views/encode/csv.ts';
import { describeTrackBoard } from '../../../_boards.ts';

export const getStaticPaths: GetStaticPaths = () => BOARDS.map(({ track }) => ({ params: { track: track.id } }));

/** The rows of a leaderboard's document as a table. */
export const GET: APIRoute = ({ params, site }) => {
  const { fields, rows } = describeTrackBoard(params['track']!, site);
  return new Response(
    formatCsv(
      fields,
      rows.map((row) => fields.map((field) => row[field])),
    ),
  );
};
