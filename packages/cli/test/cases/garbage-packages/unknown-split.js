// TML452 data.__proto__
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: async (g, { data }) => { await data('__proto__'); return g; } });
