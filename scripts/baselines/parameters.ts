import { toRows } from '../../src/core/matrix.ts';
import { createCommand, printJson, runCommand } from '../../src/runtime/node/command.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { invertMixing } from '../../src/suite/tracks/inverse-mixing.ts';
import type { LeakyReluMixing } from '../../src/suite/tracks/leaky-relu-mixing.ts';
import type { Variant } from '../../src/suite/tracks/track.ts';

/** The parameters of every instance, with the inverse network where the mixing is one, and the dictionary where there is one. */
function printParameters(trackId: string): void {
  const track = findTrack(trackId);
  const list = (variant: Variant) =>
    Array.from({ length: track.instanceCount }, (_, index) => {
      const { parameters, structure } = track.createInstance(index, variant);
      if (structure?.kind === 'decoder') return { ...parameters, dictionary: toRows(structure.truth) };
      // Tracks say of their parameters no more than that they are JSON.
      // eslint-disable-next-line custodes/validated-documents
      const mixing = parameters['mixing'] as Partial<LeakyReluMixing>;
      return mixing.layers ? { ...parameters, inverse: invertMixing(mixing as LeakyReluMixing) } : parameters;
    });
  printJson({ main: list('main'), twin: list('twin') });
}

const command = createCommand('parameters', "Prints a track's generator parameters: what only an oracle may know.")
  .argument('<track>', 'the track, for example linear-ica')
  .action(printParameters);

await runCommand(command);
