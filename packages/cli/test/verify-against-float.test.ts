import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

const manifest = (passes: string, data = true): string => `version: 1
name: fashion
model: ${example}/models/fashion.h5
target: { core: cortex-m4f }
${
  data
    ? `data:
  calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 }
  test: { images: ${example}/data/test-images-idx3-ubyte.gz, labels: ${example}/data/test-labels-idx1-ubyte.gz, scale: 1/255, limit: 60 }
`
    : ''
}passes: [${passes}]
`;

interface Document {
  readonly schema: string;
  readonly samples: number;
  readonly held: string;
  readonly outputSqnr: number;
  readonly layers: readonly {
    readonly node: string;
    readonly sqnr: number | null;
    readonly alone: number | null;
    readonly tried: readonly { readonly options: object; readonly outputSqnr: number }[];
  }[];
}

describe('tinyml verify --against float', () => {
  test('each layer, what it loses alone, and remedies that were measured', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), manifest('fuse-activation, quantize: { mode: int8 }'));
      const words = ['verify', folder, '--against', 'float', '--samples', '8', '--cache-dir', join(folder, 'cache')];
      const { status, stdout } = await tinyml([...words, '--json']);
      expect(status).toBe(0);
      const found = JSON.parse(stdout) as Document;
      expect(found).toMatchObject({ schema: 'tinyml-diagnosis/1', samples: 8 });
      expect(found.held).toContain('data.test');
      expect(found.outputSqnr).toBeGreaterThan(25);
      expect(found.layers.filter(({ alone }) => alone !== null).length).toBeGreaterThan(3);
      const wider = found.layers
        .flatMap(({ tried }) => tried)
        .find(({ options }) => JSON.stringify(options) === '{"mode":"int16x8"}');
      expect(wider?.outputSqnr).toBeGreaterThan(found.outputSqnr);
      const text = await tinyml(words);
      expect(text.stdout).toMatch(/alone dB +of the loss +why/);
      expect(text.stdout).toContain(`outputs: ${found.outputSqnr.toFixed(1)} dB against float`);
      expect(text.stdout).toContain('quantize: { mode: int16x8 }');
      const again = await tinyml([...words, '--json']);
      expect(again.stdout).toBe(stdout);
    });
  });

  test('what has no float form, no data, or is not known is said, with the exit status of its kind', async () => {
    await inFolder(async (folder) => {
      const run = async (text: string, against = 'float') => {
        await writeFile(join(folder, 'tinyml.yaml'), text);
        return tinyml(['verify', folder, '--against', against, '--cache-dir', join(folder, 'cache')]);
      };
      const nothing = await run(manifest('fuse-activation'));
      expect(nothing.status).toBe(3);
      expect(nothing.stderr).toContain('TML425');
      const noData = await run(manifest('quantize: { mode: float16 }', false));
      expect(noData.status).toBe(3);
      expect(noData.stderr).toContain('TML420');
      expect((await run(manifest('fuse-activation'), 'tflite')).status).toBe(2);
    });
  });
});
