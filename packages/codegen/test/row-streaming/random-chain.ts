import {
  allocate,
  constantValue,
  memoryConstants,
  type Constants,
  type DType,
  type Graph,
  type Node,
  type Quant,
  type TensorData,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { filled, quantOf, values } from '../../../operators/test/kernels/nn-cases.ts';

/** A graph with one output, every node of which gives rows, and an input for it. */
export interface Chain {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly input: TensorData;
}

/** A chain of 2 to 6 nodes with random sizes, strides, paddings, dilations, zero points and skips past some nodes. */
export const randomChain = (seed: number): Chain => {
  const next = values(seed * 7919 + 1);
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const dtype: DType = next() < 0.75 ? 'int8' : 'float32';
  const series = next() < 0.2;
  const constants = memoryConstants();
  const table = new Map<string, Value>();
  const nodes: Node[] = [];
  const quantized = (): { readonly quant?: Quant } => (dtype === 'int8' ? { quant: quantOf(next) } : {});
  const add = (id: string, type: TensorType): string => {
    table.set(id, { id, type });
    return id;
  };
  const constant = (id: string, type: TensorType): string => {
    table.set(id, constantValue(constants, id, type, filled(type, next).data));
    return id;
  };
  const typeOf = (id: string): TensorType => (table.get(id) as Value).type;
  const shape = [1, series ? 1 : 6 + below(18), series ? 8 + below(24) : 1 + below(9), pick([1, 2, 3, 4, 4, 8, 8, 12])];
  const input = add('x', { dtype, shape, ...quantized() });

  const emit = (op: string, attrs: object, inputs: readonly string[], quant?: Quant): string | undefined => {
    const operator = builtinOperators.find(({ name }) => name === op);
    const operands = inputs.map((id) => ({ type: typeOf(id) }));
    try {
      const [type] = operator?.infer({ attrs: attrs as never, inputs: operands }) ?? [];
      if (type === undefined || type.shape.some((extent) => extent < 1)) return undefined;
      const id = add(`v${String(nodes.length)}`, {
        dtype,
        shape: type.shape,
        ...(quant === undefined ? {} : { quant }),
      });
      nodes.push({ id: `n${String(nodes.length)}`, op, attrs, inputs, outputs: [id] } as unknown as Node);
      return id;
    } catch {
      return undefined; // the window does not fit
    }
  };

  const weights = (name: string, shapeOfWeights: readonly number[], axis: number, channels: number, x: TensorType) => {
    if (dtype === 'float32')
      return [
        constant(`${name}_w`, { dtype, shape: shapeOfWeights }),
        constant(`${name}_b`, { dtype, shape: [channels] }),
      ];
    const scale = Array.from({ length: channels }, () => Math.fround(0.002 + next() * 0.01));
    const zeroPoint = scale.map(() => 0);
    const biasScale = scale.map((s) => Math.fround(s * (x.quant?.scale[0] ?? 1)));
    return [
      constant(`${name}_w`, { dtype: 'int8', shape: shapeOfWeights, quant: { scale, zeroPoint, axis } }),
      constant(`${name}_b`, { dtype: 'int32', shape: [channels], quant: { scale: biasScale, zeroPoint, axis: 0 } }),
    ];
  };

  const extend = (from: string): string | undefined => {
    const x = typeOf(from);
    const [, height, , channels] = x.shape as readonly [number, number, number, number];
    const name = `n${String(nodes.length)}`;
    const size = (): [number, number] => [height === 1 ? 1 : 1 + below(4), 1 + below(4)];
    const strides = [height === 1 ? 1 : 1 + below(3), 1 + below(3)];
    const activation = pick(['none', 'relu', 'relu6'] as const);
    const [kh, kw] = size();
    const explicit = [below(kh), below(kh), below(kw), below(kw)];
    const padding = pick(['same', 'valid', explicit] as const);
    const kind = pick(['conv', 'conv', 'depthwise', 'depthwise', 'max', 'average', 'add', 'add', 'relu', 'offset']);
    switch (kind) {
      case 'conv': {
        const results = pick([1, 2, 4, 4, 8, 5]);
        const dilations = pick([
          [1, 1],
          [1, 1],
          [2, 1],
          [1, 2],
        ]);
        const attrs = { padding, strides: dilations.includes(2) ? [1, 1] : strides, dilations, activation };
        const own = weights(name, [results, kh, kw, channels], 0, results, x);
        return emit('conv_2d', attrs, [from, ...own], quantized().quant);
      }
      case 'depthwise': {
        const depthMultiplier = pick([1, 1, 1, 2]);
        const attrs = { padding, strides: [strides[0], strides[0]], dilations: [1, 1], depthMultiplier, activation };
        const own = weights(name, [1, kh, kw, channels * depthMultiplier], 3, channels * depthMultiplier, x);
        return emit(
          'depthwise_conv_2d',
          height === 1 ? { ...attrs, strides: [1, 1] } : attrs,
          [from, ...own],
          quantized().quant,
        );
      }
      case 'max':
      case 'average':
        return emit(`${kind}_pool_2d`, { padding, strides, filter: [kh, kw], activation }, [from], x.quant);
      case 'relu':
        return emit('relu', {}, [from], quantized().quant);
      case 'offset': {
        const own = constant(`${name}_c`, { dtype, shape: [1, 1, 1, channels], ...quantized() });
        return emit('mul', { activation }, [from, own], quantized().quant);
      }
      default: {
        const alike = [...table.values()].filter(
          ({ id, type, data }) => id !== from && data === undefined && type.shape.join() === x.shape.join(),
        );
        return alike.length === 0 ? undefined : emit('add', { activation }, [from, pick(alike).id], quantized().quant);
      }
    }
  };

  let last = input;
  const wanted = 2 + below(5);
  for (let tries = 0; nodes.length < wanted && tries < 60; tries += 1) last = extend(last) ?? last;
  const graph: Graph = { name: 'chain', inputs: [input], outputs: [last], values: table, nodes };
  const data = nodes.length === 0 ? allocate(dtype, 0) : filled(typeOf(input), next).data;
  return { graph, constants, input: data };
};
