import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileUnreadable } from '../diagnostics/catalogue/build.ts';
import { notYet } from '../diagnostics/catalogue/codegen.ts';
import { unknownModelFormat } from '../diagnostics/catalogue/model.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { graphToJson } from '../ir/serialize.ts';
import type { ModelFormat } from '../model/format.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { LayersModel, ManifestSource } from '../manifest/manifest.ts';
import { placedAt } from '../manifest/place.ts';
import type { PlaceProblem, Toolkit } from '../toolkit.ts';
import { graphBlobs, isGraphOutput } from './graph-blobs.ts';
import type { Json } from './json.ts';
import type { Read, StageOutput } from './record.ts';
import { operatorCode, type OperatorPackages } from './operator-packages.ts';
import type { Stage } from './stage.ts';

const headBytes = 4096;

/** Formats that have their place in the manifest, but no reader yet. */
const plannedFormat = (path: string): string | undefined => {
  if (path.endsWith('.onnx')) return 'an ONNX model';
  return existsSync(join(path, 'saved_model.pb')) ? 'a TensorFlow SavedModel' : undefined;
};

/** The format of a model: by the ending of its name, else by its first bytes. @throws TinymlError TML901, TML2xx, TML351 */
export const detectFormat = async (path: string, formats: readonly ModelFormat[]): Promise<ModelFormat> => {
  const byName = formats.filter(({ extensions }) => extensions.some((extension) => path.endsWith(extension)));
  const [only, ...others] = byName;
  if (only !== undefined && others.length === 0) return only;
  const head = (await readModelFile(path)).subarray(0, headBytes);
  const byContent = (byName.length > 0 ? byName : formats).find((format) => format.detect(head));
  const planned = byContent === undefined ? plannedFormat(path) : undefined;
  if (planned !== undefined)
    throw new TinymlError(notYet(planned, 'convert it to .tflite, or save the Keras model as .h5 or .keras'));
  if (byContent === undefined)
    throw new TinymlError(
      unknownModelFormat(
        path,
        formats.map(({ name }) => name),
      ),
    );
  return byContent;
};

const readModelFile = async (path: string): Promise<Uint8Array> => {
  try {
    return (await stat(path)).isDirectory() ? new Uint8Array() : await readFile(path);
  } catch (error) {
    throw new TinymlError(fileUnreadable(path, error as Error));
  }
};

/** Whether the model at `path` is a program by the ending of its name. */
export const isProgram = (path: string, formats: readonly ModelFormat[]): boolean =>
  formats.some(({ program, extensions }) => program === true && extensions.some((ending) => path.endsWith(ending)));

/** What is told of an import's reads. */
export interface ImportReads {
  note(read: Read): void;
  /** Digest of a program with all that it imports. */
  programDigest(path: string): Promise<Digest>;
}

/** Imports the model at `path`. `reads` is told of every file that was read. @throws TinymlError TML901, TML2xx, TML3xx */
export const importModel = async (
  path: string,
  format: ModelFormat,
  toolkit: Toolkit,
  constants: Constants,
  reads?: ImportReads,
): Promise<Graph> => {
  const bytes = await readModelFile(path);
  // Runs first: it says best why a program cannot be compiled.
  const graph = await format.read(
    {
      path,
      bytes,
      async readFile(relative) {
        const folder = bytes.length === 0 ? path : dirname(path);
        try {
          const content = await readFile(resolve(folder, relative));
          reads?.note({ kind: 'model', name: relative, value: digestOf(content) });
          return content;
        } catch (error) {
          throw new TinymlError(fileUnreadable(relative, error as Error));
        }
      },
    },
    { constants, operators: toolkit.operators },
  );
  const digest = format.program === true ? await reads?.programDigest(path) : digestOf(bytes);
  if (digest !== undefined) reads?.note({ kind: 'model', name: '', value: digest });
  return graph;
};

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
  path: string,
  format: ModelFormat,
  toolkit: Toolkit,
  constants: Constants,
  code: Digest,
  packages: OperatorPackages,
  programDigest: ImportReads['programDigest'],
): Stage => ({
  name: 'import',
  inputs: { format: format.name, version: format.version, code, ...operatorCode(packages) },
  isSound: isGraphOutput,
  run: async (note) =>
    outputOf(
      await importModel(path, format, toolkit, constants, { note, programDigest }),
      `${basename(path)} (${format.name})`,
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
