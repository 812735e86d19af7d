import { availableParallelism, cpus, totalmem } from 'node:os';
import type { MachineFacts } from '../../src/views/bench-report.ts';

const GIB = 2 ** 30;

/** The machine that this runs on. */
export function machineFacts(): MachineFacts {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory_gib: Math.round(totalmem() / GIB),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
