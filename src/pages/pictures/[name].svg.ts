import type { APIRoute, GetStaticPaths } from 'astro';
import { panelPaths, type PanelFiles } from '../_panel-paths.ts';

export const getStaticPaths: GetStaticPaths = panelPaths;

/** What a track's best encoder makes of its data. */
export const GET: APIRoute<PanelFiles> = ({ props: { svg } }) => new Response(svg);
