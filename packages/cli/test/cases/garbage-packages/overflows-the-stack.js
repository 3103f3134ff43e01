// TML310 call stack
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: function f(g) { return f(g) + 1; } });
