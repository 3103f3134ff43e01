import { isTinymlError } from '@tinyml/core';
import { interpreterExecutor, type Executor, type Manifest } from '@tinyml/core/internal';
import { hasCompiler, hostCompiler } from './compiler.ts';
import { hostExecutor, hostTarget } from './host-executor.ts';
import type { CommonOptions, Terminal } from './terminal.ts';

/**
 * What a build measures accuracy with: the emitted C, compiled here; where there is no compiler, or no C can be made of
 * a graph on its way, the reference interpreter. Whole numbers come out the same, floats up to rounding.
 */
export const measuringExecutor = (
  { jobs }: Pick<CommonOptions, 'jobs'>,
  manifest: Manifest,
  { signal }: Pick<Terminal, 'signal'>,
): Executor => {
  const limits = { signal, ...(jobs === undefined ? {} : { jobs }) };
  const compiler = hostCompiler();
  const reference = interpreterExecutor(limits);
  return {
    name: `host ${compiler}`,
    async run(executable, count, inputs, take) {
      if (!(await hasCompiler(compiler))) return reference.run(executable, count, inputs, take);
      let taken = 0;
      try {
        await hostExecutor(compiler, hostTarget(manifest), limits).run(executable, count, inputs, (outputs) => {
          taken += 1;
          take(outputs);
        });
      } catch (error) {
        if (taken > 0 || signal.aborted || !isTinymlError(error)) throw error;
        await reference.run(executable, count, inputs, take);
      }
    },
  };
};
