import {
  elementCount,
  sameShape,
  type OpName,
  type Ops,
  type SourceNode,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import type { Assembly, AssemblyPlace } from './assembly.ts';

/** What puts one operator of a file into the graph. */
export interface Emitter extends Pick<Assembly, 'typeOf' | 'data' | 'state' | 'keep' | 'nested'> {
  readonly source: SourceNode;
  /** The first node has the name of the file's operator; further ones carry `suffix`. @throws OperatorError */
  emit<Name extends OpName>(op: Name, attrs: Ops[Name], inputs: readonly (ValueId | null)[], suffix?: string): ValueId;
  /** The same for a node with several results: all of them. */
  emitAll<Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    suffix?: string,
    more?: Pick<AssemblyPlace, 'types' | 'kept' | 'graphs'>,
  ): readonly ValueId[];
  shapeOf(id: ValueId): readonly number[];
  /** The elements of a constant, as numbers. */
  numbers(id: ValueId): readonly number[] | undefined;
  constant(role: string, type: TensorType, data: Parameters<Assembly['constant']>[2]): ValueId;
  /** A float32 constant; [] for a scalar. */
  floats(role: string, shape: readonly number[], values: readonly number[]): ValueId;
  /** An int32 constant. */
  ints(role: string, shape: readonly number[], values: readonly number[]): ValueId;
  /** The same elements under another shape; `x` where that is its shape. */
  reshaped(x: ValueId, shape: readonly number[]): ValueId;
  /** Axes in another order: axis i of the result is axis perm[i] of x. A view where only axes of size 1 move. */
  permuted(x: ValueId, perm: readonly number[]): ValueId;
}

const isView = (shape: readonly number[], perm: readonly number[]): boolean => {
  const moved = perm.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, i) => i === 0 || axis > (moved[i - 1] ?? 0));
};

export const openEmitter = (assembly: Assembly, source: SourceNode): Emitter => {
  let isNamed = false;
  const emitAll: Emitter['emitAll'] = (op, attrs, inputs, suffix = op, more = {}) => {
    const further = `${source.name}_${suffix}`;
    const place = { name: isNamed ? further : source.name, folded: further, source, ...more };
    const results = assembly.emitAll(op, attrs, inputs, place);
    isNamed ||= results.some((id) => assembly.data(id) === undefined);
    return results;
  };
  const emit: Emitter['emit'] = (op, attrs, inputs, suffix) => {
    const [result] = emitAll(op, attrs, inputs, suffix);
    if (result === undefined) throw new Error(`${op} has no result`);
    return result;
  };
  const constant: Emitter['constant'] = (role, type, data) => assembly.constant(`${source.name}/${role}`, type, data);
  const shapeOf = (id: ValueId): readonly number[] => assembly.typeOf(id).shape;
  const ints: Emitter['ints'] = (role, shape, values) =>
    constant(role, { dtype: 'int32', shape }, Int32Array.from(values));
  const reshaped: Emitter['reshaped'] = (x, shape) =>
    sameShape(shapeOf(x), shape) ? x : emit('reshape', { newShape: [...shape] }, [x], 'reshape');
  return {
    source,
    typeOf: assembly.typeOf,
    data: assembly.data,
    state: assembly.state,
    nested: assembly.nested,
    keep: assembly.keep,
    emit,
    emitAll,
    shapeOf,
    numbers(id) {
      const elements = assembly.data(id);
      return elements && Array.from(elements as ArrayLike<number | bigint>, Number);
    },
    constant,
    floats: (role, shape, values) =>
      constant(role, { dtype: 'float32', shape }, Float32Array.from({ length: elementCount(shape) }, (_, i) => values[i] ?? 0)), // prettier-ignore
    ints,
    reshaped,
    permuted(x, perm) {
      const shape = shapeOf(x);
      const result = perm.map((axis) => shape[axis] ?? 1);
      if (isView(shape, perm)) return reshaped(x, result);
      return emit('transpose', {}, [x, ints('perm', [perm.length], perm)], 'transpose');
    },
  };
};
