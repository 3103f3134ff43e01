import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync, gunzipSync } from 'node:zlib';
import { describe, expect, jest, test } from '@jest/globals';
import type { StageScore } from '@tinyml/core/internal';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');
const count = 30;

const unpack = (name: string, head: number): Uint8Array =>
  gunzipSync(readFileSync(join(example, 'data', name))).subarray(head);

const images = unpack('test-images-idx3-ubyte.gz', 16);
const labels = unpack('test-labels-idx1-ubyte.gz', 8);

/** A grey image of 28 × 28. */
const png = (pixels: Uint8Array): Buffer => {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.from([0, 0, 0, 28, 0, 0, 0, 28, 8, 0, 0, 0, 0]);
  const rows = Array.from({ length: 28 }, (_, y) => [0, ...pixels.subarray(28 * y, 28 * (y + 1))]).flat();
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([mark, ...parts]);
};

const writeManifest = (folder: string, data: string): Promise<void> =>
  writeFile(
    join(folder, 'tinyml.yaml'),
    `version: 1\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\npasses: []\ndata: { test: ${data} }\n`,
  );

const evaluate = (folder: string): ReturnType<typeof tinyml> =>
  tinyml(['evaluate', folder, '--json', '--on', 'interpreter', '--cache-dir', join(folder, 'cache')]);

const scoreOf = async (folder: string): Promise<StageScore | undefined> => {
  const { status, stdout } = await evaluate(folder);
  expect({ status, stdout }).toMatchObject({ status: 0 });
  return (JSON.parse(stdout) as { readonly stages: readonly StageScore[] }).stages[0];
};

const fromArrays = async (folder: string): Promise<StageScore | undefined> => {
  const data = `${example}/data/test`;
  await writeManifest(
    folder,
    `{ images: ${data}-images-idx3-ubyte.gz, labels: ${data}-labels-idx1-ubyte.gz, scale: 1/255, limit: ${String(count)} }`,
  );
  return scoreOf(folder);
};

describe('tinyml evaluate on', () => {
  test('a folder of images: the score of the same images in an array; a changed image is seen', async () => {
    await inFolder(async (folder) => {
      const wanted = await fromArrays(folder);
      for (let i = 0; i < count; i++) {
        const place = join(folder, 'photos', String(labels[i]));
        await mkdir(place, { recursive: true });
        await writeFile(join(place, `${String(i)}.png`), png(images.subarray(784 * i, 784 * (i + 1))));
      }
      const classes = `[${Array.from({ length: 10 }, (_, i) => `'${String(i)}'`).join(', ')}]`;
      const missing = Array.from({ length: 10 }, (_, i) => i).filter((i) => !labels.subarray(0, count).includes(i));
      expect(missing).toEqual([]);
      await writeManifest(folder, `{ images: photos, classes: ${classes}, preprocess: zero-to-one }`);
      const found = await scoreOf(folder);
      expect(found?.score).toEqual(wanted?.score);
      expect(found?.cached).toBe(false);
      expect((await scoreOf(folder))?.cached).toBe(true);
      await writeFile(join(folder, 'photos/0', 'dark.png'), png(new Uint8Array(784)));
      expect(await scoreOf(folder)).toMatchObject({ cached: false, score: { samples: count + 1 } });
      await writeFile(join(folder, 'photos/0', 'dark.png'), Buffer.from('not a picture'));
      expect(await evaluate(folder)).toMatchObject({ status: 3, stdout: expect.stringMatching(/TML803.*dark\.png/s) });
    });
  });

  test('a loader in TypeScript: an edit of what it imports or reads is seen, mistakes are told', async () => {
    await inFolder(async (folder) => {
      const wanted = await fromArrays(folder);
      await writeManifest(folder, '{ loader: ./load.ts, reads: [pixels.bin] }');
      await writeFile(join(folder, 'pixels.bin'), images.subarray(0, 784 * count));
      await writeFile(join(folder, 'labels.ts'), `export const labels: number[] = [${labels.subarray(0, count).join(', ')}];\n`); // prettier-ignore
      const loader = (body: string): Promise<void> =>
        writeFile(
          join(folder, 'load.ts'),
          `import { readFileSync } from 'node:fs';
import { labels } from './labels.ts';
type Inputs = readonly { readonly name: string; readonly type: { readonly shape: readonly number[] } }[];
export default async (inputs: Inputs) => {
  const pixels: Uint8Array = readFileSync(new URL('pixels.bin', import.meta.url));
  const size = inputs[0]!.type.shape.reduce((product, extent) => product * extent, 1);
  ${body}
};
`,
        );
      await loader(
        'return { count: labels.length, labels, inputs: (i: number) => Array.from(pixels.subarray(i * size, (i + 1) * size), (v) => v / 255) };',
      );
      const found = await scoreOf(folder);
      expect(found?.score).toEqual(wanted?.score);
      expect((await scoreOf(folder))?.cached).toBe(true);
      await writeFile(join(folder, 'pixels.bin'), new Uint8Array(784 * count));
      const dark = await scoreOf(folder);
      expect(dark?.cached).toBe(false);
      await writeFile(
        join(folder, 'labels.ts'),
        `export const labels: number[] = new Array(${String(count)}).fill(1);\n`,
      );
      expect((await scoreOf(folder))?.cached).toBe(false);

      await loader("throw new Error('the sensor is off');");
      expect(await evaluate(folder)).toMatchObject({
        status: 3,
        stdout: expect.stringMatching(/TML821.*the sensor is off/s),
      });
      await loader('return { count: labels.length');
      expect(await evaluate(folder)).toMatchObject({ status: 3, stdout: expect.stringMatching(/TML634/) });
      await writeManifest(folder, '{ loader: ./gone.ts }');
      expect(await evaluate(folder)).toMatchObject({ status: 3, stdout: expect.stringMatching(/TML822.*gone\.ts/s) });
    });
  });
});
