import {
  elementCount,
  isWide,
  TinymlError,
  toBytes,
  type Constants,
  type Graph,
  type Tensor,
  type TensorData,
} from '@tinyml/core';
import { initialState, notYet } from '@tinyml/core/internal';
import type { StateBuffer } from '../program/program.ts';
import { ctypeOf, type ConstantPool } from './constant-pool.ts';
import type { Placement } from './placement.ts';

/** The part of the tensor that it consists of again and again: a row of a ring that has seen no frame yet, else all of it. */
const repeatedPart = <Data extends TensorData>({ data, type: { shape } }: Tensor<Data>): Data => {
  const bytes = toBytes(data);
  for (let axis = shape.length; axis > 0; axis -= 1) {
    const part = elementCount(shape.slice(axis));
    const width = part * data.BYTES_PER_ELEMENT;
    if (bytes.every((byte, at) => at < width || byte === bytes[at - width])) return data.subarray(0, part) as Data;
  }
  return data;
};

/** The state's buffers and how each begins: one byte over and over, or a constant so many times. */
export const initialBuffers = (
  graph: Graph,
  constants: Constants,
  places: Placement,
  pool: ConstantPool,
): readonly StateBuffer[] =>
  (graph.state ?? []).map((state): StateBuffer => {
    const { name } = state;
    const tensor = places.write(state.input);
    const first = initialState(graph, state, constants);
    const bytes = toBytes(first.data);
    const [byte = 0] = bytes;
    if (bytes.every((one) => one === byte)) return { name, tensor, initial: { byte } };
    const ctype = ctypeOf(first);
    if (isWide(first.data))
      throw new TinymlError(
        notYet(`state of 64-bit integers that does not begin with zero (${name})`, 'make it int32'),
      );
    const values = repeatedPart({ ...first, data: first.data });
    const constant = pool.add(`${name.replace(/\W+/g, '_')}_initial`, { ctype, values }, true);
    return { name, tensor, initial: { constant, times: first.data.length / values.length } };
  });
