import { expect } from '@jest/globals';
import type { Kernel } from '@tinyml/core';
import { emulate } from './emulation.ts';
import { runKernels } from './harness.ts';
import type { NodeCase } from './nn-cases.ts';

/** Of a compilation, which gcc likes no larger. */
const together = 500;

const shapesOf = ({ request }: NodeCase): string => JSON.stringify(request.inputs.map((input) => input?.type.shape));

/** Runs a kernel on the host, under sanitizers: each result has the bytes of the reference operator's. */
export const holdToReference = (kernel: Kernel, cases: readonly NodeCase[]): void => {
  for (let from = 0; from < cases.length; from += together) {
    const part = cases.slice(from, from + together);
    const results = runKernels(part.map(({ request, inputs }) => ({ kernel, request, inputs })));
    results.forEach(([result], i) => {
      const one = part[i] as NodeCase;
      const shown = `${JSON.stringify(one.request.node.attrs)} ${shapesOf(one)}`;
      expect([shown, Array.from(result as Int8Array)]).toEqual([shown, Array.from(one.expected[0] as Int8Array)]);
    });
  }
};

/** The same for several kernels on an emulated core, all in one program. */
export const holdToReferenceOn = (
  core: Parameters<typeof emulate>[1],
  flag: string,
  kernels: readonly Kernel[],
  casesOf: (kernel: Kernel) => readonly NodeCase[],
): void => {
  const cases = kernels.flatMap((kernel) => casesOf(kernel).map((one) => ({ kernel, one })));
  const results = emulate(
    cases.map(({ kernel, one: { request, inputs, expected } }) => ({ kernel, request, inputs, expected })),
    core,
    [flag],
  );
  const wrong = cases.filter((_, i) => results[i]?.same !== true);
  expect(wrong.map(({ kernel, one }) => `${kernel.name} ${shapesOf(one)}`)).toEqual([]);
};
