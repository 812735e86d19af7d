import type { APIRoute, GetStaticPaths } from 'astro';
import { greyPng } from '../../runtime/node/grey-png.ts';
import type { Picture } from '../../views/sprites-pictures.ts';
import { spritesPictures } from '../_sprites.ts';

export const getStaticPaths: GetStaticPaths = () =>
  spritesPictures().map(({ name, picture }) => ({ params: { name }, props: { picture } }));

/** A picture of the sprites. */
export const GET: APIRoute<{ picture: Picture }> = ({ props: { picture } }) =>
  new Response(Buffer.from(greyPng(picture.width, picture.height, picture.values)));
