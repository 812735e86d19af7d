/** A loaded encoder, whatever the host: the reference runtime behind the smallest interface. */
export interface Session {
  /**
   * @param batch `rows` observations one after the other, float32
   * @returns codes in C order, rows × m; the caller owns the array
   */
  run(batch: Float32Array, rows: number): Promise<Float32Array>;
}

/** A device has no memory for a batch; it may have for a smaller one. */
export class OutOfDeviceMemory extends Error {}

/** The reference runtime. Another version, provider or number of threads changes bits, so all of it is part of every record. */
export const RUNTIME = { name: 'onnxruntime-web', version: '1.30.0', provider: 'wasm', threads: 1 } as const;
