import { dciCost } from '../families/dci/dci-cost.ts';
import { dciGroup } from '../families/dci/dci-group.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** DCI, the least of the three. */
export const home: MetricHome<'dci_min'> = {
  entry,
  computation: dciGroup,
  ...dciCost,
};
