import {
  allocate,
  constantValue,
  elementCount,
  integerRange,
  isOperatorError,
  memoryConstants,
  type Constants,
  type DType,
  type Graph,
  type Node,
  type Operator,
  type Quant,
  type Tensor,
  type TensorData,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import type { Random } from './random.ts';

/**
 * How the stored integers of a result are scaled: as the first operand's, as given, or so that they fill their range on the
 * draft's own input.
 */
export type ResultScale = 'same' | 'fitted' | Quant;

/** A graph that grows node by node, computed as it grows on one random input. */
export interface Draft {
  readonly random: Random;
  readonly constants: Constants;
  /** Values that are computed, in the order of their nodes. */
  readonly computed: () => readonly string[];
  readonly tensor: (id: string) => Tensor;
  readonly input: (type: TensorType) => string;
  readonly constant: (type: TensorType, data: TensorData) => string;
  /** A one-dimensional or shaped constant of int32. */
  readonly ints: (values: readonly number[], shape?: readonly number[]) => string;
  /**
   * Adds a node and gives its results, or undefined where the operator does not take these operands. `dtype`: of the results,
   * where it is not what inference says.
   */
  readonly node: (
    op: string,
    attrs: object,
    inputs: readonly (string | null)[],
    scale?: ResultScale,
    dtype?: DType,
  ) => readonly string[] | undefined;
  /** Inputs with what they hold, and the graph, whose outputs are all values that no node reads. */
  readonly finish: () => { readonly graph: Graph; readonly inputs: readonly TensorData[] };
}

const quantised: readonly DType[] = ['int8', 'uint8', 'int16'];

/** Elements as they come from sensors and layers: all of a small integer type, or reals of about one. */
export const randomData = ({ dtype, shape, quant }: TensorType, random: Random): TensorData => {
  const count = elementCount(shape);
  if (dtype === 'int64') return BigInt64Array.from({ length: count }, () => BigInt(random.int(-50, 50)));
  const data = allocate(dtype, count) as Float32Array;
  const [low, high] =
    dtype === 'float32' || dtype === 'float16' ? [0, 0] : dtype === 'bool' ? [0, 1] : integerRange(dtype as 'int8');
  const [least, greatest] =
    quant !== undefined && dtype !== 'int32' ? [low, high] : [Math.max(low, -50), Math.min(high, 50)];
  for (let i = 0; i < count; i += 1)
    data[i] = dtype === 'float32' ? random.next() * 4 - 2 : random.int(least, greatest);
  return data;
};

/** Nothing that no arithmetic can compare: neither NaN nor numbers so large that they overflow, or that single precision has gaps. */
const isTame = (data: TensorData): boolean =>
  data instanceof Float32Array
    ? data.every((x) => Number.isFinite(x) && Math.abs(x) < 1e4)
    : !(data instanceof Int32Array) || data.every((x) => Math.abs(x) < 2 ** 24);

/** Whether the range suits the elements: few are clipped at its upper end, and an activation may cut off half at its lower one. */
const suits = (data: TensorData, dtype: DType): boolean => {
  const [low, high] = integerRange(dtype as 'int8');
  const stored = data as Int8Array;
  const share = (limit: number): number => stored.filter((x) => x === limit).length / Math.max(1, stored.length);
  return share(high) < 0.1 && share(low) < 0.6;
};

const zeroPointFor = (dtype: DType, random: Random): number =>
  dtype === 'int16' ? 0 : dtype === 'uint8' ? random.int(80, 170) : random.int(-40, 40);

export const randomQuant = (dtype: DType, random: Random): Quant => ({
  scale: [Math.fround(dtype === 'int16' ? 0.0001 + random.next() * 0.0004 : 0.01 + random.next() * 0.03)],
  zeroPoint: [zeroPointFor(dtype, random)],
});

export const openDraft = (random: Random): Draft => {
  const constants = memoryConstants();
  const values = new Map<string, Value>();
  const tensors = new Map<string, Tensor>();
  const nodes: Node[] = [];
  const graphInputs: string[] = [];
  const computed: string[] = [];
  const add = (prefix: string, type: TensorType, data: TensorData): string => {
    const id = `${prefix}${String(values.size)}`;
    values.set(id, prefix === 'c' ? constantValue(constants, id, type, data) : { id, type });
    tensors.set(id, { type, data });
    return id;
  };
  const constant = (type: TensorType, data: TensorData): string => add('c', type, data);
  const tensor = (id: string): Tensor => tensors.get(id) as Tensor;

  interface Application {
    readonly operator: Operator;
    readonly attrs: never;
    readonly inputs: readonly (Tensor | null)[];
  }
  const runAs = (
    { operator, attrs, inputs }: Application,
    outputs: readonly TensorType[],
  ): readonly TensorData[] | undefined => {
    const types = inputs.map((operand) => operand?.type ?? null);
    if (operator.check({ attrs, inputs: types, outputs }) !== undefined) return undefined;
    return operator.run({ attrs, inputs, outputs });
  };
  /** A scale under which few results are clipped, and not all are one: powers of two about the operand's. */
  const fitted = (application: Application, outputs: readonly TensorType[]) => {
    const base = application.inputs.find((operand) => operand?.type.quant)?.type.quant?.scale[0] ?? 0.02;
    const { dtype } = outputs[0] as TensorType;
    const zeroPoint = [zeroPointFor(dtype, random)];
    const within = 0.7 + random.next() * 0.6;
    for (const power of [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const quant = { scale: [Math.fround(base * within * 2 ** power)], zeroPoint };
      const scaled = outputs.map((type) => ({ ...type, quant }));
      const data = runAs(application, scaled);
      if (data?.every((one) => suits(one, dtype))) return { outputs: scaled, data };
    }
    return undefined;
  };

  return {
    random,
    constants,
    computed: () => computed,
    tensor,
    input: (type) => {
      const id = add('x', type, randomData(type, random));
      graphInputs.push(id);
      computed.push(id);
      return id;
    },
    constant,
    ints: (numbers, shape = [numbers.length]) => constant({ dtype: 'int32', shape }, Int32Array.from(numbers)),
    node: (op, attrs, inputs, scale = 'fitted', dtype) => {
      const operator = builtinOperatorTable.get(op);
      if (operator === undefined) throw new Error(`no operator ${op}`);
      const operands = inputs.map((id) => (id === null ? null : tensor(id)));
      const known = inputs.map((id) => {
        if (id === null) return null;
        const { type, data } = tensor(id);
        return { type, ...(values.get(id)?.data !== undefined && { constant: data }) };
      });
      try {
        const application = { operator, attrs: attrs as never, inputs: operands };
        const inferred = operator.infer({ attrs: attrs as never, inputs: known });
        if (inferred.some(({ shape }) => elementCount(shape) > 4000 || elementCount(shape) === 0 || shape.length > 5))
          return undefined;
        const plain = inferred.map((type): TensorType => ({ dtype: dtype ?? type.dtype, shape: type.shape }));
        const first = operands.find((operand) => operand?.type.quant)?.type.quant;
        const isStored =
          quantised.includes((plain[0] as TensorType).dtype) && (first !== undefined || typeof scale === 'object');
        const given = scale === 'same' ? first : typeof scale === 'object' ? scale : undefined;
        const fixed = plain.map((type): TensorType =>
          isStored && given && quantised.includes(type.dtype) ? { ...type, quant: given } : type,
        );
        const fit =
          isStored && given === undefined
            ? fitted(application, plain)
            : { outputs: fixed, data: runAs(application, fixed) };
        if (fit?.data === undefined || !fit.data.every(isTame)) return undefined;
        const { data } = fit;
        const outputs = fit.outputs.map((type, i) => add('v', type, data[i] as TensorData));
        nodes.push({ id: `n${String(nodes.length)}`, op, attrs, inputs, outputs } as unknown as Node);
        computed.push(...outputs);
        return outputs;
      } catch (error) {
        if (isOperatorError(error)) return undefined;
        throw error;
      }
    },
    finish: () => {
      const read = new Set(nodes.flatMap(({ inputs }) => inputs));
      const outputs = computed.filter((id) => !read.has(id) && !graphInputs.includes(id));
      const used = new Set<string | null>([...graphInputs, ...read, ...computed]);
      return {
        graph: {
          name: 'm',
          inputs: graphInputs,
          outputs,
          values: new Map([...values].filter(([id]) => used.has(id))),
          nodes,
        },
        inputs: graphInputs.map((id) => tensor(id).data),
      };
    },
  };
};
