import { dciCost } from '../families/dci/dci-cost.ts';
import { dciGroup } from '../families/dci/dci-group.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** DCI informativeness. */
export const home: MetricHome<'dci_i'> = {
  entry,
  computation: dciGroup,
  ...dciCost,
};
