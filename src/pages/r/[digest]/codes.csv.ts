import type { APIRoute, GetStaticPaths } from 'astro';
import { codesCsv, type CodesView } from '../../../views/codes-view.ts';
import { picturePaths } from '../../_picture-paths.ts';

export const getStaticPaths: GetStaticPaths = picturePaths;

/** Factors and codes behind the pictures. */
export const GET: APIRoute<{ views: Readonly<Record<string, CodesView>> }> = ({ props }) => new Response(codesCsv(props.views));
