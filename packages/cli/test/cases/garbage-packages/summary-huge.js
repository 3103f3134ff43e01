// TML314 characters
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (graph) => ({ graph, summary: 'x'.repeat(1e7) }) });
