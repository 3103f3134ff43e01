import { open, readdir, readFile, stat } from 'node:fs/promises';
import { fileUnreadable } from '../diagnostics/catalogue/build.ts';
import { notYet } from '../diagnostics/catalogue/build.ts';
import { notAModel, unknownModelFormat } from '../diagnostics/catalogue/model.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { ModelFormat } from '../model/format.ts';
import { refuseGitLfsPointer } from './git-lfs.ts';

const headBytes = 4096;

/** Formats that have their place in the manifest, but no reader yet. */
const plannedFormat = (path: string): string | undefined => (path.endsWith('.onnx') ? 'an ONNX model' : undefined);

/** What lies in a folder; undefined for a file. @throws TinymlError TML901 */
const namesIn = async (path: string): Promise<readonly string[] | undefined> => {
  try {
    return (await stat(path)).isDirectory() ? (await readdir(path)).sort() : undefined;
  } catch (error) {
    throw new TinymlError(fileUnreadable(path, error as Error));
  }
};

const isText = (head: Uint8Array): boolean =>
  head.length > 0 && head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);

/** Other files that come under a model's name: what they are, and what to do. */
const foreignContent = (head: Uint8Array): readonly [what: string, hint: string] | undefined => {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 64));
  if (/^\s*<(!doctype|html|head|\?xml)/i.test(text))
    return ['a web page', 'download the file itself: on GitHub and Hugging Face by its "raw" or "download" link'];
  if (text.startsWith('PK\u0003\u0004')) return ['a zip archive', 'unpack it, and name the model file in it'];
  if (text.startsWith('\u001f\u008b')) return ['a gzip archive', 'unpack it, and name the model file in it'];
  return isText(head) ? ['a text file', 'check how the file was copied or downloaded'] : undefined;
};

const readHead = async (path: string): Promise<Uint8Array> => {
  try {
    if ((await stat(path)).isDirectory()) return new Uint8Array();
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new TinymlError(fileUnreadable(path, error as Error));
  }
};

/** The bytes of a model file; none of a folder. @throws TinymlError TML901, TML242 */
export const readModelFile = async (path: string): Promise<Uint8Array> => {
  let bytes: Uint8Array;
  try {
    bytes = (await stat(path)).isDirectory() ? new Uint8Array() : await readFile(path);
  } catch (error) {
    throw new TinymlError(fileUnreadable(path, error as Error));
  }
  refuseGitLfsPointer(path, bytes);
  return bytes;
};

/**
 * The format of a model: by the ending of its name, unless its first bytes are those of another.
 * @throws TinymlError TML901, TML2xx, TML351
 */
export const detectFormat = async (path: string, formats: readonly ModelFormat[]): Promise<ModelFormat> => {
  const names = await namesIn(path);
  const ofFolder = names && formats.find((format) => format.detectFolder?.(names) === true);
  if (ofFolder !== undefined) return ofFolder;
  const byName = formats.filter(({ extensions }) => extensions.some((extension) => path.endsWith(extension)));
  const [only, ...others] = byName;
  const head = await readHead(path);
  refuseGitLfsPointer(path, head);
  if (only?.program === true) return only;
  const byContent = byName.find((format) => format.detect(head)) ?? formats.find((format) => format.detect(head));
  if (byContent !== undefined) return byContent;
  const planned = only === undefined ? plannedFormat(path) : undefined;
  if (planned !== undefined)
    throw new TinymlError(notYet(planned, 'convert it to .tflite, or save the Keras model as .h5 or .keras'));
  const foreign = path.endsWith('.json') ? undefined : foreignContent(head);
  if (foreign !== undefined && only !== undefined) throw new TinymlError(notAModel(path, ...foreign));
  // Its reader says best what is wrong.
  if (only !== undefined && others.length === 0) return only;
  throw new TinymlError(
    unknownModelFormat(
      path,
      formats.map(({ name }) => name),
    ),
  );
};

/** Whether the model at `path` is a program by the ending of its name. */
export const isProgram = (path: string, formats: readonly ModelFormat[]): boolean =>
  formats.some(({ program, extensions }) => program === true && extensions.some((ending) => path.endsWith(ending)));
