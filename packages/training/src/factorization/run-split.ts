import { type Graph, type PassContext, type PassResult } from '@tinyml/core';
import { layersLeft, nothingSaved } from '../diagnostics/factorization.ts';
import { costSummary, graphCost } from '../cost.ts';
import { fineTune } from '../fine-tune.ts';
import { keepZeros } from '../techniques/keep-zeros.ts';
import type { TrainingOptions } from '../training-options.ts';
import { chooseLayers, type SplitChoice, type SplitKind } from './choose-layers.ts';
import { openDecompose } from './low-rank.ts';
import { splitMetrics, splitReport } from './report.ts';
import { splitLayers } from './split-layers.ts';

/**
 * Splits the chosen layers of `graph` and trains the result, against the labels or against `graph` itself.
 * @throws TinymlError TML660–662 before any training; what fine-tuning throws
 */
export const runSplit = async (
  graph: Graph,
  context: PassContext<SplitChoice & TrainingOptions & { readonly keepSparsity: boolean }>,
  kind: SplitKind,
): Promise<Graph | PassResult> => {
  const { options, constants, operators } = context;
  const decisions = chooseLayers(graph, kind, options, context, await openDecompose());
  const left = decisions.flatMap(({ node, why }) => (why === undefined ? [] : [[node.id, why] as const]));
  const artifacts = { [`${kind.pass}.txt`]: splitReport(decisions) };
  if (left.length === decisions.length) {
    context.report(nothingSaved(kind.pass, left));
    return { graph, artifacts };
  }
  if (left.length > 0) context.report(layersLeft(kind.pass, left));
  const split = splitLayers(graph, decisions, kind.firstSuffix, { constants, operators });
  const tuned = await fineTune(split, context, {
    pass: kind.pass,
    original: graph,
    ...(options.keepSparsity && { technique: keepZeros }),
  });
  const [before, after] = [graphCost(graph, operators), graphCost(split, operators)];
  const count = decisions.length - left.length;
  return {
    ...tuned,
    metrics: { ...tuned.metrics, ...splitMetrics(decisions, before, after) },
    artifacts: { ...tuned.artifacts, ...artifacts },
    summary: `${String(count)} ${count === 1 ? 'layer' : 'layers'} as two, ${costSummary(before, after)}`,
  };
};
