import { expect, it } from 'vitest';
import { listParameters } from '../../suite/parameter-list.ts';
import { LAB_SIZES } from './lab-setting.ts';
import { parameterLabel } from './parameter-labels.ts';

it.each([...listParameters().keys(), ...Object.keys(LAB_SIZES)])('%s has words for a label', (name) => {
  expect(parameterLabel(name)).toMatch(/^[A-Z][a-z]+/);
});
