// @ts-check
// npm run demo: from a fresh clone to firmware sources, with Node and npm only.
import { prepare, root, run, say } from './steps.mjs';

prepare();
const example = 'examples/fashion-mnist';
say(`tinyml build ${example}`);
const status = run(process.execPath, ['packages/cli/bin/tinyml.js', 'build', example], { cwd: root });
if (status === 0) {
  process.stderr.write(`
The firmware project is in ${example}/firmware: lib/fashion/src holds the C, src/main.c is yours.
Next: pnpm tinyml plan ${example} · pnpm tinyml verify ${example} · docs/tutorial.md
`);
}
process.exit(status);
