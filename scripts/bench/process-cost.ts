import { readFileSync } from 'node:fs';

/** What a running process has cost so far; null where the system does not tell. */
export interface ProcessCost {
  /** Processor time in seconds. */
  readonly cpu: number | null;
  /** Most memory held, in bytes. */
  readonly peak: number | null;
}

const CLOCK_TICKS = 100;

/** Reads the cost of a process; only Linux tells. */
export function readCost(pid: number): ProcessCost {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { cpu: (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS, peak: peak && 1024 * Number(peak[1]) };
  } catch {
    return { cpu: null, peak: null };
  }
}
