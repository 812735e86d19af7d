import type { Proof } from './proof.ts';

/** What stays of a rerun: enough to say later what was compared, where, and with which bytes. */
export interface Receipt {
  readonly schema: 'custodes/rerun-receipt/1';
  /** When the rerun ended, ISO 8601 by the reader's clock. */
  readonly date: string;
  /** Address of the result's page. */
  readonly page: string;
  readonly result_digest: string;
  readonly suite: { readonly version: string; readonly digest: string };
  readonly runtime: { readonly name: string; readonly version: string; readonly sha256: string | null };
  /** As the browser names itself. */
  readonly browser: string;
  /** How the run ended: `identical`, `different`, `cancelled`, `refused` or `failed`. */
  readonly outcome: string;
  readonly comparisons: { readonly identical: number; readonly different: number };
  readonly headline: { readonly metric: string; readonly part: string; readonly main: Proof; readonly twin: Proof | null } | null;
  readonly models: readonly {
    readonly variant: string;
    readonly instance: number;
    readonly seed: string;
    readonly codes_sha256: string;
    readonly identical: boolean;
  }[];
}

/** The receipt as a file. */
export function formatReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 1)}\n`;
}

/** A name that says which result and which day: `rerun-0123456789ab-2026-11-30.json`. */
export function receiptName({ result_digest, date }: Receipt): string {
  return `rerun-${result_digest.slice(0, 12)}-${date.slice(0, 10)}.json`;
}
