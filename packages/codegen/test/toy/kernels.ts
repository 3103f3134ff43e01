import { fileURLToPath } from 'node:url';
import { defineKernel, elementCount, type Kernel } from '@tinyml/core';

const source = { name: 'toy_scale_add.h', path: fileURLToPath(new URL('toy_scale_add.h', import.meta.url)) };

/** A float add that uses every part of a kernel call: params, a constant that they point to, scratch, in place. */
export const toyAdd = defineKernel<'add'>({
  name: 'toy_scale_add',
  version: 1,
  op: 'add',
  isa: 'generic',
  sources: [source],
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
