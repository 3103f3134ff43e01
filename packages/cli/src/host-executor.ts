import { withHostProgram } from '@tinyml/codegen';
import { valueOf, type Executor, type Target, type Tensor } from '@tinyml/core';
import { emittedC } from './emitted-program.ts';

/** Samples that one run of the program takes: enough to forget its start, few enough to hold. */
const batch = 500;

/**
 * Runs the C that would be emitted, compiled with the host's compiler: integer results equal the reference
 * interpreter's, float ones up to rounding, in a fraction of the time.
 */
export const hostExecutor = (compiler: string, target: Target, signal: AbortSignal): Executor => ({
  name: `host ${compiler}`,
  async run({ graph, constants, toolkit }, count, inputs, take) {
    const { program, files } = emittedC({ graph, constants, toolkit, target, name: 'model' });
    const types = graph.outputs.map((id) => valueOf(graph, id).type);
    await withHostProgram(files, program, { compiler, flags: ['-O2'], trace: false, signal }, async (run) => {
      for (let first = 0; first < count; first += batch) {
        const size = Math.min(batch, count - first);
        const cases = Array.from({ length: size }, (_, i) => inputs(first + i).map(({ data }) => data));
        for (const { outputs } of await run(cases))
          take(outputs.map((data, i) => ({ type: types[i] as Tensor['type'], data })));
      }
    });
  },
});
