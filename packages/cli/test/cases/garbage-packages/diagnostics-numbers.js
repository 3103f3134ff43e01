// TML314 diagnostics[0]
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (graph) => ({ graph, diagnostics: [1, null] }) });
