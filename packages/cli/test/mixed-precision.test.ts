import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(180_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

describeWith('mixed precision', { commands: ['gcc'] }, () => {
  test('in C is what the interpreter computes', () =>
    inFolder(async (folder) => {
      await writeFile(
        join(folder, 'tinyml.yaml'),
        `version: 1\nname: fashion\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\ndata:\n  calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 }\npasses: [fuse-activation, { quantize: { minSqnr: 80, io: float32 } }]\n`,
      );
      const { status, stderr, stdout } = await tinyml([
        'verify',
        folder,
        '--no-qemu',
        '--cache-dir',
        join(folder, 'cache'),
      ]);
      expect(stderr).toMatch(/quantize .*[1-9]\d* layers in int16x8/);
      expect(stdout).toMatch(/host: .*every bit equal/);
      expect(status).toBe(0);
    }));
});
