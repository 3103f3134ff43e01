import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { boards, emit, lower, runInQemu, runOnHost, type RunResult } from '@tinyml/codegen';
import { fromBytes, type DType, type TensorData } from '@tinyml/core';
import { build, memoryStore, parseManifest, type BuildResult } from '@tinyml/core/internal';
import { describeWith, shared } from '../../../tools/testing.ts';
import { filesBelow } from '../../codegen/test/files-below.ts';
import { createBackend } from '../src/backend.ts';
import { makeToolkit } from '../src/toolkit.ts';

/**
 * Every model built as its users build it, for a Cortex-M4F: without passes and with the lossless ones. The C runs in
 * QEMU, and with the same kernels under sanitizers on the host, on all recorded inputs.
 */
interface Golden {
  readonly inputs: readonly { readonly dtype: DType }[];
  readonly outputs: readonly { readonly dtype: DType }[];
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

const work = mkdtempSync(join(tmpdir(), 'tinyml-goldens-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const models = existsSync(shared)
  ? filesBelow(join(shared, 'models')).filter((path) => path.endsWith('.tflite'))
  : ['(none)'];

const sanitizers = ['-O1', '-Wall', '-Wextra', '-Werror', '-fsanitize=address,undefined', '-fno-sanitize-recover'];

const buildModel = (path: string, passes: string, priority = 'latency'): Promise<BuildResult> => {
  const manifest = parseManifest(
    [
      'version: 1',
      'name: m',
      `model: ${join(shared, 'models', path)}`,
      'target: { core: cortex-m4f }',
      `priority: ${priority}`,
      `passes: ${passes}`,
      'output: { dir: out }',
    ].join('\n'),
    join(work, 'tinyml.yaml'),
    { boards },
  );
  const store = memoryStore();
  return build(manifest, makeToolkit(), createBackend(store), {
    store,
    tinymlVersion: '0.0.0',
    signal: new AbortController().signal,
    onEvent: () => undefined,
    force: true,
  });
};

/** The largest difference: in steps for integers, as a share of the output's range for floats. */
const difference = (got: TensorData | undefined, want: TensorData): number => {
  if (got?.length !== want.length) return Infinity;
  let [worst, range] = [0, 1e-6];
  for (let i = 0; i < want.length; i += 1) {
    const error = Math.abs(Number(got[i]) - Number(want[i]));
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
    range = Math.max(range, Math.abs(Number(want[i])));
  }
  return want instanceof Float32Array ? worst / range : worst;
};

describeWith(
  'built models against LiteRT',
  { shared: true, commands: ['cc', 'arm-none-eabi-gcc', 'qemu-system-arm'] },
  () => {
    test.each(models)(
      '%s',
      async (path) => {
        const folder = join(shared, 'golden', path.replace(/\.tflite$/, ''));
        const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
        const load = (file: string, dtype: DType): TensorData =>
          fromBytes(dtype, new Uint8Array(readFileSync(join(folder, file))));
        const inputs = golden.cases.map((given) =>
          given.inputs.map((file, i) => load(file, golden.inputs[i]?.dtype ?? 'float32')),
        );
        const problems: string[] = [];
        const compare = (where: string, results: readonly RunResult[], tolerance: number): void => {
          golden.cases.forEach((given, n) => {
            given.outputs.forEach((file, i) => {
              const dtype = golden.outputs[i]?.dtype ?? 'float32';
              const worst = difference(results[n]?.outputs[i], load(file, dtype));
              if (worst > (dtype === 'float32' ? tolerance : 0))
                problems.push(`${where}, case ${String(n)}: ${String(worst)}`);
            });
          });
        };
        const seen = new Set<string>();
        for (const [passes, priority] of [
          ['[]', 'latency'],
          ['lossless', 'latency'],
          ['lossless', 'size'],
        ] as const) {
          const { graph, constants, target, toolkit } = await buildModel(path, passes, priority);
          const { kernels, operators } = toolkit;
          const program = lower(graph, { operators, kernels, constants, target, name: 'm' });
          // Priority size: where it is another program in kind.
          if (priority === 'size' && program.schedule.every(({ stream }) => stream === undefined)) continue;
          const provenance = { tinyml: '0.0.0', model: { file: path, digest: 'sha256-0' } };
          const files = emit(program, { kernels, constants, provenance, ram: null });
          const source = String(files.find(({ path: name }) => name.endsWith('m.c'))?.contents);
          if (seen.has(source)) continue;
          seen.add(source);
          const integers = graph.nodes.every(({ outputs }) =>
            outputs.every((id) => graph.values.get(id)?.type.dtype !== 'float32'),
          );
          const hybrid = program.schedule.some(({ kernel }) => kernel?.includes('hybrid'));
          const tolerance = integers ? 0 : hybrid ? 1e-4 : 1e-5;
          compare(`${passes}, ${priority} in QEMU`, (await runInQemu(files, program, inputs)).cases, tolerance);
          compare(
            `${passes}, ${priority} on the host`,
            await runOnHost(files, program, inputs, { flags: sanitizers }),
            tolerance,
          );
          const scratch = Math.max(
            0,
            ...program.schedule.map(({ call }) => program.buffers[call?.scratch ?? -1]?.size ?? 0),
          );
          expect(program.memory.arena).toBeLessThanOrEqual(program.memory.wholeTensors * 1.05 + scratch);
        }
        expect(problems).toEqual([]);
      },
      180_000,
    );
  },
);
