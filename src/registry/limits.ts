/** Every bound on what a submission may be, for the command line, the workflows and the pages alike. */
export const LIMITS = {
  manifestBytes: 256_000,
  /** One model or codes file. */
  fileBytes: 2_000_000,
  /** All files of one submission version. */
  submissionBytes: 20_000_000,
  /** Files of one submission version. */
  submissionFiles: 500,
  /** Measured: 12 + 12 models with 8 metrics make 29 kB; training seeds and further metrics multiply that. */
  recordBytes: 256_000,
  /** Columns of the codes. */
  codes: 4096,
  onnx: {
    /** The intermediate representation's versions that the pinned runtime reads. */
    irVersion: { min: 4, max: 13 },
    opset: { min: 11, max: 26 },
    /** Nodes of all graphs of a model. */
    nodes: 2000,
    /** Bytes of all tensors of a model. */
    tensorBytes: 2_000_000,
    /** The main graph has depth 0, a branch of an If in it 1. */
    subgraphDepth: 2,
    /** Attributes, names and other strings. */
    nameLength: 512,
  },
} as const;
