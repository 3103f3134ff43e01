// TML310 get
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ graph: g, get metrics() { throw new Error('get'); } }) });
