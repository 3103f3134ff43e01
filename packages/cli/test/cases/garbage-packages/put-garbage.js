// TML310 failed when it ran
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g, { constants }) => { constants.put({}); return g; } });
