// TML313 version is
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => g, version: '1.0.0' });
