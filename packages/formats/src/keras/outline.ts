import { isTinymlError, type Diagnostic, type Graph, type Node } from '@tinyml/core';
import { type ModelOutline } from '@tinyml/core/internal';
import type { Layer, Network } from './network.ts';

/** Every layer of a network with those of the networks in it, by the paths that messages have. */
const allLayers = ({ layers }: Network, prefix = ''): readonly (readonly [path: string, layer: Layer])[] =>
  layers.flatMap((layer) => {
    const path = `${prefix}${layer.name}`;
    return layer.network === undefined ? [[path, layer] as const] : allLayers(layer.network, `${path}/`);
  });

/** What the messages say about one layer, without its name. */
const reasonFor = (problems: readonly Diagnostic[], path: string, { className, name }: Layer): string | undefined => {
  for (const { message } of problems) {
    const start = [path, name].map((one) => `${className} (${one}): `).find((text) => message.startsWith(text));
    if (start !== undefined) return message.slice(start.length);
  }
  return undefined;
};

const problemsOf = async (read: () => Graph | Promise<Graph>): Promise<readonly Diagnostic[]> => {
  try {
    await read();
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics;
  }
};

/** The layers of a Keras model whose translation `read` refuses; shapes are known only where all is translated. */
export const outlineNetwork = async (network: Network, read: () => Graph | Promise<Graph>): Promise<ModelOutline> => {
  const problems = await problemsOf(read);
  const unsupported = new Map<string, string>();
  const nodes = allLayers(network).map(([path, layer], index) => {
    const reason = reasonFor(problems, path, layer);
    if (reason !== undefined) unsupported.set(path, reason);
    const source = { name: path, op: layer.className, index };
    return { id: path, op: layer.className, attrs: {}, inputs: [], outputs: [], source } as unknown as Node;
  });
  return { graph: { name: network.name, inputs: [], outputs: [], values: new Map(), nodes }, unsupported };
};
