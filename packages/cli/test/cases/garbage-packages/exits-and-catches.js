// TML312 end the process
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run(g) { try { process.exit(0); } catch {} return new Promise((done) => setTimeout(done, 200, g)); } });
