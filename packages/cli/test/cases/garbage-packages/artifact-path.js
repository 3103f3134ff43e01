// TML314 no plain name
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (graph) => ({ graph, artifacts: { '../../x': 'mine' } }) });
