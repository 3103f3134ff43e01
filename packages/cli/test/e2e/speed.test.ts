import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith, shared } from '../../../../tools/testing.ts';
import { compiled, inFolder, nodeSeconds } from './binary.ts';
import { buildIn, documentOf } from './project.ts';
import { npzBytes, seededBytes } from './npz.ts';

jest.setTimeout(240_000);

const samples = 100;

/** `ratio`: to the time of `node -e 0`, with room for a busy machine; the targets on two idle cores stand beside it. */
const builds = [
  { name: 'CNN1', model: 'models/seed/CNN1/1_fashion_mnist_model.h5', input: [28, 28], ratio: 60, target: '3 s' },
  { name: 'vww', model: 'models/mlperf-tiny/vww.h5', input: [96, 96, 3], ratio: 250, target: '10 s' },
];

for (const { name, model, input, ratio, target } of builds)
  describeWith(`a cold build of ${name} to int8`, { files: [compiled], shared: [model] }, () => {
    test('takes seconds', async () => {
      await inFolder(async (folder) => {
        const size = input.reduce((product, length) => product * length, samples);
        writeFileSync(join(folder, 'calibration.npz'), npzBytes('image', [samples, ...input], seededBytes(size, 1)));
        writeFileSync(
          join(folder, 'tinyml.yaml'),
          `version: 1\nname: model\nmodel: ${join(shared, model)}\ntarget: { core: cortex-m4f, flash: 2MiB, ram: 1MiB }\n` +
            'priority: accuracy\ndata: { calibration: { file: calibration.npz, array: image, scale: 1/255 } }\n',
        );
        const empty = await nodeSeconds();
        const built = await buildIn(folder, ['--cache-dir', join(folder, 'cache')]);
        expect({ status: built.status, stderr: built.stderr }).toMatchObject({ status: 0 });
        expect(documentOf(built)).toMatchObject({ inputs: [{ dtype: 'int8' }], outputs: [{ dtype: 'int8' }] });
        process.stderr.write(
          `cold build of ${name}: ${built.seconds.toFixed(2)} s (target ${target}), ${(built.seconds / empty).toFixed(1)} times node -e 0\n`,
        );
        expect(built.seconds / empty).toBeLessThan(ratio);
      });
    });
  });
