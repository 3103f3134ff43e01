// TML314 more than 1000
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (graph) => ({ graph, diagnostics: Array.from({ length: 100000 }, () => ({ code: 'ACME1', severity: 'note', message: 'x' })) }) });
