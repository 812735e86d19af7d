import type { APIRoute, GetStaticPaths } from 'astro';
import { panelPaths, type PanelFiles } from '../_panel-paths.ts';

export const getStaticPaths: GetStaticPaths = panelPaths;

/** The numbers behind a track's panels. */
export const GET: APIRoute<PanelFiles> = ({ props: { csv } }) => new Response(csv);
