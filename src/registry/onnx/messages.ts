import protobuf from 'protobufjs/light.js';

/**
 * The ONNX messages as far as an audit reads them; field numbers from onnx/onnx.proto of the ONNX specification. Messages that no
 * submission may contain (functions, training, sparse tensors …) are kept as bytes: that they are there is enough.
 */
const DESCRIPTOR = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        producerVersion: { type: 'string', id: 3 },
        domain: { type: 'string', id: 4 },
        modelVersion: { type: 'int64', id: 5 },
        docString: { type: 'string', id: 6 },
        graph: { type: 'GraphProto', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
        metadataProps: { rule: 'repeated', type: 'bytes', id: 14 },
        trainingInfo: { rule: 'repeated', type: 'bytes', id: 20 },
        functions: { rule: 'repeated', type: 'bytes', id: 25 },
        configuration: { rule: 'repeated', type: 'bytes', id: 26 },
      },
    },
    OperatorSetIdProto: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    GraphProto: {
      fields: {
        node: { rule: 'repeated', type: 'NodeProto', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'TensorProto', id: 5 },
        docString: { type: 'string', id: 10 },
        input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
        valueInfo: { rule: 'repeated', type: 'ValueInfoProto', id: 13 },
        quantizationAnnotation: { rule: 'repeated', type: 'bytes', id: 14 },
        sparseInitializer: { rule: 'repeated', type: 'bytes', id: 15 },
        metadataProps: { rule: 'repeated', type: 'bytes', id: 16 },
      },
    },
    NodeProto: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
        docString: { type: 'string', id: 6 },
        domain: { type: 'string', id: 7 },
        overload: { type: 'string', id: 8 },
        metadataProps: { rule: 'repeated', type: 'bytes', id: 9 },
        deviceConfigurations: { rule: 'repeated', type: 'bytes', id: 10 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        s: { type: 'bytes', id: 4 },
        t: { type: 'TensorProto', id: 5 },
        g: { type: 'GraphProto', id: 6 },
        floats: { rule: 'repeated', type: 'float', id: 7 },
        ints: { rule: 'repeated', type: 'int64', id: 8 },
        strings: { rule: 'repeated', type: 'bytes', id: 9 },
        tensors: { rule: 'repeated', type: 'TensorProto', id: 10 },
        graphs: { rule: 'repeated', type: 'GraphProto', id: 11 },
        docString: { type: 'string', id: 13 },
        tp: { type: 'bytes', id: 14 },
        typeProtos: { rule: 'repeated', type: 'bytes', id: 15 },
        type: { type: 'int32', id: 20 },
        refAttrName: { type: 'string', id: 21 },
        sparseTensor: { type: 'bytes', id: 22 },
        sparseTensors: { rule: 'repeated', type: 'bytes', id: 23 },
      },
    },
    TensorProto: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1 },
        dataType: { type: 'int32', id: 2 },
        segment: { type: 'bytes', id: 3 },
        floatData: { rule: 'repeated', type: 'float', id: 4 },
        int32Data: { rule: 'repeated', type: 'int32', id: 5 },
        stringData: { rule: 'repeated', type: 'bytes', id: 6 },
        int64Data: { rule: 'repeated', type: 'int64', id: 7 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
        doubleData: { rule: 'repeated', type: 'double', id: 10 },
        uint64Data: { rule: 'repeated', type: 'uint64', id: 11 },
        docString: { type: 'string', id: 12 },
        externalData: { rule: 'repeated', type: 'bytes', id: 13 },
        dataLocation: { type: 'int32', id: 14 },
        metadataProps: { rule: 'repeated', type: 'bytes', id: 16 },
      },
    },
    ValueInfoProto: {
      fields: {
        name: { type: 'string', id: 1 },
        type: { type: 'TypeProto', id: 2 },
        docString: { type: 'string', id: 3 },
        metadataProps: { rule: 'repeated', type: 'bytes', id: 4 },
      },
    },
    TypeProto: {
      fields: {
        tensorType: { type: 'TensorTypeProto', id: 1 },
        sequenceType: { type: 'bytes', id: 4 },
        mapType: { type: 'bytes', id: 5 },
        denotation: { type: 'string', id: 6 },
        opaqueType: { type: 'bytes', id: 7 },
        sparseTensorType: { type: 'bytes', id: 8 },
        optionalType: { type: 'bytes', id: 9 },
      },
    },
    TensorTypeProto: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } } },
    TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'DimensionProto', id: 1 } } },
    DimensionProto: {
      // One or the other: a size of 0 is another thing than none.
      oneofs: { value: { oneof: ['dimValue', 'dimParam'] as string[] } },
      fields: {
        dimValue: { type: 'int64', id: 1 },
        dimParam: { type: 'string', id: 2 },
        denotation: { type: 'string', id: 3 },
      },
    },
  },
} as const;

const ROOT = protobuf.Root.fromJSON(DESCRIPTOR);

/** Message types by their name in the specification; also used by tests to write models. */
export function messageType(name: keyof (typeof DESCRIPTOR)['nested']): protobuf.Type {
  return ROOT.lookupType(name);
}

// Absent fields are left out, as in the file; repeated ones are always lists.

export interface OnnxDimension {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

export interface OnnxValue {
  readonly name?: string;
  readonly type?: {
    readonly tensorType?: { readonly elemType?: number; readonly shape?: { readonly dim: readonly OnnxDimension[] } };
  };
}

export interface OnnxTensor {
  readonly name?: string;
  readonly dims: readonly number[];
  readonly dataType?: number;
  readonly segment?: Uint8Array;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly stringData: readonly Uint8Array[];
  readonly int64Data: readonly number[];
  readonly doubleData: readonly number[];
  readonly uint64Data: readonly number[];
  readonly rawData?: Uint8Array;
  readonly externalData: readonly Uint8Array[];
  readonly dataLocation?: number;
}

export interface OnnxAttribute {
  readonly name?: string;
  readonly type?: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly t?: OnnxTensor;
  readonly g?: OnnxGraph;
  readonly tensors: readonly OnnxTensor[];
  readonly graphs: readonly OnnxGraph[];
  readonly refAttrName?: string;
  readonly sparseTensor?: Uint8Array;
  readonly sparseTensors: readonly Uint8Array[];
}

export interface OnnxNode {
  readonly name?: string;
  readonly opType?: string;
  readonly domain?: string;
  readonly overload?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly OnnxAttribute[];
  readonly deviceConfigurations: readonly Uint8Array[];
}

export interface OnnxGraph {
  readonly name?: string;
  readonly node: readonly OnnxNode[];
  readonly initializer: readonly OnnxTensor[];
  readonly input: readonly OnnxValue[];
  readonly output: readonly OnnxValue[];
  readonly sparseInitializer: readonly Uint8Array[];
}

export interface OnnxModel {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly opsetImport: readonly { readonly domain?: string; readonly version?: number }[];
  readonly graph?: OnnxGraph;
  readonly trainingInfo: readonly Uint8Array[];
  readonly functions: readonly Uint8Array[];
  readonly configuration: readonly Uint8Array[];
}
