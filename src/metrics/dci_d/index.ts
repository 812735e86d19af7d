import { dciCost } from '../families/dci/dci-cost.ts';
import { dciGroup } from '../families/dci/dci-group.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** DCI disentanglement. */
export const home: MetricHome<'dci_d'> = {
  entry,
  computation: dciGroup,
  ...dciCost,
};
