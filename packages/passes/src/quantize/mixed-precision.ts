import { elementCount, nodeMacs, valueOf, type Graph, type OperatorTable, type ValueId } from '@tinyml/core';
import { sqnrNotReached } from '../diagnostics/quantization.ts';
import { outputQuality, type Attempt } from './attempts.ts';
import { innerTensors, nodesAround } from './mixed-intents.ts';
import type { QuantizeContext } from './options.ts';
import type { StoredType } from './stored-type.ts';

/** What computing in int16 takes more: of time by multiplications, of memory by results. */
const costOf = (graph: Graph, nodes: ReadonlySet<string>, operators: OperatorTable): number =>
  graph.nodes
    .filter(({ id }) => nodes.has(id))
    .reduce(
      (sum, node) =>
        sum +
        nodeMacs(graph, node, operators) +
        node.outputs.reduce((elements, id) => elements + elementCount(valueOf(graph, id).type.shape), 0),
      0,
    );

/** Whether outputs keep the type that they have without mixed precision: int8 unless they are asked for in another. */
const keepsOutputs = ({ io }: QuantizeContext['options']): boolean => io === 'auto' || io === 'int8';

const noiseOf = (attempt: Attempt): number => 10 ** (-outputQuality(attempt) / 10);

/** Tensors whose int16 form makes the outputs better, the one with most gain for its cost first. */
const ranked = async (
  int8: Attempt,
  { operators, options, progress, signal }: QuantizeContext,
): Promise<readonly ValueId[]> => {
  const { graph } = int8.variant;
  const before = noiseOf(int8);
  const found: { readonly id: ValueId; readonly ratio: number }[] = [];
  const tensors = innerTensors(graph);
  for (const [done, id] of tensors.entries()) {
    signal.throwIfAborted();
    await new Promise(setImmediate);
    progress(0.8 + (0.15 * done) / tensors.length, 'mixed precision');
    const nodes = nodesAround(graph, new Set([id]), keepsOutputs(options));
    const widened = int8.widened(nodes);
    const gain = before - noiseOf(widened);
    // Where an operator has no such form, the layer would be float.
    if (gain > 0 && widened.stayed.length <= int8.stayed.length)
      found.push({ id, ratio: gain / Math.max(costOf(graph, nodes, operators), 1) });
  }
  return found.toSorted((a, b) => b.ratio - a.ratio).map(({ id }) => id);
};

/**
 * Mixed precision: of the tensors between layers, those whose int16 form gains most for what it costs (greedy by that ratio, each measured by
 * itself), as few as bring the outputs to `minSqnr`. A tensor is int16 only where both sides compute so: hence the layers around it become int16x8.
 */
export const widenToReach = async (
  int8: Attempt,
  { dtype }: StoredType,
  context: QuantizeContext,
): Promise<Attempt> => {
  const { minSqnr, reportSamples } = context.options;
  if (minSqnr === 0 || dtype !== 'int8' || reportSamples === 0 || outputQuality(int8) >= minSqnr) return int8;
  const { graph } = int8.variant;
  const order = await ranked(int8, context);
  const widest = (count: number): Attempt =>
    int8.widened(nodesAround(graph, new Set(order.slice(0, count)), keepsOutputs(context.options)));
  const reached = (attempt: Attempt): boolean =>
    outputQuality(attempt) >= minSqnr && attempt.stayed.length <= int8.stayed.length;
  // One after the other: one tensor more may, rarely, make the outputs worse.
  let best = int8;
  for (let count = 1; count <= order.length; count++) {
    const next = widest(count);
    if (reached(next)) return next;
    if (outputQuality(next) > outputQuality(best) && next.stayed.length <= int8.stayed.length) best = next;
  }
  context.report(sqnrNotReached(minSqnr, outputQuality(best)));
  return best;
};
