// TML314 circle
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => { const attrs = {}; attrs.self = attrs; return { ...g, nodes: g.nodes.map((n) => ({ ...n, attrs })) }; } });
