// TML310 cloned
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, nodes: new Proxy([...g.nodes], {}) }) });
