// TML314 metrics.big is a bigint
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (graph) => ({ graph, metrics: { big: 1n } }) });
