import { slotOf, TinymlError, whyNone, type Graph, type Node, type OpName, type OperatorTable } from '@tinyml/core';
import { untrainableNode, untrainableOperator } from '../diagnostics/executor.ts';
import { gradientSlot, type Gradient } from './gradient.ts';

/** By the operator's name. */
export type Gradients = ReadonlyMap<OpName, Gradient>;

const isGradient = (exported: unknown): exported is Gradient =>
  typeof exported === 'object' && exported !== null && typeof (exported as Partial<Gradient>).prepare === 'function';

const load = async ({ id, op }: Node, operators: OperatorTable): Promise<Gradient> => {
  const operator = operators.get(op);
  const open = slotOf(gradientSlot, operator);
  if (open === undefined)
    throw new TinymlError(untrainableOperator(id, op, operator && whyNone(gradientSlot, operator)));
  const gradient: unknown = await open().then(
    (module) => module.gradient,
    (error: unknown) => {
      throw new TinymlError(untrainableNode(id, op, `its gradient cannot be loaded: ${String(error)}`));
    },
  );
  if (isGradient(gradient)) return gradient;
  throw new TinymlError(untrainableNode(id, op, 'the file of its gradient exports no `gradient` with `prepare`'));
};

/**
 * The gradients of all operators in the graphs: nothing of other operators is loaded.
 * @throws TinymlError TML617 for an operator that has none, TML618 for one whose file cannot be used
 */
export const loadGradients = async (graphs: readonly Graph[], operators: OperatorTable): Promise<Gradients> => {
  const users = new Map<OpName, Node>();
  for (const node of graphs.flatMap(({ nodes }) => nodes)) if (!users.has(node.op)) users.set(node.op, node);
  return new Map(
    await Promise.all([...users.values()].map(async (node) => [node.op, await load(node, operators)] as const)),
  );
};
