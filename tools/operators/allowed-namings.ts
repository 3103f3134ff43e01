/** Sources that name operators of other folders, and why they may: everything else asks traits and slots. */
export interface AllowedNamings {
  readonly why: string;
  /** Names of operators, by source. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

/**
 * Readers and writers of other formats: a layer or an operation there may be several operators here, or the other way round, so that
 * what it becomes has to be named where a node is made of it.
 */
export const translates =
  /^packages\/(?:formats\/src\/(?:keras|onnx|pytorch|tensorflow|tflite|translation)\/.*|operators\/src\/.*\/[\w-]*(?:keras|onnx|pytorch|tensorflow|tflite)[\w-]*\.ts$)/;

/** Tables from an operator's name in another format to the one here, and what importers share: they name whatever they make. */
export const translationTables = /^packages\/formats\/src\/(?:onnx\/compositions|pytorch|tensorflow|translation)\//;

export const allowedNamings: readonly AllowedNamings[] = [
  {
    why: 'the kinds of interpolation of another format, each of which is an operator here',
    files: {
      'packages/formats/src/keras/compositions/resizing.ts': ['resize_bilinear', 'resize_nearest_neighbor'],
    },
  },
  {
    why: "options of another format's layers, and what they may be",
    files: {
      'packages/formats/src/keras/compositions/categories.ts': ['one_hot'],
      'packages/formats/src/keras/compositions/spectrogram.ts': ['expand_dims'],
    },
  },
  {
    why: 'makes nodes: their operators have to be named',
    files: {
      'packages/core/src/model/images-last.ts': ['transpose'],
      'packages/operators/src/elementwise/leaky-relu/operator.ts': ['relu'],
      'packages/operators/src/movement/gather/simplify.ts': ['reshape', 'slice'],
      'packages/operators/src/movement/parts-along-time.ts': ['strided_slice'],
      'packages/passes/src/arithmetic/rules.ts': ['div', 'mul'],
      'packages/passes/src/fold-batch-norm.ts': ['add', 'mul'],
      'packages/passes/src/layout/reshaped-order.ts': ['reshape'],
      'packages/passes/src/layout/write-forms.ts': ['reshape', 'transpose'],
      'packages/passes/src/move-reshapes.ts': ['reshape'],
      'packages/passes/src/quantize/forms.ts': ['dequantize', 'quantize'],
      'packages/passes/src/quantize/trained-ranges.ts': ['fake_quant'],
      'packages/passes/src/reshapes/lifted.ts': ['reshape'],
      'packages/passes/src/streaming/graph-writer.ts': ['concatenation', 'slice'],
      'packages/passes/src/streaming/reshaped-time.ts': ['reshape'],
      'packages/training/src/executor/pool-first.ts': ['add'],
      'packages/training/src/reduction/filter.ts': ['average_pool_2d', 'depthwise_conv_2d'],
    },
  },
  {
    why: 'patterns of operators, which one operator takes the place of',
    files: {
      'packages/passes/src/patterns/reading.ts': [
        'add',
        'div',
        'maximum',
        'minimum',
        'mul',
        'neg',
        'pow',
        'reduce_max',
        'square',
        'sub',
      ],
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
