// @ts-check
// prepack of every package: `workspace:`, `catalog:` and publishConfig in package.json are for pnpm, which replaces them.
import { existsSync } from 'node:fs';

if (!process.env['npm_config_user_agent']?.startsWith('pnpm/')) {
  process.stderr.write('pack and publish with pnpm: npm would leave `workspace:` in package.json\n');
  process.exit(1);
}
if (!existsSync('dist')) {
  process.stderr.write('nothing is built: run `pnpm build`\n');
  process.exit(1);
}
