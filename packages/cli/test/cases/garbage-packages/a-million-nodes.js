// TML314 more than 100000
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, nodes: Array.from({ length: 1e6 }, () => g.nodes[0]) }) });
