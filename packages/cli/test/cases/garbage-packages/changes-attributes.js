// TML315 the graph
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => { Object.assign(g.nodes[0].attrs, { units: 99 }); return g; } });
