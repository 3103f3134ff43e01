// TML313 options
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => g, options: { type: 'object', additionalProperties: false, properties: { k: { type: 'float' } } } });
