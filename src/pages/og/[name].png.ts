import type { APIRoute, GetStaticPaths } from 'astro';
import { getCollection } from 'astro:content';
import { METRICS } from '../../metrics/catalogue.ts';
import { renderPng } from '../../runtime/node/render-png.ts';
import { TRACKS } from '../../suite/tracks/catalogue.ts';
import { describePredicates } from '../../views/predicates.ts';
import { drawResultImage } from '../../views/result-image.ts';
import { drawSocialImage, type SocialImage } from '../../views/social-image.ts';
import { RESULT_IMAGES } from '../_result-images.ts';

const SITE: SocialImage = {
  kicker: 'A registry of identifiability',
  title: 'Who measures the metrics?',
  lines: ['Metrics tested first, encoders second: validity tables, must-fail twins, and results that your browser recomputes.'],
};

export const getStaticPaths: GetStaticPaths = async () => {
  const notes = await getCollection('metrics');
  const images: [string, SocialImage][] = [
    ['site', SITE],
    ...TRACKS.map(({ id, title, theorem }): [string, SocialImage] => [
      `track-${id}`,
      { kicker: 'Leaderboard', title, lines: [theorem.statement] },
    ]),
    ...Object.values(METRICS).map(({ key, title, certifies }): [string, SocialImage] => {
      const summary = notes.find(({ id }) => id === key)?.data.summary;
      const lines = [summary ?? `At its maximum this metric certifies that ${describePredicates(certifies)}.`];
      return [`metric-${key}`, { kicker: 'Metric: where it holds and where it misleads', title, lines }];
    }),
  ];
  const results = [...RESULT_IMAGES].map(([name, image]) => ({ params: { name }, props: { svg: drawResultImage(image) } }));
  return [...images.map(([name, image]) => ({ params: { name }, props: { svg: drawSocialImage(image) } })), ...results];
};

/** The image that a shared link shows. */
export const GET: APIRoute<{ svg: string }> = async ({ props }) => new Response(Buffer.from(await renderPng(props.svg)));
