import { TinymlError } from '@tinyml/core';
import { invalidKernel } from '../diagnostics/kernels.ts';
import { checkCall } from './call-problem.ts';
import { kernelCall } from './kernel-call.ts';
import type { Selected, UnitCall } from './selected.ts';
import { unitName } from './unit.ts';

/** The unit with the call that its kernel makes. @throws TinymlError where a package's kernel makes one that cannot be. */
export const unitCall = (unit: Selected): UnitCall => {
  const call = kernelCall(unit.kernel, unit.request);
  const problem = checkCall(call, unit);
  if (problem !== undefined) throw new TinymlError(invalidKernel(unit.kernel.name, unitName(unit), problem));
  return { ...unit, call };
};
