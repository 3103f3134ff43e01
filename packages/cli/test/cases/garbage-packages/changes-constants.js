// TML315 bytes of a constant
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g, { constants }) => { for (const { data } of g.values.values()) if (data !== undefined) constants.get(data).fill(0); return g; } });
