// TML314 not a path
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: async (g, { readFile }) => { await readFile(undefined); return g; } });
