// TML310 failed when it ran
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run() { const e = new Error('a note'); e.name = 'TinymlError'; e.diagnostics = [{ code: 'ACME1', severity: 'note', message: 'x' }]; throw e; } });
