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
  // Bytes of flash and stack: a firmware with the function less one without. On the Cortex-M3 most of it is soft float.
  size: { 'cortex-m4f': { code: 96, stack: 8 }, 'cortex-m3': { code: 1364, stack: 40 } },
  cost({ outputs: [y] }) {
    const elements = y.shape.reduce((a, b) => a * b, 1);
    return { instructions: 14 * elements, cycles: 28 * elements };
  },
});
