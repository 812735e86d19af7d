import { expect, it } from 'vitest';
import { advise, type Advice } from './advice.ts';
import { BATTERY_LOOKS } from './battery.ts';
import { lawOf } from './law.ts';

function adviceAt(n: number): Advice[] {
  const stratum = { law: lawOf({ dgp: 'D1' }, 3), n, m: 3 };
  const steps = advise({
    stratum,
    predicate: 'affine-elementwise',
    metrics: ['mcc_pearson', 'mcc_spearman', 'r2'],
    looks: BATTERY_LOOKS.first,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

it('names what tells the class apart, what answers a weaker question, and the sizes, the same at every n', () => {
  for (const n of [1000, 3000]) {
    const advice = adviceAt(n);
    const groups = Object.fromEntries(advice.map(({ name, group }) => [name, group]));
    expect(groups).toMatchObject({
      mcc_pearson: 'use',
      r2: 'weaker-question',
      'constant-0': 'breaks-its-claim',
      'constant-1': 'breaks-its-claim',
    });
    const bends = advice.find(({ name }) => name === 'mcc_spearman')!;
    expect(bends.asked.standing).toMatchObject({ is: 'does-not-separate', kinds: ['bent'] });
    expect(bends.group).toBe('weaker-question');
    for (const { sentence } of advice) expect(sentence).toContain(`n = ${n}, d = 3, m = 3`);
    expect(advice.findIndex(({ control }) => control)).toBe(3);
  }
});
