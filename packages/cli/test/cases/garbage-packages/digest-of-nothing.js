// TML305 pass p of
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, values: new Map([...g.values].map(([id, v]) => [id, v.data === undefined ? v : { ...v, data: 'sha256-' + '0'.repeat(64) }])) }) });
