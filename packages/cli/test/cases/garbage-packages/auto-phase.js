// TML313 auto.phase is
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', auto: { phase: 'last' }, run: (graph) => graph });
