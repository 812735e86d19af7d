import { numberOf } from '../../parameters.ts';
import { findMatchedFaults, forEachFactor, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawScales } from '../shared/linear-codes.ts';
import { zeros } from '../../../core/matrix.ts';

/** E12: elementwise recovery blurred by noise. */
export const additiveNoise = defineGeometry({
  id: 'E12',
  title: 'Additive noise',
  description: 'As E1, with independent normal noise added to each code at a given ratio of signal variance to noise variance.',
  relation: 'noisy',
  codes: 'fixed',
  paperTarget: 'recovered',
  inPaper: false,
  reach: 'full',
  parameters: [
    { type: 'real', name: 'snr', description: 'Variance of the signal over variance of the noise.', default: 3, above: 0 },
  ],
  defaultCodeCount: (d) => d,
  findFaults(setting) {
    const divergent = setting.model.factors.findIndex(({ standardDeviation }) => standardDeviation === Infinity);
    const faults = findMatchedFaults(setting);
    if (divergent < 0) return faults;
    const rule = `has no meaning for factor ${divergent + 1}, whose variance is infinite`;
    return [...faults, { path: 'snr', rule, fix: 'give functions own, or another geometry' }];
  },
  describeEncoding: ({ d }) => separateEncoding(d, { decodabilities: forEachFactor(d, 'none'), noise: 'additive', graded: true }),
  encode(factors, stream, { d, parameters, model }) {
    const n = factors.rows;
    const sources = [...stream.child('permutation').permutation(d)];
    const scales = drawScales(stream.child('scales'), d);
    const noise = stream.child('noise');
    const ratio = Math.sqrt(numberOf(parameters, 'snr'));
    const codes = zeros(n, d);
    for (let row = 0; row < n; row++) {
      sources.forEach((source, i) => {
        const deviation = model.factors[source]!.standardDeviation / ratio;
        codes.data[i * n + row] = scales[i]! * (factors.data[source * n + row]! + deviation * noise.normal());
      });
    }
    return codes;
  },
});
