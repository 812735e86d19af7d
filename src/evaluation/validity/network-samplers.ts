import { zeros } from '../../core/matrix.ts';
import { untrainedNetwork } from '../../suite/geometries/untrained-network/index.ts';
import type { NetworkModel } from './code-model.ts';
import { exact } from './linear-samplers.ts';
import type { Sampler } from './sampler.ts';

const DEPTH = 3;
const NO_MODEL = { factors: [], determinations: [], linearRank: 0 };

/** A random network of square leaky-ReLU layers with a linear layer at the end. */
function randomNetwork(id: string): Sampler {
  return {
    id,
    words: 'come from a random network of all factors',
    draw({ law, m }, stream): NetworkModel | null {
      if (law.d < 2) return null;
      const setting = { d: law.d, m, parameters: { depth: DEPTH }, model: NO_MODEL };
      return {
        form: 'network',
        m,
        injective: m >= law.d,
        apply: (standardised) => untrainedNetwork.encode(standardised, stream, setting),
      };
    },
  };
}

/** A network that mixes everything. */
export const network = randomNetwork('network');

/** The same, where the claim allows any invertible map. */
export const invertibleNetwork: Sampler = {
  ...randomNetwork('class-network'),
  words: 'are an invertible network of the factors',
};

/** The codes of a success for the same factors in another order of rows. */
export const permuted: Sampler = {
  id: 'null-permuted',
  words: 'belong to other rows',
  draw: (setting, stream) => ({ form: 'unrelated', by: 'permutation', inner: exact.draw(setting, stream)! }),
};

/** The codes of a success for other factors of the same law. */
export const independent: Sampler = {
  id: 'null-independent',
  words: 'belong to other factors',
  draw: (setting, stream) =>
    setting.law.rows < Infinity ? null : { form: 'unrelated', by: 'other-factors', inner: exact.draw(setting, stream)! },
};

/** Products of two other factors, standardised, take a share of every code: a leak that is not linear. Dose curves only. */
export function curvedLeak(share: number, id: string): Sampler {
  return {
    id,
    words: `take ${100 * share}% of their variance from products of two other factors`,
    draw({ law, m }): NetworkModel | null {
      const { d } = law;
      if (d < 3 || m < d) return null;
      return {
        form: 'network',
        m,
        injective: false,
        apply({ rows: n, data }) {
          const codes = zeros(n, m);
          for (let i = 0; i < m; i++) {
            const own = i % d;
            const [a, b] = [(own + 1) % d, (own + 2) % d];
            for (let k = 0; k < n; k++)
              codes.data[i * n + k] =
                Math.sqrt(1 - share) * data[own * n + k]! + Math.sqrt(share) * data[a * n + k]! * data[b * n + k]!;
          }
          return codes;
        },
      };
    },
  };
}
