// TML310 failed when it ran
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', options: { type: 'object', additionalProperties: false, properties: { k: { type: 'number', default: 1 } } }, run: (g, { options }) => { options.k = 2; return g; } });
