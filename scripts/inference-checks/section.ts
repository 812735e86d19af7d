/** One line of a table of checks. */
export interface CheckRow {
  /** What was checked, in words. */
  readonly check: string;
  readonly setting: string;
  readonly measured: number;
  /** The most that is allowed. */
  readonly limit: number;
  readonly holds: boolean;
}

/** The whole form of some property tests: `scripts/inference-checks/<id>.ts` exports one as `section`. */
export interface CheckSection {
  readonly id: string;
  readonly title: string;
  /** @param onRow told of each row as it is known */
  run(onRow: (row: CheckRow) => void): CheckRow[];
}
