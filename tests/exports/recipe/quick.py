"""The exports that every test run tries: one or two of each kind. A nightly run tries all."""

QUICK = frozenset(
    """
    torch-legacy-chunk torch-dynamo-chunk torch-legacy-normalise torch-legacy-logsumexp torch-legacy-sort torch-legacy-one-hot
    torch-legacy-flow-affine torch-dynamo-flow-spline torch-legacy-topk-sae torch-dynamo-jumprelu-sae torch-legacy-clamp-inf
    torch-dynamo-cumsum torch-legacy-constant-pad torch-legacy-11-perceptron torch-dynamo-25-perceptron torch-script-perceptron
    torch-script-scripted-vae torch-legacy-lstm torch-dynamo-gru-bidirectional torch-legacy-interpolate1d
    torch-legacy-attention-manual-mask torch-dynamo-attention-mha-mask torch-dynamo-23-attention-manual-mask
    torch-legacy-image-view-size torch-legacy-image-spatial-softmax torch-dynamo-image-stn torch-legacy-image-vit
    torch-legacy-image-reflect-padding torch-dynamo-colour-projection-head
    keras-coupling keras-attention sklearn-scaler sklearn-ridge sklearn-kernel-pca tf2onnx-dynamic-reshape tf2onnx-split-open
    quantised-static-perceptron-qdq half-perceptron-legacy hand-equal-imports hand-sequences mxnet-dropout
    torch-dynamo-batch-standardised torch-legacy-batch-softmax torch-legacy-batch-similarity torch-legacy-batch-whitening
    torch-legacy-train-mode-batch-norm torch-legacy-hard-coded-view torch-legacy-squeezed-batch torch-dynamo-external-data
    torch-legacy-logarithm quantised-dynamic-perceptron-qint8 hand-custom-domain hand-diverged-gemm tf2onnx-fixed-batch
    sklearn-own-output-name
    """.split()
)
