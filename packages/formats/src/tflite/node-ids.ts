import type { OpName } from '@tinyml/core';

/** Last parts of tensor names that say what an operation is, not which layer it belongs to. */
const operations = new Set(
  `add addv2 avgpool biasadd concat conv2d conv2dbackpropinput depthwise depthwiseconv2d
  depthwiseconv2dnative dequantize fakequantwithminmaxvars fusedbatchnorm fusedbatchnormv3 identity leakyrelu matmul
  maximum maxpool mean minimum mul pad quantize readvariableop relu relu6 reshape resource resize resizenearestneighbor shape
  sigmoid softmax split squeeze stack strided_slice sub tanh transpose`.split(/\s+/),
);

/** Names that a converter gives when it has none. */
const empty =
  /^(statefulpartitionedcall|sequential|model|functional|partitionedcall|identity|unknown|arith\.constant|tensor|output|tfl\.\w+)?\d*$/i;

/** Words that a layer of this operator is usually named with, to choose among the names of layers fused into it. */
const words: Partial<Record<OpName, RegExp>> = {
  average_pool_2d: /pool/i,
  conv_2d: /^(?!.*depthwise).*conv/i,
  depthwise_conv_2d: /depthwise|conv/i,
  fully_connected: /dense|logits|\bfc/i,
  max_pool_2d: /pool/i,
};

const longest = 48;

const reserved = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  bool class delete false namespace new operator private public template this true try typename using virtual`.split(
    /\s+/,
  ),
);

/** Converters append digits to tell operations apart: `Conv2D1`, `Relu_2`. */
const isOperation = (part: string): boolean => {
  const lower = part.toLowerCase();
  return operations.has(lower) || operations.has(lower.replace(/_?\d+$/, ''));
};

const isEmpty = (part: string): boolean => empty.test(part.replace(/_\d+$/, ''));

/** `sequential/conv2d/Relu` → `conv2d`; undefined where nothing in the name means a layer. */
const layerOf = (name: string): string | undefined => {
  const parts = name
    .replace(/:\d+$/, '')
    .split('/')
    .filter((part) => part !== '');
  while (parts.length > 1 && isOperation(parts.at(-1) ?? '') && !isEmpty(parts.at(-2) ?? '')) parts.pop();
  const last = (parts.at(-1) ?? '').replace(/_(int8|uint8|int16|float)$/, '');
  return isEmpty(last) ? undefined : last;
};

const identifier = (text: string): string => {
  const safe = text.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, longest);
  if (safe === '' || /^_*$/.test(safe)) return '';
  return /^[0-9_]/.test(safe) || reserved.has(safe) ? `layer_${safe.replace(/^_+/, '')}` : safe;
};

/** Gives each node of a graph a C identifier of its own, after the tensor that it computes; never one of `used`. */
export const nodeNamer = (used: Iterable<string> = []): ((op: OpName, tensor: string) => string) => {
  const taken = new Set(used);
  const next = new Map<string, number>();
  return (op, tensor) => {
    const layers = tensor.split(';').flatMap((name) => layerOf(name) ?? []);
    const fitting = layers.find((layer) => words[op]?.test(layer)) ?? layers[0];
    const plain = op === 'quantize' || op === 'dequantize' || fitting === undefined ? op : identifier(fitting) || op;
    let count = next.get(plain) ?? 0;
    let id = plain;
    for (; taken.has(id); id = `${plain}_${String(count)}`) count += 1;
    next.set(plain, count);
    taken.add(id);
    return id;
  };
};
