import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { StageScore } from '@tinyml/core/internal';
import { inFolder, tinyml, type Outcome, type RunOptions } from './tinyml.ts';

jest.setTimeout(240_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/third-party-pass');

/** So many that one thread alone does not get through them before it asks for help. */
const count = 60_000;

const writeProject = async (folder: string, pass: string): Promise<void> => {
  const angles = Float32Array.from({ length: count }, (_, i) => (i / count) * 2 - 1);
  await writeFile(join(folder, 'angles.bin'), Buffer.from(angles.buffer));
  await writeFile(join(folder, 'targets.bin'), Buffer.from(angles.map(Math.sin).buffer));
  await writeFile(
    join(folder, 'tinyml.yaml'),
    `version: 1
name: wave
model: ${example}/models/wave.h5
target: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }
passes: ['${pass}']
data: { test: { file: angles.bin, targets: targets.bin } }
`,
  );
};

const evaluate = (folder: string, flags: readonly string[], options?: RunOptions): Promise<Outcome> =>
  tinyml(['evaluate', folder, '--on', 'interpreter', '--no-cache', ...flags], options);

describe('the reference interpreter in worker threads', () => {
  test('scores are those of one thread, with an operator of a third party too', async () => {
    await inFolder(async (folder) => {
      await writeProject(folder, `${example}/src/index.js#approximate-tanh`);
      const [one, three] = await Promise.all(['1', '3'].map((jobs) => evaluate(folder, ['--json', '--jobs', jobs])));
      expect(one).toMatchObject({ status: 0 });
      expect(three?.stdout).toBe(one?.stdout);
      const { stages } = JSON.parse(one?.stdout ?? '') as { stages: readonly StageScore[] };
      expect(stages).toHaveLength(2);
      expect(stages.map(({ score }) => score.kind)).toEqual(['regression', 'regression']);
      expect(stages[1]?.score).toMatchObject({ samples: count });
      expect(stages[1]?.score).not.toEqual(stages[0]?.score);
    });
  });

  test('what an operator throws in a worker is told as it is in one thread', async () => {
    await inFolder(async (folder) => {
      await writeProject(folder, './refusing.mjs#refuse');
      await writeFile(
        join(folder, 'refusing.mjs'),
        `const operator = {
  name: 'refusing_tanh', version: 1, summary: 'tanh of what is not near 1',
  attributes: { type: 'object', additionalProperties: false, properties: {} },
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs: [x] }) => [x.type], check: () => undefined, macs: () => 0,
  run: ({ inputs: [x] }) => {
    calls += 1;
    if (calls > 10_000) throw Object.assign(new Error('refusing_tanh has enough'), { name: 'OperatorError' });
    return [x.data.map(Math.tanh)];
  },
};
let calls = 0;
const pass = {
  name: 'refuse', version: 1, kind: 'operations', summary: 'refuses', needs: [], requires: [], establishes: [], invalidates: [],
  options: { type: 'object', additionalProperties: false, properties: {} }, preserves: 'none', search: {},
  run: (graph) => ({ ...graph, nodes: graph.nodes.map((node) => (node.op === 'tanh' ? { ...node, op: 'refusing_tanh' } : node)) }),
};
export default { passes: [pass], operators: [operator] };
`,
      );
      const alone = await evaluate(folder, ['--jobs', '1']);
      expect(alone).toMatchObject({ status: 3, stderr: expect.stringMatching(/TML817.*refusing_tanh has enough/) });
      const shared = await evaluate(folder, ['--jobs', '2']);
      expect(shared).toMatchObject({ status: 3, stderr: expect.stringMatching(/TML817.*refusing_tanh has enough/) });
      expect(shared.stderr).not.toMatch(/\n\s+at /);
    });
  });

  test('an interrupt ends them', async () => {
    await inFolder(async (folder) => {
      await writeProject(folder, `${example}/src/index.js#approximate-tanh`);
      let asked = false;
      const { status } = await evaluate(folder, ['--jobs', '2'], {
        onStderr(text, kill) {
          if (asked || !text.includes('import')) return;
          asked = true;
          setTimeout(() => {
            kill('SIGINT');
          }, 700);
        },
      });
      expect(status).toBe(130);
    });
  });
});
