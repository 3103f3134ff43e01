import { fileURLToPath } from 'node:url';
import { defineKernel, elementCount } from '@tinyml/core';

const header = 'acme_triangle_wave.h';
const sources = [{ name: header, path: fileURLToPath(new URL(header, import.meta.url)) }];

/** Both take elements one after another: a result may lie where its operand does, or begin anywhere before it. */
const elementwise = ({ dtype, constants = () => [], ...definition }) =>
  defineKernel({
    version: 1,
    op: 'triangle_wave',
    isa: 'generic',
    sources,
    supports: ({ inputs: [x], outputs: [y] }) =>
      (x.type.dtype === dtype && y.dtype === dtype && x.constant === undefined) || `takes a computed ${dtype} only`,
    lower(request) {
      const tables = constants(request);
      const count = { c: String(elementCount(request.outputs[0].shape)) };
      return {
        function: definition.name,
        arguments: [{ input: 0 }, { output: 0 }, ...tables.map(({ name }) => ({ constant: name })), count],
        constants: tables,
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: 0 }],
      };
    },
    ...definition,
  });

const costOf =
  (each) =>
  ({ outputs: [y] }) => ({ instructions: each * elementCount(y.shape), cycles: 1.5 * each * elementCount(y.shape) });

/** The result for every byte, in the order of the bits read as 0 … 255: the operator itself says it. */
const table = ({ node, operators, inputs: [x], outputs: [y] }) => {
  const data = new Int8Array(Uint8Array.from({ length: 256 }, (_, i) => i).buffer);
  const [values] = operators.get(node.op).run({
    attrs: node.attrs,
    inputs: [{ type: { ...x.type, shape: [256] }, data }],
    outputs: [{ ...y, shape: [256] }],
  });
  return [{ name: 'table', ctype: 'int8_t', values }];
};

export const kernels = [
  elementwise({ name: 'acme_triangle_wave_f32', dtype: 'float32', cost: costOf(16) }),
  elementwise({ name: 'acme_triangle_wave_s8', dtype: 'int8', constants: table, cost: costOf(5) }),
];
