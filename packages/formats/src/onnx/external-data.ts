import { TinymlError } from '@tinyml/core';
import type { ModelSource } from '@tinyml/core/internal';
import { inconsistentModel, malformedModel } from '../diagnostics/model.ts';
import type { ExternalBytes } from './read-tensor.ts';
import type { GraphProto, ModelProto, NodeProto, TensorProto } from './schema.ts';

const entryOf = (tensor: TensorProto, key: string): string | undefined =>
  tensor.externalData.find((entry) => entry.key === key)?.value;

const tensorsOfNode = (node: NodeProto): readonly TensorProto[] =>
  node.attribute.flatMap(({ t, g, tensors }) => [...(t ? [t] : []), ...tensors, ...(g ? tensorsOf(g) : [])]);

const tensorsOf = (graph: GraphProto): readonly TensorProto[] => [
  ...graph.initializer,
  ...graph.node.flatMap(tensorsOfNode),
];

/** A path that cannot leave the model's folder: no root, no drive, no step upwards. */
const staysInside = (location: string): boolean =>
  location !== '' && !/^[/\\]|^[A-Za-z]:|\\|\0/.test(location) && !location.split('/').includes('..');

const wholeNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
};

/**
 * Reads all files that a model's tensors lie in.
 * @throws TinymlError TML202 for a path that leaves the model's folder, TML206 for a place outside of the file
 */
export const readExternalData = async (source: ModelSource, model: ModelProto): Promise<ExternalBytes> => {
  const { path } = source;
  const graph = model.graph ? tensorsOf(model.graph) : [];
  const tensors = [...graph, ...model.functions.flatMap(({ node }) => node.flatMap(tensorsOfNode))];
  const files = new Map<string, Uint8Array>();
  for (const tensor of tensors) {
    if (tensor.dataLocation !== 1) continue;
    const location = entryOf(tensor, 'location') ?? '';
    if (!staysInside(location))
      throw new TinymlError(malformedModel(path, `tensor ${tensor.name} is stored at ${location}, outside of the model's folder`)); // prettier-ignore
    if (!files.has(location)) files.set(location, await source.readFile(location));
  }
  return (tensor) => {
    const location = entryOf(tensor, 'location') ?? '';
    const bytes = files.get(location) ?? new Uint8Array();
    const offset = wholeNumber(entryOf(tensor, 'offset')) ?? 0;
    const length = wholeNumber(entryOf(tensor, 'length')) ?? bytes.length - offset;
    if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length))
      throw new TinymlError(inconsistentModel(path, `tensor ${tensor.name}`, `it is not within ${location}, which has ${String(bytes.length)} bytes`)); // prettier-ignore
    return bytes.subarray(offset, offset + length);
  };
};
