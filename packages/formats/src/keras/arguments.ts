import { isJson, type Json } from './config.ts';

/** One result of one call of a layer. */
export interface TensorRef {
  readonly layer: string;
  readonly call: number;
  readonly tensor: number;
}

/** What a layer is called with: a tensor (its place among the call's inputs), or a value that the file holds. */
export type Argument =
  | null
  | boolean
  | number
  | string
  | readonly Argument[]
  | { readonly kind: 'tensor'; readonly input: number }
  | { readonly kind: 'slice'; readonly start: Argument; readonly stop: Argument; readonly step: Argument }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'unknown' };

/** One call of a layer or an operation. */
export interface Call {
  /** Tensors among the arguments, in their order. */
  readonly inputs: readonly TensorRef[];
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
}

const maximumDepth = 16;

type Ref = readonly [string, number?, number?, unknown?];

const isRef = (value: unknown): value is Ref =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  Number.isInteger(value[1] ?? 0) &&
  Number.isInteger(value[2] ?? 0);

const toRef = ([layer, call, tensor]: Ref): TensorRef => ({
  layer,
  call: call ?? 0,
  tensor: tensor ?? 0,
});

/** Keras 2 writes a first argument that is no tensor as [mark, -1, value, options]. */
const constantMark = '_CONSTANT_VALUE';

/** Converts arguments, and collects the tensors among them. `isLayer` tells a reference from a list that looks like one. */
const openReader = (isLayer: (name: string) => boolean) => {
  const inputs: TensorRef[] = [];
  const tensor = (ref: TensorRef): Argument => ({ kind: 'tensor', input: inputs.push(ref) - 1 });
  const fromObject = (value: Json, depth: number): Argument => {
    const config = isJson(value['config']) ? value['config'] : value;
    switch (value['class_name']) {
      case '__keras_tensor__':
        return isRef(config['keras_history']) ? tensor(toRef(config['keras_history'])) : { kind: 'unknown' };
      case '__slice__':
        return slice(config, depth);
      case '__ellipsis__':
        return { kind: 'ellipsis' };
      case '__tuple__':
        return read(value['items'] ?? config['value'], depth + 1);
      case '__tensor__':
      case '__numpy__':
        return read(config['value'], depth + 1);
      default:
        return 'start' in value && 'stop' in value && 'step' in value ? slice(value, depth) : { kind: 'unknown' };
    }
  };
  const slice = ({ start, stop, step }: Json, depth: number): Argument => ({
    kind: 'slice',
    start: read(start ?? null, depth + 1),
    stop: read(stop ?? null, depth + 1),
    step: read(step ?? null, depth + 1),
  });
  const read = (value: unknown, depth = 0): Argument => {
    if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
      return value;
    if (depth > maximumDepth) return { kind: 'unknown' };
    if (isRef(value) && value.length >= 3 && isLayer(value[0])) return tensor(toRef(value));
    if (Array.isArray(value)) return value.map((item: unknown) => read(item, depth + 1));
    return isJson(value) ? fromObject(value, depth) : { kind: 'unknown' };
  };
  /** A Keras 2 node's reference, whose layer must exist. */
  const readRef = (value: unknown, depth = 0): Argument => {
    if (!isRef(value))
      return Array.isArray(value) && depth < maximumDepth
        ? value.map((item: unknown) => readRef(item, depth + 1))
        : { kind: 'unknown' };
    return value[0] === constantMark ? read(value[2]) : tensor(toRef(value));
  };
  return { inputs, read, readRef };
};

const readNamed = (value: unknown, read: (value: unknown) => Argument): Readonly<Record<string, Argument>> =>
  isJson(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(item)])) : {};

/**
 * An entry of `inbound_nodes`: Keras 2's [name, call, tensor, options] or a list of such, Keras 3's
 * { args, kwargs } with `__keras_tensor__` objects.
 */
export const readCall = (node: unknown, isLayer: (name: string) => boolean): Call => {
  const { inputs, read, readRef } = openReader(isLayer);
  if (isJson(node)) {
    const args = Array.isArray(node['args']) ? node['args'].map((item: unknown) => read(item)) : [];
    return { inputs, args, named: readNamed(node['kwargs'], read) };
  }
  const [first] = Array.isArray(node) ? (node as readonly unknown[]) : [];
  const alone = isRef(node);
  const options: unknown = alone ? node[3] : Array.isArray(first) ? first[3] : undefined;
  const args = node === undefined ? [] : [readRef(node)];
  return { inputs, args, named: readNamed(options, read) };
};

/** References of `input_layers` and `output_layers`: one, a list, or a list with names. */
export const endpoints = (value: unknown, depth = 0): readonly TensorRef[] => {
  if (depth > maximumDepth) return [];
  if (isRef(value)) return [toRef(value)];
  const items: readonly unknown[] = Array.isArray(value) ? value : isJson(value) ? Object.values(value) : [];
  return items.flatMap((item) => endpoints(item, depth + 1));
};
