import { fileURLToPath } from 'node:url';
import { defineKernel } from '@tinyml/core';

const name = 'acme_rational_tanh_f32';

export default defineKernel({
  name,
  version: 1,
  op: 'rational_tanh',
  isa: 'generic',
  sources: [{ name: `${name}.h`, path: fileURLToPath(new URL(`../kernels/${name}.h`, import.meta.url)) }],
  supports: () => true,
  lower: ({ outputs: [y] }) => ({
    function: name,
    arguments: [{ input: 0 }, { output: 0 }, { c: String(y.shape.reduce((a, b) => a * b, 1)) }],
    constants: [],
    scratch: 0,
    inPlace: [[0, 0]],
  }),
  cost({ outputs: [y] }) {
    const elements = y.shape.reduce((a, b) => a * b, 1);
    return { instructions: 14 * elements, cycles: 28 * elements };
  },
});
