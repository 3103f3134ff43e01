import { constantValue, memoryConstants, type Constants, type Graph, type Node, type Value } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

/** Builds a float network over images [1,h,w,c], layer by layer; every method gives the result's name. */
export const images = (height: number, width: number, channels: number) => {
  const constants: Constants = memoryConstants();
  const values = new Map<string, Value>([
    ['x', { id: 'x', type: { dtype: 'float32', shape: [1, height, width, channels] } }],
  ]);
  const nodes: Node[] = [];
  const typeOf = (id: string) => (values.get(id) as Value).type;
  const emit = (op: string, attrs: object, inputs: readonly string[]): string => {
    const operator = builtinOperators.find(({ name }) => name === op);
    const [type] = operator?.infer({ attrs: attrs as never, inputs: inputs.map((id) => ({ type: typeOf(id) })) }) ?? [];
    if (type === undefined) throw new Error(`no result of ${op}`);
    const id = `${op}_${String(nodes.length)}`;
    values.set(id, { id, type: { dtype: 'float32', shape: type.shape } });
    nodes.push({ id, op, attrs, inputs, outputs: [id] } as unknown as Node);
    return id;
  };
  const weights = (shape: readonly number[]): string => {
    const id = `w${String(values.size)}`;
    const count = shape.reduce((product, extent) => product * extent, 1);
    values.set(id, constantValue(constants, id, { dtype: 'float32', shape }, new Float32Array(count).fill(0.01)));
    return id;
  };
  return {
    conv: (from: string, results: number, size: number, stride = 1): string =>
      emit('conv_2d', { padding: 'same', strides: [stride, stride], dilations: [1, 1], activation: 'relu' }, [
        from,
        weights([results, size, size, typeOf(from).shape[3] as number]),
        weights([results]),
      ]),
    depthwise: (from: string, stride = 1): string => {
      const results = typeOf(from).shape[3] as number;
      const attrs = {
        padding: 'same',
        strides: [stride, stride],
        dilations: [1, 1],
        depthMultiplier: 1,
        activation: 'none',
      };
      return emit('depthwise_conv_2d', attrs, [from, weights([1, 3, 3, results]), weights([results])]);
    },
    add: (a: string, b: string): string => emit('add', { activation: 'none' }, [a, b]),
    graph: (...outputs: readonly string[]): { readonly graph: Graph; readonly constants: Constants } => ({
      graph: { name: 'images', inputs: ['x'], outputs, values, nodes },
      constants,
    }),
  };
};
