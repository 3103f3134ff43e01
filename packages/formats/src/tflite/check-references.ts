import type { Problems } from './problems.ts';
import type { Decoded } from './tables.ts';

/** Checks what the importer does not use: an index that leads nowhere still means that the file is damaged. */
export const checkReferences = (model: Decoded<'Model'>, problems: Problems): void => {
  const buffers = model.buffers?.length ?? 0;
  for (const { name, buffer } of model.metadata ?? []) {
    if (buffer >= buffers) problems.inconsistent(`metadata ${name ?? ''}`, `it has buffer ${String(buffer)}`);
  }
  for (const buffer of model.metadataBuffer ?? []) {
    if (buffer < 0 || buffer >= buffers) problems.inconsistent('metadata', `it has buffer ${String(buffer)}`);
  }
  for (const signature of model.signatureDefs ?? []) {
    const where = `signature ${signature.signatureKey ?? ''}`;
    const graph = model.subgraphs?.[signature.subgraphIndex];
    if (graph === undefined) {
      problems.inconsistent(where, 'it names a subgraph that is not there');
      continue;
    }
    const tensors = graph.tensors?.length ?? 0;
    for (const { name, tensorIndex } of [...(signature.inputs ?? []), ...(signature.outputs ?? [])]) {
      if (tensorIndex >= tensors) {
        problems.inconsistent(where, `${name ?? 'an entry'} names tensor ${String(tensorIndex)}`);
      }
    }
  }
};
