/** Every bound on what a submission may be, for the command line, the workflows and the pages alike. */
export const LIMITS = {
  manifestBytes: 256_000,
  /** One model or codes file. */
  fileBytes: 2_000_000,
  /** One model that lies at an address. */
  remoteBytes: 50_000_000,
  /** All models of one submission version that lie at addresses. */
  remoteTotalBytes: 500_000_000,
  /** All files of one submission version. */
  submissionBytes: 20_000_000,
  /** Files of one submission version. */
  submissionFiles: 500,
  /** Models of one submission version on one track: 12 instances, main and twin, with ten training seeds each. */
  modelsPerTrack: 240,
  /** Models of one submission version. */
  models: 2000,
  /** One model's numbers in a record or a shard, or the faults that stand in their place. Measured: at most 1750. */
  measurementBytes: 2048,
  /** All of a record, a shard or an outcome besides its measurements. */
  headerBytes: 8192,
  /** Holds a header and the measurements of as many models as a track takes. */
  recordBytes: 512_000,
  /** One shard's file: holds a header and the measurements of a whole submission, each with the name of its cell. */
  shardBytes: 4_500_000,
  /** Faults that are told at once. */
  faults: 50,
  /** Each of the texts of a fault that one job hands to another, as JSON. */
  messageBytes: 500,
  /** What a pull request's evaluation hands over to whoever comments on it: a record for each track, or faults. */
  outcomeBytes: 4_500_000,
  /** All files of the built site: GitHub Pages' own limit is 1 GB. */
  siteBytes: 900_000_000,
  /** Columns of the codes. */
  codes: 4096,
  onnx: {
    /** The intermediate representation's versions that the pinned runtime reads. */
    irVersion: { min: 4, max: 13 },
    opset: { min: 11, max: 26 },
    /** Nodes of all graphs of a model. */
    nodes: 2000,
    /** Values of one intermediate result of one batch: 268 MB in single precision. */
    values: 2 ** 26,
    /** The main graph has depth 0, a branch of an If in it 1. */
    subgraphDepth: 2,
    /** Attributes, names and other strings. */
    nameLength: 512,
  },
  evaluation: {
    /** What the metrics of one model on one draw take on one core of a hosted machine, to spare: measured, 4 to 12 s. */
    cellSeconds: 15,
    /** What each column of the codes adds to that. */
    codeSeconds: 0.1,
    /** A shard is planned to end within this time on one core. Records are measured twice. */
    shardSeconds: 900,
    /** A job of the workflows is stopped after this: twice a shard's time, and as much again for machines that are slower. */
    jobMinutes: 60,
    /** Jobs of one matrix: GitHub's own limit. */
    shards: 256,
    /** All models of a submission version, in minutes of one core. */
    minutes: 600,
    /** A model whose codes are not there by then is stopped. Models within the other limits take seconds; slow machines take longer. */
    encoderSeconds: 300,
    /** For an estimate before anything runs. Measured on one core: 9 and 12 billion, by convolutions and products. */
    multiplyAddsPerSecond: 4e9,
    /** The metrics of one draw are stopped after this. */
    metricSeconds: 1800,
    /** What WebAssembly may hold while it runs a model: weights, activations and the runtime itself. */
    memoryBytes: 2 ** 30,
    /** Rows and instances of the first look at a pull request. */
    preview: { rows: 1000, instances: 1 },
  },
  /** Models on a device other than the reference: a maintainer's own machine. */
  device: {
    /** Intermediate results of one batch, all together. */
    memoryBytes: 2 ** 30,
    /** One of them: what every WebGPU device binds. */
    bufferBytes: 2 ** 27,
    batchRows: 4096,
    /** A model whose codes are not there by then is stopped. */
    encoderSeconds: 3600,
  },
  /** What one GitHub account may ask for. A push to an open pull request is an attempt. */
  account: { attemptsPerDay: 6, attemptsPerMonth: 60 },
  /** Minutes of evaluation of all accounts together, before maintainers are asked. */
  minutesPerMonth: 30_000,
} as const;
