// TML452 data.train
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: async (g, { data }) => { await data('train'); return g; } });
