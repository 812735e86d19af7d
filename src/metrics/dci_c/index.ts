import { dciCost } from '../families/dci/dci-cost.ts';
import { dciGroup } from '../families/dci/dci-group.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** DCI completeness. */
export const home: MetricHome<'dci_c'> = {
  entry,
  computation: dciGroup,
  ...dciCost,
};
