import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith, shared } from '../../../../tools/testing.ts';
import { compiled, eachAtOnce, inFolder, nodeSeconds, root, tinyml } from './binary.ts';
import { documentOf } from './project.ts';

jest.setTimeout(240_000);

const makeRandom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Cuts, bits turned, and 32-bit fields with extreme values: most of them near the start, where the structure is. */
const mutate = (bytes: Uint8Array, seed: number): Uint8Array => {
  const random = makeRandom(seed);
  if (seed % 5 === 0) return bytes.slice(0, random(bytes.length));
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const reach = random(3) === 0 ? copy.length : Math.min(copy.length, 8192);
  for (let i = 0; i <= random(6); i++) {
    const at = random(reach - 4);
    if (random(2) === 0) copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    else
      view.setUint32(at, [0, 0xffffffff, 0x7fffffff, 0x80000000, random(0x10000), copy.length][random(6)] ?? 0, true);
  }
  return copy;
};

interface Victim {
  readonly kind: string;
  readonly path: string;
}

const h5 = join(root, 'examples/fashion-mnist/models/fashion.h5');
const npz = join(root, 'examples/fashion-mnist/data/calibration.npz');
const tflite = join(shared, 'models/mlperf-tiny/kws_int8.tflite');

const expectSound = async (victims: readonly Victim[], seeds: readonly number[]): Promise<string> => {
  const empty = await nodeSeconds();
  const statuses = new Map<string, number>();
  let [slowest, largest] = [0, 0];
  await inFolder(async (folder) => {
    const cases = seeds.map((seed, index) => ({ seed, victim: victims[index % victims.length] as Victim }));
    await eachAtOnce(cases, 2, async ({ seed, victim }) => {
      const file = join(folder, `case-${String(seed)}.${victim.kind}`);
      writeFileSync(file, mutate(readFileSync(victim.path), seed));
      const isData = victim.kind === 'npz';
      const manifest = join(folder, `case-${String(seed)}.yaml`);
      writeFileSync(
        manifest,
        `version: 1\nname: fuzz\nmodel: ${isData ? h5 : file}\ntarget: { core: cortex-m7, flash: 16MiB, ram: 16MiB }\n` +
          (isData
            ? `data: { calibration: { file: ${file}, array: image, limit: 20 } }\npasses: [fold-constants, fuse-activation, quantize]\n`
            : 'passes: []\n') +
          `output: { dir: out-${String(seed)}, project: library }\n`,
      );
      const ended = await tinyml(['build', manifest, '--json', '--no-cache']);
      const { status, stdout, stderr, seconds, peakBytes } = ended;
      expect({ seed, kind: victim.kind, status, stderr }).toMatchObject({
        status: expect.any(Number),
        stderr: expect.not.stringMatching(/^ {4}at /m),
      });
      expect({ seed, accepted: status === 0 || status === 3 }).toEqual({ seed, accepted: true });
      expect(stdout.endsWith('}\n')).toBe(true);
      const document = documentOf(ended);
      expect(document.schema).toBe(status === 0 ? 'tinyml-build/1' : 'tinyml-error/1');
      if (status === 3)
        for (const diagnostic of document.diagnostics ?? [])
          expect(diagnostic).toMatchObject({
            code: expect.stringMatching(/^TML\d{3}$/),
            hint: expect.stringMatching(/\w/),
          });
      // A sound build of these takes a second; beyond start-up 2 s are allowed, and room for a busy machine.
      expect({ seed, slow: seconds > 3 + 20 * empty }).toEqual({ seed, slow: false });
      expect({ seed, peakBytes: peakBytes > 0 && peakBytes < 1e9 }).toEqual({ seed, peakBytes: true });
      const key = `${victim.kind} → ${String(status)}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
      slowest = Math.max(slowest, seconds);
      largest = Math.max(largest, peakBytes);
    });
  });
  const counts = [...statuses].sort().map(([key, count]) => `${key}: ${String(count)}`);
  const text = `${counts.join(', ')}; slowest ${slowest.toFixed(2)} s, ${(largest / 1e6).toFixed(0)} MB at most\n`;
  process.stderr.write(text);
  return text;
};

const seeds = (count: number, first: number): readonly number[] => Array.from({ length: count }, (_, i) => first + i);

describeWith('damaged files through the command line', { files: [compiled] }, () => {
  test('60 Keras models and archives of samples', async () => {
    const text = await expectSound(
      [
        { kind: 'h5', path: h5 },
        { kind: 'npz', path: npz },
      ],
      seeds(60, 1000),
    );
    expect(text).toContain('h5 → 3');
    expect(text).toContain('npz → 3');
  });
});

describeWith('damaged TensorFlow Lite files through the command line', { files: [compiled, tflite] }, () => {
  test('40 of them', async () => {
    expect(await expectSound([{ kind: 'tflite', path: tflite }], seeds(40, 2000))).toContain('tflite → 3');
  });
});
