import { sprites } from '../suite/tracks/sprites/index.ts';
import { drawPairs, drawTraversals, FACTOR_NAMES, type Picture } from '../views/sprites-pictures.ts';

const PAIRS = 8;

/** A picture of the sprites with its words. */
export interface NamedPicture {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly picture: Picture;
}

/** Pictures of the first instance: pairs, the twin's pairs, and what each factor does. */
export function spritesPictures(): NamedPicture[] {
  const main = drawPairs(sprites.createInstance(0, 'main'), PAIRS);
  const twin = drawPairs(sprites.createInstance(0, 'twin'), PAIRS);
  return [
    {
      name: 'sprites-pairs',
      title: 'Pairs that a learner is given',
      words: `${PAIRS} pairs of grey sprites, the first image above the second. From left to right, what changed: ${main.changed.join(', ')}. The learner is not told which.`,
      picture: main.picture,
    },
    {
      name: 'sprites-twin-pairs',
      title: 'Pairs of the must-fail twin',
      words: `${PAIRS} pairs of the twin: the second image is drawn without regard to the first, so all factors change.`,
      picture: twin.picture,
    },
    {
      name: 'sprites-traversals',
      title: 'What each factor does',
      words: `One line for each factor, the others held in the middle of their ranges: ${FACTOR_NAMES.join(', ')}.`,
      picture: drawTraversals(sprites.createInstance(0, 'main')),
    },
  ];
}
