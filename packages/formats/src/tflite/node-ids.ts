import type { TfliteOperators } from './operator-table.ts';

/** Last parts of tensor names that mean an operation of TensorFlow, not a layer; those of our operators stand with them. */
const operations = new Set(
  'biasadd conv2dbackpropinput depthwise identity matmul readvariableop resource resize'.split(' '),
);

/** Names that a converter gives when it has none. */
const empty =
  /^(statefulpartitionedcall|sequential|model|functional|partitionedcall|identity|unknown|arith\.constant|tensor|output|tfl\.\w+)?\d*$/i;

const longest = 48;

const reserved = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  bool class delete false namespace new operator private public template this true try typename using virtual`.split(
    /\s+/,
  ),
);

/** Converters append digits to tell operations apart: `Conv2D1`, `Relu_2`. */
const isOperation = (part: string, { tensorNames }: TfliteOperators): boolean => {
  const lower = part.toLowerCase();
  return [lower, lower.replace(/_?\d+$/, '')].some((name) => operations.has(name) || tensorNames.has(name));
};

const isEmpty = (part: string): boolean => empty.test(part.replace(/_\d+$/, ''));

/** `sequential/conv2d/Relu` → `conv2d`; undefined where nothing in the name means a layer. */
const layerOf = (name: string, known: TfliteOperators): string | undefined => {
  const parts = name
    .replace(/:\d+$/, '')
    .split('/')
    .filter((part) => part !== '');
  while (parts.length > 1 && isOperation(parts.at(-1) ?? '', known) && !isEmpty(parts.at(-2) ?? '')) parts.pop();
  const last = (parts.at(-1) ?? '').replace(/_(int8|uint8|int16|float)$/, '');
  return isEmpty(last) ? undefined : last;
};

const identifier = (text: string): string => {
  const safe = text.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, longest);
  if (safe === '' || /^_*$/.test(safe)) return '';
  return /^[0-9_]/.test(safe) || reserved.has(safe) ? `layer_${safe.replace(/^_+/, '')}` : safe;
};

/** Gives each node of a graph a C identifier of its own, after the tensor that it computes; never one of `used`. */
export const nodeNamer = (
  known: TfliteOperators,
  used: Iterable<string> = [],
): ((op: string, tensor: string) => string) => {
  const taken = new Set(used);
  const next = new Map<string, number>();
  return (op, tensor) => {
    const words = known.entryOf(op)?.layerNames;
    const layers = words === 'none' ? [] : tensor.split(';').flatMap((name) => layerOf(name, known) ?? []);
    const fitting = layers.find((layer) => words instanceof RegExp && words.test(layer)) ?? layers[0];
    const plain = fitting === undefined ? op : identifier(fitting) || op;
    let count = next.get(plain) ?? 0;
    let id = plain;
    for (; taken.has(id); id = `${plain}_${String(count)}`) count += 1;
    next.set(plain, count);
    taken.add(id);
    return id;
  };
};
