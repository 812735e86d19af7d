import type { MetricKey } from '../metrics/catalogue.ts';
import type { StructureKey } from '../metrics/structure/catalogue.ts';

/** A metric of two arrays, or of a graph or dictionary that comes with an encoder. */
export type RecordedKey = MetricKey | StructureKey;
