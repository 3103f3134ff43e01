import { availableParallelism } from 'node:os';
import { boards, withHostProgram, type RunCases } from '@tinyml/codegen';
import { valueOf, type Target, type Tensor } from '@tinyml/core';
import {
  hopCount,
  hopsOf,
  resolveTarget,
  type ExecutionLimits,
  type Executor,
  type Manifest,
} from '@tinyml/core/internal';
import { emittedC } from './emitted-program.ts';

/** Bytes of input and number of samples that one run of the program takes at most: its start is forgotten, progress seen. */
const batchBytes = 2 ** 23;
const batchSamples = 1000;

/** Generic kernels: every core's kernels give the same results, and these are the fastest here. */
export const hostTarget = (manifest: Manifest): Target => ({
  ...resolveTarget(manifest, boards),
  core: 'host',
  memory: [],
});

type Results = Awaited<ReturnType<RunCases>>;

/**
 * Runs the C that would be emitted, compiled with the host's compiler: integer results equal the reference
 * interpreter's, float ones up to rounding, in a fraction of the time.
 */
export const hostExecutor = (
  compiler: string,
  target: Target,
  { jobs = availableParallelism(), signal }: ExecutionLimits,
): Executor => ({
  name: `host ${compiler}`,
  async run({ graph, constants, toolkit }, count, inputs, take) {
    const { program, files } = emittedC({ graph, constants, toolkit, target, name: 'model' });
    const types = graph.outputs.map((id) => valueOf(graph, id).type);
    const hops = hopCount(graph);
    const sampleBytes = hops * program.inputs.reduce((sum, { bytes }) => sum + bytes, 0);
    const batch = Math.max(1, Math.min(batchSamples, Math.floor(batchBytes / sampleBytes), Math.ceil(count / jobs)));
    await withHostProgram(
      files,
      program,
      { compiler, flags: ['-O2', '-ffp-contract=off'], trace: false, newAfter: hops, signal },
      async (run) => {
        const running: Promise<Results>[] = [];
        let next = 0;
        const start = (): void => {
          if (next >= count) return;
          const size = Math.min(batch, count - next);
          const cases = Array.from({ length: size }, (_, i) => hopsOf(graph, inputs(next + i))).flat();
          const results = run(cases.map((hop) => hop.map(({ data }) => data)));
          // One that fails is looked at when its turn comes.
          results.catch(() => undefined);
          running.push(results);
          next += size;
        };
        try {
          for (let i = 0; i < jobs; i++) start();
          for (let first = running.shift(); first !== undefined; first = running.shift()) {
            const results = await first;
            start();
            for (const { outputs } of results.filter((_, i) => (i + 1) % hops === 0))
              take(outputs.map((data, i) => ({ type: types[i] as Tensor['type'], data })));
          }
        } finally {
          // The folder that they run in goes when this returns.
          await Promise.allSettled(running);
        }
      },
    );
  },
});
