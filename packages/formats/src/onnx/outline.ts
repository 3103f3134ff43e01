import { isTinymlError, type Node } from '@tinyml/core';
import type { ImportContext, ModelOutline, ModelSource } from '@tinyml/core/internal';
import { sourceOf } from './graph-reader.ts';
import { decodeOnnx, readOnnx } from './read.ts';

/**
 * The graph of a file, or, where operators cannot be translated, all of the file's nodes with the reasons; of those only the
 * names are told.
 * @throws TinymlError for a damaged file, and for what is refused besides operators
 */
export const outlineOnnx = async (source: ModelSource, context: ImportContext): Promise<ModelOutline> => {
  try {
    return { graph: await readOnnx(source, context), unsupported: new Map() };
  } catch (error) {
    if (!isTinymlError(error) || error.diagnostics.some(({ code }) => code !== 'TML301')) throw error;
    const unsupported = new Map<string, string>();
    const { graph } = decodeOnnx(source.path, source.bytes);
    const nodes = (graph?.node ?? []).map((node, index) => {
      const own = sourceOf(node, index);
      const start = `${own.op} (${own.name}): `;
      const problem = error.diagnostics.find(({ message }) => message.startsWith(start));
      const id = `${own.name}_${String(index)}`;
      if (problem !== undefined) unsupported.set(id, problem.message.slice(start.length));
      return { id, op: own.op, attrs: {}, inputs: [], outputs: [], source: own } as unknown as Node;
    });
    return { graph: { name: graph?.name ?? '', inputs: [], outputs: [], values: new Map(), nodes }, unsupported };
  }
};
