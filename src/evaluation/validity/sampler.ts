import type { RandomStream } from '../../core/random/stream.ts';
import type { CodeModel } from './code-model.ts';
import type { Law } from './law.ts';

/** What the codes of a claim may look like beside what it asks: how m − d further codes are filled, and whether codes have scales of their own. */
export interface Dressing {
  readonly surplus: 'copies' | 'noise';
  readonly scales: 'own' | 'equal';
}

/** What an encoder is drawn for. */
export interface Setting {
  readonly law: Law;
  /** Number of codes. */
  readonly m: number;
  readonly dressing: Dressing;
}

/** How encoders of one kind are drawn. */
export interface Sampler {
  /** Stable kebab-case name: it names streams, so two samplers never share numbers. */
  readonly id: string;
  /** What the codes do, as in a sentence: "codes that …". */
  readonly words: string;
  /**
   * An encoder of m codes, or null where there is none of the kind for this setting.
   * @param stream named after seed and sampler; the law is no part of its name, so that laws are compared under equal encoders
   */
  draw(setting: Setting, stream: RandomStream): CodeModel | null;
}

/** Which factor each code reads: in turn, or noise (null) where further codes are. Fewer codes than factors read a random choice of them. */
export function drawSources({ law, m, dressing }: Setting, stream: RandomStream): (number | null)[] {
  const { d } = law;
  if (m < d) return [...stream.child('kept').choice(d, m)];
  return Array.from({ length: m }, (_, i) => (i < d ? i : dressing.surplus === 'copies' ? i % d : null));
}

/** A random factor that no exact relation ties to others; undefined where there is none. */
export function drawFreeFactor({ law }: Setting, stream: RandomStream): number | undefined {
  return law.free.length === 0 ? undefined : law.free[stream.child('factor').below(law.free.length)]!;
}

/** Magnitudes of own scales. */
const SCALES = { low: 0.5, high: 2 };

/** m signs with magnitudes from 0.5 to 2, or 1 where all scales are equal. */
export function drawScales({ m, dressing }: Setting, stream: RandomStream): number[] {
  const signs = stream.child('signs');
  const magnitudes = stream.child('scales');
  return Array.from({ length: m }, () => {
    const magnitude = SCALES.low + (SCALES.high - SCALES.low) * magnitudes.uniform();
    return signs.sign() * (dressing.scales === 'own' ? magnitude : 1);
  });
}

/** The entries in random order. */
export function shuffled<T>(entries: readonly T[], stream: RandomStream): T[] {
  return Array.from(stream.child('order').permutation(entries.length), (i) => entries[i]!);
}
