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
import type { Toolkit } from '../toolkit.ts';
import { graphBlobs } from './graph-blobs.ts';
import type { Read } from './record.ts';
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

/** Imports the model at `path`. `note` is told of every file that was read. @throws TinymlError TML901, TML2xx, TML3xx */
export const importModel = async (
  path: string,
  format: ModelFormat,
  toolkit: Toolkit,
  constants: Constants,
  note: (read: Read) => void = () => undefined,
): Promise<Graph> => {
  const bytes = await readModelFile(path);
  note({ kind: 'model', name: '', value: digestOf(bytes) });
  return format.read(
    {
      path,
      bytes,
      async readFile(relative) {
        const folder = bytes.length === 0 ? path : dirname(path);
        try {
          const content = await readFile(resolve(folder, relative));
          note({ kind: 'model', name: relative, value: digestOf(content) });
          return content;
        } catch (error) {
          throw new TinymlError(fileUnreadable(relative, error as Error));
        }
      },
    },
    { constants, operators: toolkit.operators },
  );
};

/** The first stage of a build. `code`: digest of core and of the formats. */
export const importStage = (
  path: string,
  format: ModelFormat,
  toolkit: Toolkit,
  constants: Constants,
  code: Digest,
): Stage => ({
  name: 'import',
  inputs: { format: format.name, version: format.version, code },
  async run(note) {
    const graph = await importModel(path, format, toolkit, constants, note);
    return {
      value: graphToJson(graph),
      blobs: graphBlobs(graph),
      summary: `${basename(path)} (${format.name}): ${String(graph.nodes.length)} layers`,
      metrics: { nodes: graph.nodes.length },
      diagnostics: [],
      artifacts: {},
    };
  },
});
