import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on stderr; silent where stderr is no terminal, so that logs and `--json` stay clean. */
export interface Progress {
  advance(note?: string): void;
  /** More steps have turned up. */
  extend(steps: number): void;
  stop(): void;
}

/** Starts a bar of `total` steps. `label` says what is being counted. */
export function startProgress(label: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total} · {eta_formatted} left · {note}`,
      stream: process.stderr,
      noTTYOutput: false,
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { note: '' });
  return {
    advance: (note = '') => bar.increment(1, { note }),
    extend: (steps) => bar.setTotal(bar.getTotal() + steps),
    stop: () => bar.stop(),
  };
}
