// TML313 two passes
import { definePass } from '@tinyml/core';
const p = definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => g });
export default [p, p];
