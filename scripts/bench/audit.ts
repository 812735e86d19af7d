import { auditModel } from '../../src/registry/onnx/audit.ts';
import type { MachineFacts } from '../../src/views/bench-report.ts';
import { CORPUS_D, hostileModels } from '../../tests/registry/support/hostile-corpus.ts';
import { machineFacts } from './machine.ts';
import { median } from './statistics.ts';

const MILLISECONDS = 1000;

/** What the audit takes to refuse every file of the hostile corpus. */
export interface AuditBench {
  readonly schema: 'custodes/bench-audit/1';
  readonly machine: MachineFacts;
  readonly files: number;
  /** Median over the repeats. */
  readonly seconds: number;
  readonly slowest: { readonly name: string; readonly seconds: number };
}

/** Times the audit of each hostile file, in this process. */
export function measureAudit(repeats: number): AuditBench {
  const figures = hostileModels().map(({ name, bytes }) => {
    const times = Array.from({ length: repeats }, () => {
      const started = performance.now();
      auditModel(name, bytes, [CORPUS_D]);
      return (performance.now() - started) / MILLISECONDS;
    });
    return { name, seconds: median(times) };
  });
  const seconds = figures.reduce((sum, figure) => sum + figure.seconds, 0);
  const slowest = figures.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  return { schema: 'custodes/bench-audit/1', machine: machineFacts(), files: figures.length, seconds, slowest };
}
