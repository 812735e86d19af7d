import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';

describe('an input error', () => {
  it('says path, rule and fix, one line a fault', () => {
    const fault = { path: 'codes.npy', rule: 'has no rows', fix: 'give one row per sample' };
    const error = new InputError(fault, { ...fault, path: 'factors.npy' });
    expect(error.message).toBe(
      'codes.npy: has no rows; give one row per sample\nfactors.npy: has no rows; give one row per sample',
    );
    expect(error.faults).toHaveLength(2);
  });
});
