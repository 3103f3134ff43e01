// TML314 not a Map
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, values: Object.fromEntries(g.values) }) });
