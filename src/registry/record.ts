export type { MetricScalars } from '../evaluation/evaluate-instance.ts';
export type { InstanceMeasurement, Measured, ResultRecord, Run } from './documents/record.ts';
