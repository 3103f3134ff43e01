// TML314 not the digest
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => ({ ...g, values: new Map([...g.values].map(([id, v]) => [id, v.data === undefined ? v : { ...v, data: '../../etc/passwd' }])) }) });
