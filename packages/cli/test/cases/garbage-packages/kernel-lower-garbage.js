// TML316 lower()
import { fileURLToPath } from 'node:url';
import { definePass } from '@tinyml/core';

const p = definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, nodes: g.nodes.map((n) => (n.op === 'relu' ? { ...n, op: 'odd', attrs: {} } : n)) }) });
const odd = { name: 'odd', version: 1, summary: 'x', attributes: { type: 'object', additionalProperties: false, properties: {} }, arity: { inputs: [1, 1], outputs: [1, 1] }, infer: ({ inputs: [x] }) => [x.type], check: () => undefined, run: ({ inputs: [x] }) => [x.data], macs: () => 0,  };
const kernel = { name: 'acme_odd', version: 1, op: 'odd', isa: 'generic', sources: [{ name: 'acme_odd.h', path: fileURLToPath(new URL('./acme_odd.h', import.meta.url)) }], supports: () => true, cost: () => ({ instructions: 1, cycles: 1 }), lower: () => ({ function: 'acme_odd', arguments: [{ input: 0 }, { output: 0 }], constants: [], scratch: 0 }), lower: () => null };

export default { passes: [p], operators: [odd], kernels: [kernel] };
