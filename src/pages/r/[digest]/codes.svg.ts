import type { APIRoute, GetStaticPaths } from 'astro';
import { codesSvg } from '../../../views/codes-svg.ts';
import type { CodesView } from '../../../views/codes-view.ts';
import { picturePaths } from '../../_picture-paths.ts';

export const getStaticPaths: GetStaticPaths = picturePaths;

/** The pictures of a result's codes as one drawing. */
export const GET: APIRoute<{ title: string; views: Readonly<Record<string, CodesView>> }> = ({ props }) =>
  new Response(codesSvg(props.title, props.views));
