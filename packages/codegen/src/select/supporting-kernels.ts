import {
  valueOf,
  type Graph,
  type Kernel,
  type KernelOperand,
  type KernelRequest,
  type Metric,
  type Node,
  type OperatorTable,
  type Priority,
  type Target,
} from '@tinyml/core';
import { costOn } from '../core-speed.ts';
import type { Rejection } from './choice.ts';
import { formsOf } from './equivalent-forms.ts';
import type { Folding } from './folding.ts';
import type { Follower } from './followers.ts';
import { runsOn } from './instruction-sets.ts';
import type { Selected } from './selected.ts';

/** What selection looks at. */
export interface SelectionContext {
  readonly graph: Graph;
  readonly folding: Folding;
  readonly operators: OperatorTable;
  readonly kernels: readonly Kernel[];
  readonly target: Target;
}

/** `half`: with float16 constants as they are stored. */
const requestOf = (
  { graph, folding, operators, target }: SelectionContext,
  first: Node,
  followers: readonly Follower[],
  half: boolean,
  priority: Metric,
): KernelRequest => {
  const operandsOf = (node: Node) => ({
    node,
    inputs: node.inputs.map((id): KernelOperand | null => {
      if (id === null) return null;
      const { type, encoding } = valueOf(graph, id);
      const constant = (half ? folding.half(id) : undefined) ?? folding.constant(id);
      if (constant === undefined) return { type };
      return { type: constant.type, constant: constant.data, ...(encoding === undefined ? {} : { encoding }) };
    }),
    outputs: node.outputs.map((id) => valueOf(graph, id).type),
  });
  return {
    ...operandsOf(first),
    ...(followers.length === 0 ? {} : { followers: followers.map(({ node, fed }) => ({ ...operandsOf(node), fed })) }),
    operators,
    core: target.core,
    priority,
  };
};

/** What comes first. */
export const priorityOf = ({ priority: [first = 'size'] }: Target): Priority => first;

/** What kernels are asked for: small or fast, and in balance both. */
const askedFor = (target: Target): readonly Metric[] => {
  const priority = priorityOf(target);
  return priority === 'balanced' ? ['size', 'latency'] : [priority];
};

/** Kernels that run a line of nodes, and why the others do not. */
export interface Supporting {
  readonly found: readonly Selected[];
  readonly rejections: readonly Rejection[];
}

/** The kernels that run the line of nodes, on float16 constants where any takes them, and why the others do not. */
export const supportingKernels = (
  context: SelectionContext,
  kernels: readonly Kernel[],
  node: Node,
  followers: readonly Follower[] = [],
): Supporting => {
  const nodes = [node, ...followers.map((follower) => follower.node)];
  const inputs = [
    ...node.inputs,
    ...followers.flatMap((follower) => follower.node.inputs.filter((_, i) => i !== follower.fed)),
  ];
  const outputs = nodes.at(-1)?.outputs ?? [];
  const half = nodes.some((one) => one.inputs.some((id) => id !== null && context.folding.half(id) !== undefined));
  const found: Selected[] = [];
  let rejections: Rejection[] = [];
  for (const halves of half ? [true, false] : [false]) {
    if (found.length > 0) break;
    rejections = [];
    const requests = askedFor(context.target).flatMap((priority) =>
      formsOf(requestOf(context, node, followers, halves, priority)),
    );
    for (const request of requests)
      for (const kernel of kernels.filter(({ op }) => op === request.node.op)) {
        const offCore = !runsOn(kernel.isa, request.core);
        const verdict = offCore
          ? `needs the ${kernel.isa} instructions, which ${request.core} lacks`
          : kernel.supports(request);
        if (verdict === true) {
          const cost = costOn(request.core, kernel.cost(request));
          found.push({ nodes, inputs, outputs, kernel, request, cost, why: '' });
        } else rejections.push({ kernel, why: verdict, offCore });
      }
  }
  return { found, rejections };
};
