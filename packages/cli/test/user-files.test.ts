// A manifest that changes against files of the user, which are never rewritten: what is said, and the last line.
import { expect, jest, test } from '@jest/globals';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(240_000);

const model = join(import.meta.dirname, '../../../examples/sine/models/sine.h5');

const project = 'target: { board: nucleo_f446re }\n';

const inProject = (use: (build: (rest: string, name?: string) => Promise<Said>, folder: string) => Promise<void>) =>
  inFolder(async (folder) => {
    await copyFile(model, join(folder, 'sine.h5'));
    await use(async (rest, name = 'sine') => {
      const text = `version: 1\nname: ${name}\nmodel: sine.h5\n${rest}`;
      await writeFile(join(folder, 'tinyml.yaml'), text);
      const { status, stdout, stderr } = await tinyml(['build', folder, '--cache-dir', join(folder, 'cache')]);
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return {
        last: stdout.trimEnd().split('\n').at(-1) ?? '',
        findings: [...stderr.matchAll(/TML9[45]\d [^]*?\n {2}at .*\n/g)].map(([said]) => said),
      };
    }, folder);
  });

interface Said {
  readonly last: string;
  readonly findings: readonly string[];
}

test('another board: the line in platformio.ini, and no word of compiling for it', async () => {
  await inProject(async (build, folder) => {
    expect(await build(project)).toMatchObject({
      findings: [],
      last: expect.stringMatching(/pio run -d .*firmware -e nucleo_f446re +compile it for nucleo_f446re$/),
    });
    const { findings, last } = await build('target: { board: bluepill_f103c8 }\n');
    expect(findings).toEqual([
      expect.stringMatching(/TML949 platformio.ini compiles for nucleo_f446re;[^]*platformio.ini:11\n/),
    ]);
    expect(last).toMatch(/compile it for nucleo_f446re: platformio.ini does not know bluepill_f103c8$/);
    // As the message says.
    const ini = join(folder, 'firmware/platformio.ini');
    await writeFile(ini, (await readFile(ini, 'utf8')).replaceAll('nucleo_f446re', 'bluepill_f103c8'));
    expect(await build('target: { board: bluepill_f103c8 }\n')).toMatchObject({
      findings: [],
      last: expect.stringMatching(/-e bluepill_f103c8 +compile it for bluepill_f103c8$/),
    });
  });
});

test('another priority: the line with the flags', async () => {
  await inProject(async (build) => {
    expect((await build(project)).findings).toEqual([]);
    expect((await build(`${project}priority: latency\n`)).findings).toEqual([
      expect.stringMatching(/TML952 platformio.ini has build_flags = -Os; [^]*-O2\n[^]*platformio.ini:7\n/),
    ]);
  });
});

test('another name, another arena: the lines in the application', async () => {
  await inProject(async (build, folder) => {
    expect((await build(project)).findings).toEqual([]);
    expect((await build(`${project}output: { dir: firmware, arena: external }\n`)).findings).toEqual([
      expect.stringMatching(/TML953 sine_init\(\) [^]*main.cpp:\d+\n/),
    ]);
    expect((await build(project, 'wave')).findings).toEqual([
      expect.stringMatching(/TML950 no file in src uses the model wave\n[^]*main.cpp:6\n/),
    ]);
    const main = join(folder, 'firmware/src/main.cpp');
    await writeFile(main, `${await readFile(main, 'utf8')}\n#include "wave.h"\n`);
    expect((await build(project, 'wave')).findings).toEqual([]);
  });
});

test('CMakeLists.txt without the model', async () => {
  await inProject(async (build) => {
    const cmake = 'target: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\noutput: { dir: firmware, project: cmake }\n';
    expect((await build(cmake)).findings).toEqual([]);
    expect((await build(cmake, 'wave')).findings).toEqual([
      expect.stringMatching(/TML954 [^]*CMakeLists.txt:5\n/),
      expect.stringContaining('TML950'),
    ]);
  });
});
