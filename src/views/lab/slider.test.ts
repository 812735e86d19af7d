import { describe, expect, it } from 'vitest';
import { listParameters } from '../../suite/parameter-list.ts';
import { findParameterFaults, type NumberParameter } from '../../suite/parameters.ts';
import { LAB_SIZES } from './lab-setting.ts';
import { sliderOf } from './slider.ts';

const PARAMETERS = [...[...listParameters().values()].map(({ parameter }) => parameter), ...Object.values(LAB_SIZES)].filter(
  (parameter): parameter is NumberParameter => parameter.type !== 'choice',
);

describe('sliderOf', () => {
  it.each(PARAMETERS.map((parameter) => [parameter.name, parameter] as const))(
    '%s: both ends are allowed, the default lies between them, and whole numbers stay whole',
    (name, parameter) => {
      const { minimum, maximum, step } = sliderOf(parameter);
      expect(findParameterFaults([parameter], { [name]: minimum })).toEqual([]);
      expect(findParameterFaults([parameter], { [name]: maximum })).toEqual([]);
      expect(minimum).toBeLessThanOrEqual(parameter.default);
      expect(maximum).toBeGreaterThanOrEqual(parameter.default);
      expect(maximum).toBeGreaterThan(minimum);
      expect(step).toBeGreaterThan(0);
      // Some defaults are no round number, such as π/8: the page then sets its slider off the grid.
      if (!Number.isInteger(parameter.default * 1000)) return;
      const positions = (parameter.default - minimum) / step;
      expect(Math.abs(positions - Math.round(positions)), 'the default is a position').toBeLessThan(1e-9);
      if (parameter.type === 'integer') expect([minimum, maximum, step].every(Number.isInteger)).toBe(true);
    },
  );
});
