export type { MetricScalars } from '../evaluation/evaluate-instance.ts';
export type { EvaluationStatus, InstanceMeasurement, Measured, ResultRecord, Run } from './documents/record.ts';
