// TML314 what it reported is null
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g, { report }) => { report(null); return g; } });
