// TML310 later
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: (g) => { setTimeout(() => { throw new Error('later'); }, 1); return new Promise((done) => setTimeout(done, 300, g)); } });
