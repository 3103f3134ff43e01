import { didYouMean, TinymlError } from '@tinyml/core';
import { noSignatures } from '@tinyml/core/internal';
import { unknownSignature } from '../diagnostics/model.ts';
import type { Problems } from './problems.ts';
import type { Decoded } from './tables.ts';

type Model = Decoded<'Model'>;

/**
 * The graph to build: that of the wanted signature, else of the first one, else the first. Graphs that no layer of it
 * calls do not matter; layers that call one are refused by themselves.
 * @throws TinymlError TML240, TML241 for a signature that there is not
 */
export const chooseSubgraph = (
  path: string,
  model: Model,
  wanted: string | undefined,
  problems: Problems,
): Decoded<'SubGraph'> | undefined => {
  const signatures = model.signatureDefs ?? [];
  const names = signatures.map(({ signatureKey }) => signatureKey ?? '');
  if (wanted !== undefined && signatures.length === 0) throw new TinymlError(noSignatures(path, wanted));
  if (wanted !== undefined && !names.includes(wanted))
    throw new TinymlError(unknownSignature(path, wanted, names, didYouMean(wanted, names)));
  const chosen = wanted === undefined ? signatures[0] : signatures[names.indexOf(wanted)];
  const graph = (model.subgraphs ?? [])[chosen?.subgraphIndex ?? 0];
  if (graph === undefined) problems.inconsistent('the model', 'it has no graph');
  return graph;
};
