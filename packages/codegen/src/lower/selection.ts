import {
  noKernel,
  valueOf,
  type Core,
  type Cost,
  type Graph,
  type Kernel,
  type KernelOperand,
  type KernelRequest,
  type Metric,
  type Node,
  type Target,
  TinymlError,
  type Diagnostic,
} from '@tinyml/core';
import type { Folding } from './folding.ts';

/** A node with the kernel that will run it. */
export interface Selected {
  readonly node: Node;
  readonly kernel: Kernel;
  readonly request: KernelRequest;
  readonly cost: Cost;
  readonly why: string;
}

const dsp: readonly Core[] = ['cortex-m4', 'cortex-m4f', 'cortex-m7', 'cortex-m33', 'cortex-m55', 'cortex-m85'];
const mve: readonly Core[] = ['cortex-m55', 'cortex-m85'];

const runsOn = (isa: Kernel['isa'], core: Core): boolean =>
  isa === 'generic' || (isa === 'dsp' ? dsp : mve).includes(core);

const requestOf = (graph: Graph, folding: Folding, node: Node, target: Target, half: boolean): KernelRequest => ({
  node,
  inputs: node.inputs.map((id): KernelOperand | null => {
    if (id === null) return null;
    const { type, encoding } = valueOf(graph, id);
    const constant = (half ? folding.half(id) : undefined) ?? folding.constant(id);
    if (constant === undefined) return { type };
    return { type: constant.type, constant: constant.data, ...(encoding === undefined ? {} : { encoding }) };
  }),
  outputs: node.outputs.map((id) => valueOf(graph, id).type),
  core: target.core,
  priority: target.priority[0] ?? 'size',
});

/** Under priority size, generic code is taken up to this many times the fastest kernel's cycles. */
const slowest = 2;

const cheapest = (candidates: readonly Selected[], priority: Metric): Selected => {
  const rank = ({ kernel, cost }: Selected): readonly [number, number] =>
    priority === 'size' ? [kernel.isa === 'generic' ? 0 : 1, cost.instructions] : [cost.cycles, cost.instructions];
  const fastest = Math.min(...candidates.map(({ cost }) => cost.cycles));
  const fit = candidates.filter(({ cost }) => priority !== 'size' || cost.cycles <= slowest * fastest);
  return fit.reduce((best, candidate) => {
    const [a, b] = [rank(best), rank(candidate)];
    return b[0] < a[0] || (b[0] === a[0] && b[1] < a[1]) ? candidate : best;
  });
};

const among = (kernels: readonly Kernel[], request: KernelRequest): { found: Selected[]; reasons: string[] } => {
  const found: Selected[] = [];
  const reasons: string[] = [];
  for (const kernel of kernels) {
    const verdict = runsOn(kernel.isa, request.core)
      ? kernel.supports(request)
      : `needs the ${kernel.isa} instructions, which ${request.core} lacks`;
    if (verdict === true) found.push({ node: request.node, kernel, request, cost: kernel.cost(request), why: '' });
    else reasons.push(`${kernel.name}: ${verdict}`);
  }
  return { found, reasons };
};

/**
 * The kernel for each node. @throws TinymlError with one diagnostic for every node that no kernel supports.
 */
export const selectKernels = (
  graph: Graph,
  folding: Folding,
  kernels: readonly Kernel[],
  target: Target,
  nodes: readonly Node[],
): ReadonlyMap<Node, Selected> => {
  const priority = target.priority[0] ?? 'size';
  const problems: Diagnostic[] = [];
  const selected = new Map<Node, Selected>();
  for (const node of nodes) {
    const candidates = kernels.filter((kernel) => kernel.op === node.op);
    const hasHalf = node.inputs.some((id) => id !== null && folding.half(id) !== undefined);
    const half = hasHalf
      ? among(candidates, requestOf(graph, folding, node, target, true))
      : { found: [], reasons: [] };
    const { found, reasons } =
      half.found.length > 0 ? half : among(candidates, requestOf(graph, folding, node, target, false));
    if (found.length === 0) {
      problems.push(noKernel(node.source?.name ?? node.id, node.op, target.core, reasons));
      continue;
    }
    const best = cheapest(found, priority);
    const why =
      found.length === 1
        ? 'the only kernel that supports it'
        : `the ${priority === 'size' ? 'smallest' : 'fastest'} of ${String(found.length)}: ${found.map(({ kernel }) => kernel.name).join(', ')}`;
    selected.set(node, { ...best, why });
  }
  if (problems.length > 0) throw new TinymlError(...problems);
  return selected;
};
