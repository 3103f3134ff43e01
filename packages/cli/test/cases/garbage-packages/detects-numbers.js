// TML316 detects()[0]
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', detects: () => [5], run: (graph) => graph });
