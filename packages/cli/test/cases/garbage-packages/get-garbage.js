// TML310 no blob
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g, { constants }) => { constants.get('../../../etc/passwd'); return g; } });
