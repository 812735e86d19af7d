import { requireBoard } from '../boards/catalogue.ts';
import { METRICS, isMetricKey } from '../metrics/catalogue.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { resultPath, trackPath } from './links.ts';
import type { Published } from './publication.ts';
import { metricColumns, summariseMetrics, type MetricSummary } from './result-table.ts';

/** Version of the interchange schema of the Every Eval Ever project that these documents follow. */
const SCHEMA_VERSION = '0.2.1';
const CONFIDENCE = 0.95;
const UNIT_RANGE: readonly [number, number] = [0, 1];

/** The twin's mean with what it rests on, as the schema's free strings. */
function describeTwin(twin: MetricSummary['twin']): Readonly<Record<string, string>> {
  if (twin === null) return { must_fail_twin: 'not submitted' };
  const { mean, lower, upper, count } = twin;
  const interval = lower === null || upper === null ? 'none' : `${lower} to ${upper}`;
  return {
    must_fail_twin: String(mean ?? 'no score'),
    must_fail_twin_interval: interval,
    must_fail_twin_instances: String(count),
  };
}

function describeMetric({ key, title, part, main, twin }: MetricSummary, url: string, datasetName: string, rows: number) {
  const [min_score, max_score] = isMetricKey(key) ? METRICS[key].range : UNIT_RANGE;
  const { mean, lower, upper, count } = main;
  return {
    evaluation_name: `${datasetName}: ${title}`,
    source_data: {
      dataset_name: datasetName,
      source_type: 'url',
      url: [url],
      additional_details: { rows_per_instance: String(rows) },
    },
    metric_config: {
      evaluation_description: `${title}, part ${part}, mean over instances of the track`,
      lower_is_better: false,
      score_type: 'continuous',
      min_score,
      max_score,
      additional_details: { metric_key: key, part },
    },
    score_details: {
      score: mean,
      details: describeTwin(twin),
      uncertainty: {
        num_samples: count,
        ...(lower !== null &&
          upper !== null && {
            confidence_interval: { lower, upper, confidence_level: CONFIDENCE, method: 'Student t over instances' },
          }),
      },
    },
  };
}

/**
 * A record as one document of the interchange schema of Every Eval Ever (https://github.com/evaleval/every_eval_ever). The schema was made
 * for language models: the encoder stands where it has the model, the track where it has the data set. Metrics that gave no score are left
 * out, since it holds numbers alone.
 *
 * @returns null for a record without a time of publication or without any score, which the schema cannot hold
 */
export function toEveryEvalEver({ entry, time }: Published, address: (path: string) => string) {
  const { record, submission } = entry;
  const { measured, run, result_digest } = record;
  const track = findTrack(measured.track.id);
  const summaries = summariseMetrics(measured, metricColumns(measured, requireBoard(track.id).panel)).filter(
    ({ main }) => main.mean !== null,
  );
  if (time === null || summaries.length === 0) return null;
  const seconds = String(Math.floor(Date.parse(time) / 1000));
  const id = `${submission.owner.login}/${submission.slug}-${submission.version}`;
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: `custodes-${track.id}/${id}/${seconds}`,
    dedupe_identity: { content_hash: result_digest, hash_algorithm: 'sha256', canonicalization_version: 'RFC 8785' },
    retrieved_timestamp: seconds,
    source_metadata: {
      source_name: 'Custodes',
      source_type: 'evaluation_run',
      source_organization_name: 'Custodes',
      source_organization_url: address(''),
      evaluator_relationship: 'third_party',
      additional_details: { permalink: address(resultPath(result_digest)), status: measured.status },
    },
    eval_library: {
      name: 'custodes',
      version: measured.suite.version,
      additional_details: { suite_digest: measured.suite.digest, engine_commit: run.engine_commit ?? 'unknown' },
    },
    model_info: {
      name: submission.title,
      id,
      developer: submission.owner.login,
      inference_engine: { name: measured.runtime.name, version: measured.runtime.version },
      additional_details: {
        authors: submission.authors.join('; '),
        supervision: submission.supervision,
        licence: submission.licence,
      },
    },
    evaluation_results: summaries.map((summary) =>
      describeMetric(summary, address(trackPath(track.id)), `Custodes ${track.title}`, track.evaluationRows),
    ),
  };
}
