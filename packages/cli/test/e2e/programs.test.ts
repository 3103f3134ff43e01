import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, root } from './binary.ts';
import { buildIn, documentOf } from './project.ts';

jest.setTimeout(240_000);

const head = 'version: 1\nname: m\ntarget: { core: cortex-m4f }\n';
const bodies = [
  ['never settles', 'export default () => new Promise(() => {});\n', 'TML311'],
  ['ends the process', 'export default () => process.exit(0);\n', 'TML312'],
] as const;

describeWith('a program of the user that', { files: [compiled] }, () => {
  test.each(bodies)('%s: the loader is named, exit 3', async (_, body, code) => {
    await inFolder(async (folder) => {
      cpSync(join(root, 'examples/sine/models/sine.h5'), join(folder, 'sine.h5'));
      writeFileSync(join(folder, 'load.mjs'), body);
      writeFileSync(
        join(folder, 'tinyml.yaml'),
        `${head}model: sine.h5\ndata: { calibration: { loader: load.mjs } }\npasses: [{ quantize: { mode: int8 } }]\n`,
      );
      const ended = await buildIn(folder, ['--no-cache']);
      expect({ status: ended.status, found: documentOf(ended).diagnostics?.[0] }).toMatchObject({
        status: 3,
        found: { code, message: expect.stringContaining('loader load.mjs') },
      });
    });
  });

  test.each(bodies)('%s: the network is named, exit 3', async (_, body, code) => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'net.mjs'), body);
      writeFileSync(join(folder, 'tinyml.yaml'), `${head}model: net.mjs\n`);
      const ended = await buildIn(folder, ['--no-cache']);
      expect({ status: ended.status, found: documentOf(ended).diagnostics?.[0] }).toMatchObject({
        status: 3,
        found: { code, message: expect.stringContaining('network net.mjs') },
      });
    });
  });
});
