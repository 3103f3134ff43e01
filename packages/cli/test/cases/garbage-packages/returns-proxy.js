// TML310 trap
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run: () => new Proxy({}, { get() { throw new Error('trap'); }, has: () => true }) });
