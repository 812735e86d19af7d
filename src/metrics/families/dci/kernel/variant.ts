import { i32, seq, type Code } from '../../../../core/webassembly/assembler.ts';

/** What a module is made for. */
export interface Variant {
  /** 1, 2 or 4. */
  readonly lanes: number;
  /** Base-2 logarithm of the bytes of a row number: 1 or 2. */
  readonly shift: number;
  /** Rows that are added before their sums are looked at: a multiple of 4, at most 252. */
  readonly step: number;
}

/** Base-2 logarithm of the number of lanes. */
export const lanesShift = (lanes: number): number => (lanes === 4 ? 2 : lanes - 1);

/** `value` times a power of two. */
export const times = (value: Code, shift: number): Code => seq(value, i32.const(shift), i32.shl);
