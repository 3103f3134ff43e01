import {
  memoryConstants,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { materialize } from '../materialize.ts';
import type { QuantizedForm } from './quantized-form.ts';

/** New constants live as long as the trial that they are made for. */
const scratchOver = (constants: Constants): Constants => {
  const fresh = memoryConstants();
  const own = new Set<string>();
  return {
    get: (digest) => (own.has(digest) ? fresh : constants).get(digest),
    put(bytes) {
      const digest = fresh.put(bytes);
      own.add(digest);
      return digest;
    },
  };
};

export interface SingleLayer {
  readonly graph: Graph;
  readonly constants: Constants;
}

/**
 * The float graph in which only the node of this name is quantised: what it reads, its constants and what it writes have their stored forms,
 * all else is as it was, without the biases that were corrected for rounded weights. undefined: nothing of it is quantised.
 */
export const withOneLayerQuantized = (
  { float, meant, inner }: QuantizedForm,
  name: string,
  constants: Constants,
  operators: OperatorTable,
): SingleLayer | undefined => {
  const node = meant.nodes.find(({ id }) => id === name);
  if (node === undefined) return undefined;
  const operands = [...node.inputs, ...node.outputs].flatMap((id) => (id === null ? [] : [valueOf(meant, id)]));
  if (!operands.some(({ intent }) => intent !== undefined)) return undefined;
  const values = new Map<ValueId, Value>([...float.values, ...operands.map((value) => [value.id, value] as const)]);
  const nodes = float.nodes.map((other) => (other.id === name ? node : other));
  const own = scratchOver(constants);
  const { graph } = materialize({ ...float, values, nodes }, { constants: own, operators, io: 'float32', inner });
  // A node that has no such form stays float; then there are nothing but copies of its operands.
  const made = graph.nodes.find(({ id }) => id === name);
  const isStored = made?.inputs.some((id) => id !== null && valueOf(graph, id).type.quant !== undefined);
  const isHalf = [...graph.values.values()].some(({ type }) => type.dtype === 'float16');
  return isStored === true || isHalf ? { graph, constants: own } : undefined;
};
