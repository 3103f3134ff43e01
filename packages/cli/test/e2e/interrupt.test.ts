import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, root, tinyml, type Ended } from './binary.ts';

jest.setTimeout(300_000);

const model = join(root, 'examples/sine/models/sine.h5');

const bodies = {
  'a pass that computes without a pause': 'const t = Date.now(); while (Date.now() - t < 60000); return g;',
  'a pass that waits': 'return new Promise((done) => setTimeout(done, 60000, g));',
} as const;

interface Interrupted extends Ended {
  /** Between the signal and the end. */
  readonly secondsAfter: number;
  readonly hasOutput: boolean;
}

/** Builds with a pass that takes a minute, and sends the signal, `times` times, as soon as that runs. */
const interrupt = async (
  body: string,
  signal: NodeJS.Signals,
  words: readonly string[],
  times = 1,
): Promise<Interrupted> => {
  let result: Interrupted | undefined;
  await inFolder(async (folder) => {
    cpSync(model, join(folder, 'sine.h5'));
    mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
    symlinkSync(join(root, 'packages/core'), join(folder, 'node_modules/@tinyml/core'));
    writeFileSync(
      join(folder, 'p.mjs'),
      `import { definePass } from '@tinyml/core';
export default definePass({ name: 'p', version: 1, kind: 'graph', summary: 'x', preserves: 'none',
  run(g) { process.stderr.write('STARTED'); ${body} } });`,
    );
    writeFileSync(
      join(folder, 'tinyml.yaml'),
      'version: 1\nmodel: sine.h5\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\npasses: [./p.mjs]\n' +
        'output: { dir: firmware, project: library }\n',
    );
    let sent: number | undefined;
    const ended = await tinyml(['build', folder, '--no-cache', ...words], {
      onStderr(text, child) {
        if (sent !== undefined || !text.includes('STARTED')) return;
        sent = performance.now();
        for (let i = 0; i < times; i++) child.kill(signal);
      },
    });
    const secondsAfter = (performance.now() - (sent ?? 0)) / 1000;
    result = { ...ended, secondsAfter, hasOutput: existsSync(join(folder, 'firmware')) };
  });
  return result as Interrupted;
};

describeWith('a build that is interrupted', { files: [compiled, model] }, () => {
  test.each(
    Object.entries(bodies).flatMap(([what, body]) =>
      (['SIGINT', 'SIGTERM'] as const).map((signal) => [what, signal, body] as const),
    ),
  )('in %s, by %s, ends soon, with 130 and one document', async (_, signal, body) => {
    const { status, secondsAfter, stdout, hasOutput } = await interrupt(body, signal, ['--json']);
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'tinyml-error/1', diagnostics: [{ code: 'TML990' }] });
    expect(hasOutput).toBe(false);
    // A second, on a machine that has other things to do as well; the pass itself would take a minute.
    expect(secondsAfter).toBeLessThan(20);
  });

  test('twice ends at once', async () => {
    const { status, secondsAfter } = await interrupt(bodies['a pass that computes without a pause'], 'SIGINT', [], 2);
    expect(status).toBe(130);
    expect(secondsAfter).toBeLessThan(20);
  });
});
