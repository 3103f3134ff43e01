// TML310 no advice today
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', advice() { throw new Error('no advice today'); }, run: (graph) => graph });
