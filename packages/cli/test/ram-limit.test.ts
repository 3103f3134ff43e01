import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(120_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

test('where latency comes first, memory is saved as far as the RAM budget demands, and no further', async () => {
  await inFolder(async (folder) => {
    const build = async (ram: string) => {
      await writeFile(
        join(folder, 'tinyml.yaml'),
        `version: 1\nname: fashion\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\npriority: latency\n` +
          `budget: { ram: ${ram} }\n` +
          `data: { calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255 } }\n`,
      );
      const { status, stdout } = await tinyml(['build', folder, '--json', '--cache-dir', join(folder, 'cache')]);
      const { memory, metrics } = JSON.parse(stdout) as {
        memory: { ram: number };
        metrics: { estimatedCycles: number };
      };
      return { status, ram: memory.ram, cycles: metrics.estimatedCycles };
    };
    const roomy = await build('64KiB');
    const tight = await build('4KiB');
    expect([roomy.status, tight.status]).toEqual([0, 0]);
    expect(roomy.ram).toBeGreaterThan(4096);
    expect(tight.ram).toBeLessThanOrEqual(4096);
    expect(tight.cycles).toBeGreaterThan(roomy.cycles);
    expect(await build(`${String(roomy.ram)}B`)).toEqual(roomy);
  });
});

test('a budget that nothing meets tells the least that was found', async () => {
  await inFolder(async (folder) => {
    await writeFile(
      join(folder, 'tinyml.yaml'),
      `version: 1\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\npriority: latency\nbudget: { ram: 1KiB }\npasses: lossless\n`,
    );
    const { status, stderr } = await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')]);
    expect(status).toBe(4);
    expect(stderr).toMatch(/TML501 over budget: ram needs [\d,]+ B, the budget is 1,024 B/);
  });
});
