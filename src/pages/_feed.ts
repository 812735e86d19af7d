import { absoluteLink } from '../views/links.ts';
import { createResultFeed, type ResultFeed } from '../views/result-feed.ts';
import { leaderboard } from './_boards.ts';
import { PUBLISHED } from './_registry.ts';

/** The feed of new results. @param site origin of the site, as Astro gives it */
export function resultFeed(site: URL | undefined): ResultFeed {
  return createResultFeed(
    PUBLISHED,
    (track) => leaderboard(track)!,
    (path) => absoluteLink(path, site),
  );
}
