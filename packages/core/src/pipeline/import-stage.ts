import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileUnreadable } from '../diagnostics/catalogue/build.ts';
import { noSignatures } from '../diagnostics/catalogue/model.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { runForeign } from '../foreign/foreign-code.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { graphToJson } from '../ir/serialize.ts';
import { checkInputShapes } from '../model/check-input-shapes.ts';
import type { ImportContext, InputShapes, ModelFormat, ModelOutline, ModelSource } from '../model/format.ts';
import { imagesLast } from '../model/images-last.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { InputLayout, LayersModel, ManifestSource } from '../manifest/manifest.ts';
import { placedAt } from '../manifest/place.ts';
import type { PlaceProblem, Toolkit } from '../toolkit.ts';
import { readModelFile } from './detect-format.ts';
import { refuseGitLfsPointer } from './git-lfs.ts';
import { graphBlobs, isGraphOutput } from './graph-blobs.ts';
import type { Json } from './json.ts';
import type { Read, StageOutput } from './record.ts';
import { operatorCode, type OperatorPackages } from './operator-packages.ts';
import type { Stage } from './stage.ts';

/** What is told of an import's reads. */
export interface ImportReads {
  note(read: Read): void;
  /** Digest of a program with all that it imports. */
  programDigest(path: string): Promise<Digest>;
}

/** A model file, how it is read, which of its graphs is wanted (null: the first), and shapes that fix its inputs. */
export interface ModelFile {
  readonly path: string;
  readonly format: ModelFormat;
  readonly signature: string | null;
  readonly inputs: InputShapes | null;
  /** Default: as the file has them. */
  readonly inputLayout?: InputLayout;
}

const openModel = async (
  { path, format, signature, inputs }: ModelFile,
  toolkit: Toolkit,
  constants: Constants,
  reads?: ImportReads,
): Promise<readonly [ModelSource, ImportContext]> => {
  if (signature !== null && format.signatures !== true) throw new TinymlError(noSignatures(path, signature));
  const bytes = await readModelFile(path);
  const source: ModelSource = {
    path,
    bytes,
    async readFile(relative) {
      const folder = bytes.length === 0 ? path : dirname(path);
      let content: Uint8Array;
      try {
        content = await readFile(resolve(folder, relative));
      } catch (error) {
        throw new TinymlError(fileUnreadable(relative, error as Error));
      }
      refuseGitLfsPointer(relative, content);
      reads?.note({ kind: 'model', name: relative, value: digestOf(content) });
      return content;
    },
  };
  const context = {
    constants,
    operators: toolkit.operators,
    ...(signature !== null && { signature }),
    ...(inputs !== null && { inputs }),
  };
  return [source, context];
};

/** Imports a model. `reads` is told of every file that was read. @throws TinymlError TML901, TML2xx, TML3xx */
export const importModel = async (
  model: ModelFile,
  toolkit: Toolkit,
  constants: Constants,
  reads?: ImportReads,
): Promise<Graph> => {
  const [source, context] = await openModel(model, toolkit, constants, reads);
  // Runs first: it says best why a program cannot be compiled.
  const read = (): Graph | Promise<Graph> => model.format.read(source, context);
  const graph = await (model.format.program === true
    ? runForeign({ owner: `network ${basename(model.path)}`, doing: 'was read' }, read)
    : read());
  checkInputShapes(model.path, graph, model.inputs);
  const digest = model.format.program === true ? await reads?.programDigest(model.path) : digestOf(source.bytes);
  if (digest !== undefined) reads?.note({ kind: 'model', name: '', value: digest });
  return model.inputLayout === 'nhwc' && model.format.channelsFirst === true ? imagesLast(graph, constants) : graph;
};

/** All layers of a model that `importModel` refuses; undefined where its format cannot list them. @throws TinymlError */
export const outlineModel = async (
  model: ModelFile,
  toolkit: Toolkit,
  constants: Constants,
): Promise<ModelOutline | undefined> => model.format.outline?.(...(await openModel(model, toolkit, constants)));

const outputOf = (graph: Graph, from: string): StageOutput => ({
  value: graphToJson(graph),
  blobs: graphBlobs(graph),
  summary: `${from}: ${String(graph.nodes.length)} layers`,
  metrics: { nodes: graph.nodes.length },
  diagnostics: [],
  artifacts: {},
});

/** The first stage of a build. `code`: digest of core and of the formats. */
export const importStage = (
  model: ModelFile,
  toolkit: Toolkit,
  constants: Constants,
  code: Digest,
  packages: OperatorPackages,
  programDigest: ImportReads['programDigest'],
): Stage => ({
  name: 'import',
  inputs: {
    format: model.format.name,
    version: model.format.version,
    ...(model.signature !== null && { signature: model.signature }),
    ...(model.inputs !== null && { shapes: model.inputs as Json }),
    ...(model.inputLayout === 'nhwc' && { inputLayout: model.inputLayout }),
    code,
    ...operatorCode(packages),
  },
  isSound: isGraphOutput,
  run: async (note) =>
    outputOf(
      await importModel(model, toolkit, constants, { note, programDigest }),
      `${basename(model.path)} (${model.format.name})`,
    ),
});

/** The same for a network whose layers stand in the manifest. */
export const layersStage = (
  model: LayersModel,
  source: ManifestSource,
  toolkit: Toolkit,
  constants: Constants,
  code: Digest,
  packages: OperatorPackages,
): Stage => ({
  name: 'import',
  inputs: { format: 'layers', model: model as unknown as Json, code, ...operatorCode(packages) },
  isSound: isGraphOutput,
  run: () => {
    const place: PlaceProblem = (at, diagnostic) => placedAt(source, at, diagnostic, 'key');
    const graph = toolkit.readLayers(model, { constants, operators: toolkit.operators }, place);
    return Promise.resolve(outputOf(graph, `${basename(source.file)} (layers)`));
  },
});
