// TML310 cannot be read
import { definePass } from '@tinyml/core';

export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none', run() { throw new Proxy(new Error('x'), { get() { throw new Error('y'); }, getPrototypeOf() { throw new Error('z'); } }); } });
