// TML310 unhandled
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => { Promise.reject(new Error('unhandled')); return new Promise((done) => setTimeout(done, 300, g)); } });
