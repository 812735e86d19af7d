import type { WorstSample } from '../evaluation/encode-on-device.ts';
import type { RUNTIME } from '../evaluation/session.ts';
import type { InstanceMeasurement, Measured, Run } from './record.ts';

/** How a device's codes of one model compare with the reference's. */
export interface DeviceCheck {
  /** Rows of a batch on the device. */
  readonly batch_rows: number;
  /** The reference's codes of the first rows: the same bits on every machine. */
  readonly reference: { readonly rows: number; readonly codes_sha256: string };
  /** Rows whose codes were compared: the first ones, and some spread over the rest. */
  readonly compared_rows: number;
  /** Of all codes compared. */
  readonly worst: WorstSample;
}

/** An adapter as its driver describes it. */
export interface Adapter {
  readonly name: string;
  readonly driver: string | null;
  /** Whether the processor imitates it. */
  readonly software: boolean;
}

/** What ran the model. */
export interface DeviceFacts {
  readonly device: string;
  readonly runtime: { readonly name: string; readonly version: string; readonly provider: string };
  /** Those that the device may have been; null where they cannot be told. */
  readonly adapters: readonly Adapter[] | null;
  /** Why adapters are not told, or what is not known of them. */
  readonly remark: string | null;
}

type PreviewMeasurement = InstanceMeasurement & { readonly device_check: DeviceCheck };

/**
 * What a submission scores on a track with its models on a device. It is no record and is not stored: published numbers are the
 * reference runtime's.
 */
export interface DevicePreview extends Pick<Measured, 'suite' | 'track' | 'submission' | 'draw'> {
  readonly schema: 'custodes/device-preview/1';
  readonly device: DeviceFacts;
  /** What it was compared with, and how much any code may differ. */
  readonly reference: typeof RUNTIME;
  readonly tolerance: number;
  readonly models: Readonly<Record<keyof Measured['models'], readonly PreviewMeasurement[]>>;
  readonly run: Run;
}
