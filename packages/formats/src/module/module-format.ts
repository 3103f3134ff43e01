import {
  isOperatorError,
  isTinymlError,
  openGraph,
  seededRandom,
  TinymlError,
  type Graph,
  type NetworkContext,
} from '@tinyml/core';
import {
  checkLayersModel,
  initialValues,
  loadModule,
  verifyGraph,
  type ImportContext,
  type ModelFormat,
  type ModelSource,
} from '@tinyml/core/internal';
import { dirname, relative } from 'node:path';
import { moduleThrew, noNetworkInModule } from '../diagnostics/network.ts';
import { layerFormsOf } from '../layers/layer-forms.ts';
import { readLayers } from '../layers/read-layers.ts';
import { layersModelArtifacts } from './layers-model.ts';
import { placeOf, withQuietGlobals } from './quiet-globals.ts';
import { tfjsLayersFormat } from '../tfjs/tfjs-layers-format.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** `a function`, `nothing`, … as it follows "gives". */
const described = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (!isObject(value)) return `a ${typeof value}`;
  const { name } = value.constructor;
  return name === 'Object' ? `an object with ${Object.keys(value).join(', ') || 'no keys'}` : `a ${name}`;
};

const isGraph = (value: Fields): boolean => Array.isArray(value['nodes']) && value['values'] instanceof Map;

const isLayersModel = (value: Fields): boolean =>
  Array.isArray(value['layers']) && typeof value['save'] === 'function' && typeof value['getWeights'] === 'function';

const verified = (graph: Graph, path: string, { operators, constants }: ImportContext): Graph => {
  const problems = verifyGraph(graph, operators, constants);
  if (problems.length > 0) throw new TinymlError(...problems.map((problem) => ({ ...problem, file: path })));
  return graph;
};

/** What the module's default export is, or returns. */
const networkOf = async ({ path, readFile }: ModelSource, context: ImportContext): Promise<unknown> => {
  const { exports, packages } = await loadModule(path);
  const { default: exported } = exports;
  // Another version of a package may draw other weights: its package.json is one of the model's files.
  for (const description of packages) await readFile(relative(dirname(path), description));
  if (typeof exported !== 'function') return exported;
  const random = seededRandom(1);
  const call: NetworkContext = {
    ...context,
    graph: openGraph(context),
    random,
    initialValues: (initializer, fans, count) => initialValues(initializer, fans, count, random),
    readFile,
  };
  return (exported as (context: NetworkContext) => unknown)(call);
};

/** A TypeScript or JavaScript module that gives an untrained network. */
export const moduleFormat: ModelFormat = {
  name: 'module',
  version: 1,
  extensions: ['.ts', '.mts', '.js', '.mjs'],
  program: true,
  detect: () => false,
  read: async (source, context) => {
    const { path } = source;
    const given = await withQuietGlobals(async () => {
      try {
        const network = await networkOf(source, context);
        if (!isObject(network)) throw new TinymlError({ ...noNetworkInModule(described(network)), file: path });
        return isLayersModel(network) ? await layersModelArtifacts(network, path) : network;
      } catch (error) {
        if (isTinymlError(error)) throw error;
        const reason = error instanceof Error || isOperatorError(error) ? error.message : String(error);
        throw new TinymlError({ ...moduleThrew(reason), ...placeOf(error, path) });
      }
    });
    if ('modelJson' in given) {
      const { modelJson, weights } = given as unknown as { modelJson: Uint8Array; weights: Uint8Array };
      return tfjsLayersFormat.read({ path, bytes: modelJson, readFile: () => Promise.resolve(weights) }, context);
    }
    if (isGraph(given)) return verified(given as unknown as Graph, path, context);
    if (!('layers' in given)) throw new TinymlError({ ...noNetworkInModule(described(given)), file: path });
    const model = checkLayersModel(given, path, layerFormsOf(context.operators));
    return readLayers(model, context, (_, diagnostic) => ({ ...diagnostic, file: path }));
  },
};
