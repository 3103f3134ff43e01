import { isWide, TinymlError, toBytes, type Constants, type Graph } from '@tinyml/core';
import { initialState, notYet } from '@tinyml/core/internal';
import type { StateBuffer } from '../program/program.ts';
import { ctypeOf, type ConstantPool } from './constant-pool.ts';
import type { Placement } from './placement.ts';

/** The state's buffers and how each begins: one byte over and over, or a constant. */
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
    if (ctype === undefined || isWide(first.data))
      throw new TinymlError(
        notYet(`state of 64-bit integers that does not begin with zero (${name})`, 'make it int32'),
      );
    const constant = pool.add(`${name.replace(/\W+/g, '_')}_initial`, { ctype, values: first.data }, true);
    return { name, tensor, initial: { constant } };
  });
