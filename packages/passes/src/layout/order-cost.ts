import { byteLength, type Node, type TensorType, type ValueId } from '@tinyml/core';
import {
  composedOrder,
  inverseOrder,
  isOwnOrder,
  movesNothing,
  ownOrder,
  typeInOrder,
  type AxisOrder,
} from '@tinyml/core/internal';
import type { Reordered } from './axis-order-slot.ts';
import type { Read, TransposedReads } from './transposed-reads.ts';

/** Which nodes compute in another form. */
export type Forms = ReadonlyMap<Node, Reordered>;

/** What a node of its own costs beside the bytes that it moves. A reshape costs nothing but its line in the schedule. */
const perTranspose = 64;
const perReshape = 1 / 64;

/** The order in which the origin is wanted so that `read` gets what its node's form reads. */
export const wantedOrder = ({ node, index, origin }: Read, forms: Forms): AxisOrder => {
  const operand = node === undefined ? undefined : forms.get(node)?.operands[index];
  return operand === undefined || 'data' in operand ? origin.order : composedOrder(origin.order, operand);
};

/** The form replaces this operand by a constant of its own. */
export const readsNothing = ({ node, index }: Read, forms: Forms): boolean => {
  const operand = node === undefined ? undefined : forms.get(node)?.operands[index];
  return operand !== undefined && 'data' in operand;
};

/** The order in which a tensor is stored. */
export const storedOrder = (flow: TransposedReads, id: ValueId, forms: Forms): AxisOrder => {
  const producer = flow.producers.get(id);
  return (producer && forms.get(producer.node)?.results[producer.index]) ?? ownOrder(flow.type(id).shape.length);
};

/** What turns a tensor stored in the order `stored` into `wanted`: an order relative to how it is stored. */
export const between = (stored: AxisOrder, wanted: AxisOrder): AxisOrder => composedOrder(inverseOrder(stored), wanted);

export const conversionCost = (type: TensorType, stored: AxisOrder, wanted: AxisOrder): number => {
  const order = between(stored, wanted);
  if (isOwnOrder(order)) return 0;
  return movesNothing(typeInOrder(type, stored).shape, order) ? perReshape : perTranspose + byteLength(type);
};

/** Bytes that transposes move, each for all who read what it gives; those of constants are done when building. */
export const orderCost = (flow: TransposedReads, forms: Forms): number => {
  let cost = 0;
  for (const [id, reads] of flow.reads) {
    if (flow.isConstant(id)) continue;
    const stored = storedOrder(flow, id, forms);
    const wanted = new Map(
      reads
        .filter((read) => !readsNothing(read, forms))
        .map((read) => wantedOrder(read, forms))
        .map((order) => [order.join(), order]),
    );
    for (const order of wanted.values()) cost += conversionCost(flow.type(id), stored, order);
  }
  return cost;
};

/** What the transposes of the graph as it is cost. */
export const presentCost = (flow: TransposedReads, orderOfNode: (node: Node) => AxisOrder | undefined): number =>
  flow.transposes.reduce((sum, node) => {
    const [input] = node.inputs;
    const order = orderOfNode(node);
    if (input == null || order === undefined) return sum;
    const type = flow.type(input);
    return sum + (movesNothing(type.shape, order) ? 2 * perReshape : perTranspose + byteLength(type));
  }, 0);
