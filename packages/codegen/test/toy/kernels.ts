import { fileURLToPath } from 'node:url';
import { callInputs, callOutputs, defineKernel, elementCount, type Kernel } from '@tinyml/core';

const sourceOf = (name: string) => ({ name, path: fileURLToPath(new URL(name, import.meta.url)) });

/** A float add that uses every part of a kernel call: params, a constant that they point to, scratch, in place. */
export const toyAdd = defineKernel<'add'>({
  name: 'toy_scale_add',
  version: 1,
  op: 'add',
  isa: 'generic',
  sources: [sourceOf('toy_scale_add.h')],
  supports: ({ inputs }) => inputs.every((input) => input?.type.dtype === 'float32') || 'only float32',
  lower: ({ outputs }) => ({
    function: 'toy_scale_add',
    params: {
      type: 'toy_scale_add_params',
      fields: { count: elementCount(outputs[0]?.shape ?? []), scale: 1, offsets: { c: '@offsets' } },
    },
    arguments: [{ params: true }, { input: 0 }, { input: 1 }, { output: 0 }, { scratch: true }],
    constants: [{ name: 'offsets', ctype: 'int32_t', values: [0] }],
    scratch: 4,
    inPlace: [
      [0, 0],
      [1, 0],
    ],
  }),
  cost: () => ({ instructions: 100, cycles: 100 }),
}) as unknown as Kernel;

/** Two adds in one call: a + b, then + c. */
export const toyAddTwice = defineKernel<'add'>({
  name: 'toy_add_three',
  version: 1,
  op: 'add',
  followedBy: ['add'],
  isa: 'generic',
  sources: [sourceOf('toy_add_three.h')],
  supports: (request) => callInputs(request).every((input) => input?.constant === undefined) || 'no constants',
  lower: (request) => ({
    function: 'toy_add_three',
    arguments: [
      ...callInputs(request).map((_, input) => ({ input })),
      { output: 0 },
      { c: String(elementCount(callOutputs(request)[0]?.shape ?? [])) },
    ],
    constants: [],
    scratch: 0,
    inPlace: [
      [0, 0],
      [1, 0],
      [2, 0],
    ],
  }),
  cost: () => ({ instructions: 150, cycles: 150 }),
}) as unknown as Kernel;
