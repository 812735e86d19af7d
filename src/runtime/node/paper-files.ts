import { differences, publishedDiagram, publishedSweeps } from '../../evaluation/documents/paper.ts';
import type { Differences, PublishedDiagram, PublishedSweeps } from '../../evaluation/documents/paper.ts';
import { FOLDERS } from './folders.ts';
import { readDocument } from './read-document.ts';

/** What the paper published, as data. */
export interface Paper {
  readonly sweeps: PublishedSweeps;
  readonly differences: Differences;
  readonly diagram: PublishedDiagram;
}

const FIX = 'restore the committed file';

/** Reads `content/paper`. @throws InputError where a file is missing or breaks its schema */
export async function readPaper(root: string): Promise<Paper> {
  return {
    sweeps: await readDocument(root, `${FOLDERS.paper}/sweeps.json`, publishedSweeps, FIX),
    differences: await readDocument(root, `${FOLDERS.paper}/differences.json`, differences, FIX),
    diagram: await readDocument(root, `${FOLDERS.paper}/phase-diagram.json`, publishedDiagram, FIX),
  };
}
