// TML314 its progress
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g, { progress }) => { progress('half'); return g; } });
