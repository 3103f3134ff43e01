/** Sources that name operators of other folders, and why they may: everything else asks traits and slots. */
export interface AllowedNamings {
  readonly why: string;
  /** Names of operators, by source. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

export const allowedNamings: readonly AllowedNamings[] = [
  {
    why: 'a layer or an operation of another format is several operators here: what it becomes has to be named',
    files: {
      'packages/formats/src/keras/axis.ts': ['transpose'],
      'packages/formats/src/keras/bidirectional.ts': ['add', 'concatenation', 'mul', 'reverse_v2'],
      'packages/formats/src/keras/call.ts': ['reshape'],
      'packages/formats/src/keras/clip.ts': ['maximum', 'minimum', 'relu', 'relu6', 'relu_n1_to_1'],
      'packages/formats/src/keras/compositions/arithmetic.ts': ['add', 'identity', 'maximum', 'mul', 'sub'],
      'packages/formats/src/keras/compositions/nonlinearity.ts': [
        'add',
        'identity',
        'logistic',
        'minimum',
        'mul',
        'relu',
        'sub',
        'tanh',
      ],
      'packages/formats/src/keras/compositions/normalization.ts': ['add', 'mul', 'sub'],
      'packages/formats/src/keras/compositions/separable-convolution.ts': ['conv_2d', 'depthwise_conv_2d'],
      'packages/formats/src/keras/compositions/statistics.ts': ['mean', 'mul', 'sub'],
      'packages/formats/src/keras/fake-quant.ts': ['fake_quant'],
      'packages/formats/src/keras/time-distributed.ts': ['reshape'],
      'packages/operators/src/elementwise/leaky-relu/keras.ts': ['minimum'],
      'packages/operators/src/movement/concatenation/keras.ts': ['identity'],
      'packages/operators/src/movement/gather/keras.ts': ['reshape'],
      'packages/operators/src/movement/pad/keras.ts': ['gather', 'identity'],
      'packages/operators/src/recurrent/keras-recurrent.ts': ['reverse_v2'],
      'packages/operators/src/movement/resize-nearest-neighbor/keras.ts': ['identity'],
      'packages/operators/src/movement/strided-slice/keras.ts': ['identity', 'reshape'],
      'packages/operators/src/movement/transpose/keras.ts': ['identity'],
    },
  },
  {
    why: 'TensorFlow Lite lacks a form that a graph here may have: what it becomes in the file, or what it came from, has to be named',
    files: {
      'packages/formats/src/tflite/draft.ts': ['reshape'],
      'packages/formats/src/tflite/expand.ts': ['identity'],
      'packages/formats/src/tflite/lower.ts': ['dequantize', 'pad'],
      'packages/operators/src/elementwise/batch-normalization/tflite.ts': ['add', 'mul'],
    },
  },
  {
    why: 'makes nodes: their operators have to be named',
    files: {
      'packages/operators/src/elementwise/leaky-relu/operator.ts': ['relu'],
      'packages/operators/src/movement/parts-along-time.ts': ['strided_slice'],
      'packages/passes/src/fold-batch-norm.ts': ['add', 'mul'],
      'packages/passes/src/quantize/forms.ts': ['dequantize', 'quantize'],
      'packages/passes/src/quantize/trained-ranges.ts': ['fake_quant'],
      'packages/passes/src/streaming/graph-writer.ts': ['concatenation', 'slice'],
      'packages/passes/src/streaming/reshaped-time.ts': ['reshape'],
      'packages/training/src/executor/pool-first.ts': ['add'],
      'packages/training/src/reduction/filter.ts': ['average_pool_2d', 'depthwise_conv_2d'],
    },
  },
  {
    why: 'a published way to split one kind of layer into others',
    files: {
      'packages/training/src/factorization/dense.ts': ['fully_connected'],
      'packages/training/src/factorization/one-dimensional.ts': ['conv_2d'],
      'packages/training/src/factorization/separable.ts': ['conv_2d', 'depthwise_conv_2d'],
    },
  },
  {
    why: 'runs a node together with the one that follows it, which it has to know',
    files: {
      'packages/operators/src/convolution/conv-2d/kernels/conv-2d-1x1-max-pool-2d-dsp.ts': ['max_pool_2d'],
      'packages/operators/src/convolution/conv-2d/kernels/conv-2d-max-pool-2d-fpu.ts': ['max_pool_2d'],
      'packages/operators/src/convolution/conv-2d/one-channel-pool-gradient.ts': ['max_pool_2d'],
      'packages/operators/src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-max-pool-2d-dsp.ts': [
        'max_pool_2d',
      ],
    },
  },
  {
    why: 'each of the two is a form of the other on images of one channel',
    files: { 'packages/operators/src/convolution/one-channel.ts': ['conv_2d', 'depthwise_conv_2d'] },
  },
  {
    why: 'values of traits: what an operator computes, in words that are operators as well',
    files: { 'packages/core/src/op/traits.ts': ['add', 'logistic', 'mul', 'softmax', 'sub'] },
  },
  {
    why: 'the two have their kernels and their reference in common, and no attributes type yet that neither owns',
    files: {
      'packages/operators/src/recurrent/lstm.ts': ['lstm', 'unidirectional_sequence_lstm'],
      'packages/operators/src/recurrent/rnn.ts': ['rnn', 'unidirectional_sequence_rnn'],
    },
  },
];
