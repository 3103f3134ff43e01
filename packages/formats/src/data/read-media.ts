import { TinymlError, elementCount, type InputSource } from '@tinyml/core';
import { mediaShape } from '../diagnostics/data.ts';
import type { FolderSamples } from './folder.ts';
import { decodeImage } from './image/decode-image.ts';
import { prepareImage } from './image/prepare-image.ts';
import { checkSize } from './inflate.ts';
import { soundPreparation } from './sound/prepare-sound.ts';
import { readWav } from './sound/wav.ts';
import { samplesOfArray, type StoredSamples } from './stored-samples.ts';

type Extent = readonly [height: number, width: number, channels: 1 | 3];

const imageExtent = (folder: string, shape: readonly number[]): Extent => {
  const [height = 0, width = 0, channels = 1, ...others] = shape.slice(1);
  if (shape.length < 3 || others.length > 0 || (channels !== 1 && channels !== 3))
    throw new TinymlError(mediaShape(folder, 'images are height × width × channels, of which there are 1 or 3', shape));
  return [height, width, channels];
};

/**
 * Decodes and prepares the first `limit` samples of a folder for an input of `shape` (the batch included).
 * @throws TinymlError (TML8xx) naming the file that is at fault
 */
export const readMedia = async (
  folder: string,
  { medium, files }: FolderSamples,
  shape: readonly number[],
  source: InputSource,
  limit: number,
  read: (name: string) => Promise<Uint8Array>,
): Promise<StoredSamples> => {
  const wanted = files.slice(0, limit);
  const sample = shape.slice(1);
  const size = elementCount(sample);
  checkSize(folder, wanted.length * size * (medium === 'image' ? 1 : 4));
  const data = medium === 'image' ? new Uint8Array(wanted.length * size) : new Float32Array(wanted.length * size);
  const prepare =
    medium === 'image'
      ? imagePreparation(imageExtent(folder, shape), source)
      : soundOf(soundPreparation(folder, shape, source));
  for (const [i, name] of wanted.entries()) data.set(await prepare(name, await read(name)), i * size);
  const stored = samplesOfArray(folder, { shape: [wanted.length, ...sample], dtype: 'as prepared', data });
  return { ...stored, count: files.length };
};

type Prepare = (path: string, bytes: Uint8Array) => Promise<Uint8Array | Float32Array>;

const imagePreparation =
  (extent: Extent, source: InputSource): Prepare =>
  async (path, bytes) =>
    prepareImage(await decodeImage(path, bytes), extent, source);

const soundOf =
  (prepare: ReturnType<typeof soundPreparation>): Prepare =>
  (path, bytes) =>
    Promise.resolve(prepare(readWav(path, bytes)));
