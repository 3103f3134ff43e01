import { elfSections, elfSize, needEmulation, crossCompile, runEmulated } from '@tinyml/codegen';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import { inFolder, sharedModels, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const target = 'target: { core: cortex-m4f, flash: 512KiB, ram: 128KiB }\n';
const names = ['kws', 'ic', 'wake'] as const;

/** Two networks of int8, and one over time that keeps state. */
const bodies: Readonly<Record<(typeof names)[number], string>> = {
  kws: `model: ${join(sharedModels ?? '', 'mlperf-tiny/kws_int8.tflite')}\n`,
  ic: `model: ${join(sharedModels ?? '', 'mlperf-tiny/ic_int8.tflite')}\n`,
  wake: `model: { input: [12, 1, 6], seed: 3, layers: [{ conv2d: { filters: 5, kernel: [3, 1], activation: relu } }, global-average-pool, { dense: { units: 3 } }] }
passes: [fuse-activation, { stream: { hop: 1 } }]
`,
};

const writeModels = (folder: string): void => {
  for (const name of names) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(
      join(folder, name, 'tinyml.yaml'),
      `version: 1\nname: ${name}\n${target}priority: size\noutput: { project: library }\n${bodies[name]}`,
    );
  }
};

const workspaceText = (more: string): string =>
  `version: 1\nname: board\nmodels: [kws, ic/tinyml.yaml, wake]\n${target}output: { dir: out, project: library }\n${more}`;

const build = async (folder: string, words: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
  const { status, stdout, stderr } = await tinyml(['build', ...words, '--json', '--cache-dir', join(folder, 'cache')]);
  expect({ status, problem: status === 0 ? '' : stderr }).toEqual({ status: 0, problem: '' });
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
};

/** Runs the models in turn, three rounds, and prints every byte of their results. */
const harness = (isShared: boolean): string => `${names.map((name) => `#include "${name}.h"\n`).join('')}
void tinyml_write(const char *text);
static float values[4096];
static void hex(const void *pointer, size_t bytes)
{
  const uint8_t *from = pointer;
  char text[4] = "";
  for (size_t i = 0; i < bytes; i++) {
    text[0] = "0123456789abcdef"[from[i] >> 4];
    text[1] = "0123456789abcdef"[from[i] & 15];
    tinyml_write(text);
  }
  tinyml_write("\\n");
}
static void fill(size_t elements, unsigned round)
{
  for (size_t i = 0; i < elements; i++) values[i] = (float)((i * 31 + round * 17 + (i * i) % 23) % 97) / 97.0f;
}
int main(void)
{
  ${
    isShared
      ? `/* Whose turn it is not has no memory, and says so. */
  if (kws_invoke() == 0 || kws_input_0() != NULL) return 4;`
      : names.map((name) => `if (${name}_init() != 0) return 2;`).join(' ')
  }
  for (unsigned round = 0; round < 3; round++) {
${names
  .map(
    (name) => `    {
      ${isShared ? `if (board_use_${name}() != 0) return 5;` : ''}
      fill(${name.toUpperCase()}_INPUT_0_ELEMENTS, round);
      ${name}_quantize_input_0(values);
      if (${name}_invoke() != 0) return 3;
      hex(${name}_output_0(), ${name.toUpperCase()}_OUTPUT_0_BYTES);
    }
`,
  )
  .join('')}${isShared ? '    if (kws_invoke() == 0 || kws_output_0() != NULL) return 6;\n' : ''}  }
  return 0;
}
`;

/** Just the calls that a firmware makes: for what the linker says of sizes. */
const plain = (isShared: boolean): string =>
  `${names.map((name) => `#include "${name}.h"\n`).join('')}int main(void)\n{\n  return ${names
    .map((name) => `${isShared ? `board_use_${name}` : `${name}_init`}() | ${name}_invoke()`)
    .join(' | ')};\n}\n`;

const emulation = needEmulation({ core: 'cortex-m4f', board: null });

interface Sources {
  readonly sources: readonly string[];
  readonly includeDirs: readonly string[];
}

const link = async (folder: string, main: string, { includeDirs, sources }: Sources): Promise<string> => {
  const output = join(folder, 'program.elf');
  writeFileSync(join(folder, 'main.c'), main);
  const parameters = ['-Os', '-std=gnu99', ...includeDirs.map((dir) => `-I${dir}`), 'main.c', ...sources];
  await crossCompile(emulation, { cwd: folder, parameters, output });
  return output;
};

const flashOf = async (folder: string, main: string, sources: Sources): Promise<number> => {
  const { data, text } = elfSize(elfSections(readFileSync(await link(folder, main, sources))));
  return text + data;
};

const printed = async (folder: string, main: string, sources: Sources): Promise<string> => {
  const program = await link(folder, main, sources);
  const { stderr } = await runEmulated(emulation, { cwd: folder, program, parameters: [] });
  return stderr.replace(/tinyml: exit \d+\s*$/, '');
};

describeWith('the models of one firmware', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'], shared: true }, () => {
  test('share kernels and an arena, and give what each gives by itself', async () => {
    await inFolder(async (folder) => {
      writeModels(folder);
      const file = join(folder, 'tinyml.workspace.yaml');
      writeFileSync(file, workspaceText('exclusive: [[kws, ic, wake]]\n'));
      const document = await build(folder, [file]);
      expect(document).toMatchObject({ schema: 'tinyml-workspace/1', name: 'board', models: names });
      const { c, memory } = document as {
        readonly c: Sources;
        readonly memory: {
          readonly flash: number;
          readonly code: { readonly saved: number };
          readonly arenas: readonly { readonly code: number }[];
        };
      };
      for (const name of names) await build(folder, [join(folder, name)]);
      const out = join(folder, 'out');
      const apart: Sources = {
        sources: names.map((name) => join(folder, name, `firmware/lib/${name}/src/${name}.c`)),
        includeDirs: names.map((name) => join(folder, name, `firmware/lib/${name}/src`)),
      };
      const together = await printed(out, harness(true), c);
      expect(together).toBe(await printed(folder, harness(false), apart));
      expect(together.split('\n').filter((line) => line !== '')).toHaveLength(9);
      // The three rounds of the one with state differ from one another.
      expect(new Set(together.split('\n').filter((_, at) => at % 3 === 2)).size).toBe(3);

      const empty = await flashOf(folder, 'int main(void)\n{\n  return 0;\n}\n', { sources: [], includeDirs: [] });
      const linked = (await flashOf(out, plain(true), c)) - empty;
      const doubled = (await flashOf(folder, plain(false), apart)) - empty;
      expect(Math.abs(memory.flash - linked) / linked).toBeLessThan(0.03);
      const saved = memory.code.saved - (memory.arenas[0]?.code ?? 0);
      expect(doubled - linked).toBeGreaterThan(0.8 * saved);
      if (process.env['TINYML_SHOW'] !== undefined) console.log({ linked, doubled, estimate: memory.flash, saved });

      const frozen = await tinyml(['build', file, '--frozen', '--quiet', '--cache-dir', join(folder, 'cache')]);
      expect(frozen).toMatchObject({ status: 0 });
      writeFileSync(join(out, 'lib/board/src/board.c'), '/* edited */\n');
      const edited = await tinyml(['build', file, '--frozen', '--quiet', '--cache-dir', join(folder, 'cache')]);
      expect(edited.status).toBe(1);
      expect(edited.stderr).toContain('board.c');
    });
  });

  test('are over budget together where each of them is not, and nothing is written', async () => {
    await inFolder(async (folder) => {
      writeModels(folder);
      const file = join(folder, 'tinyml.workspace.yaml');
      writeFileSync(file, workspaceText('budget: { flash: 100KiB, ram: 80KiB }\n'));
      const { status, stdout } = await tinyml(['build', file, '--json', '--cache-dir', join(folder, 'cache')]);
      const { diagnostics } = JSON.parse(stdout) as {
        readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
      };
      expect(status).toBe(4);
      expect(diagnostics).toEqual([
        expect.objectContaining({
          code: 'TML501',
          file,
          line: 6,
          message: expect.stringMatching(
            /^over budget: the models together need .* of flash, the budget is 102,400 B: /,
          ),
          hint: expect.stringContaining('weights of ic: '),
        }),
      ]);
      expect(existsSync(join(folder, 'out'))).toBe(false);
    });
  });
});

test('every mistake in a list of models is told of at its place', async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'm'));
    writeFileSync(
      join(folder, 'm', 'tinyml.yaml'),
      `version: 1\nname: m\n${target}model: { input: [4], layers: [{ dense: { units: 2 } }] }\n`,
    );
    const file = join(folder, 'tinyml.workspace.yaml');
    writeFileSync(
      file,
      `version: 1\nname: board\nmodels:\n  - m\n  - m/tinyml.yaml\n${target}exclusive: [[m, mm]]\nbuget: {}\n`,
    );
    const { status, stdout } = await tinyml(['build', file, '--json']);
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
    };
    expect(status).toBe(3);
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual(
      expect.arrayContaining([
        ['TML112', 8],
        ['TML161', 5],
        ['TML162', 7],
      ]),
    );
    writeFileSync(file, `version: 1\nmodels:\n  - m\n  - absent\n${target}exclusive: [[m, absent]]\n`);
    const missing = await tinyml(['plan', file, '--json']);
    expect(missing.status).toBe(3);
    expect(JSON.parse(missing.stdout)).toMatchObject({ diagnostics: [{ code: 'TML101', file, line: 4 }] });
  });
});
