import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { describeWith } from '../../../../tools/testing.ts';
import { compiled, inFolder, root, tinyml } from './binary.ts';
import { buildIn, float16, int8, makeProject, manifest, ran } from './project.ts';
import { treeOf } from './tree.ts';

jest.setTimeout(240_000);

/** A library that an earlier tinyml generated from examples/sine: it stays as it is. */
const older = join(root, 'packages/cli/test/cases/older-firmware/sine/src');

const strict = ['-Wall', '-Wextra', '-Werror', '-O1'];

const run = (command: string, words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  expect({ command, words, status, stderr }).toMatchObject({ status: 0, stderr: '' });
  return stdout;
};

const mainText = `#include "fashion.h"
#include "sine.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
int main(void) {
  if (sine_init() != 0 || fashion_init() != 0) return 1;
  memset(fashion_input_0(), FASHION_INPUT_0_ZERO_POINT, FASHION_INPUT_0_BYTES);
  if (fashion_invoke() != 0) return 1;
  int8_t first[FASHION_OUTPUT_0_BYTES];
  memcpy(first, fashion_output_0(), sizeof first);
  for (int i = 0; i <= 60; i++) {
    const float x = (float)i * 0.1f;
    float y;
    sine_quantize_input_0(&x);
    if (sine_invoke() != 0) return 1;
    sine_dequantize_output_0(&y);
    if (fabsf(y - sinf(x)) > 0.15f) { printf("sine %f\\n", (double)y); return 1; }
    memset(fashion_input_0(), FASHION_INPUT_0_ZERO_POINT, FASHION_INPUT_0_BYTES);
    if (fashion_invoke() != 0 || memcmp(first, fashion_output_0(), sizeof first) != 0) { puts("fashion"); return 1; }
  }
  puts("both right");
  return 0;
}
`;

describeWith(
  'two models in one firmware, one by an earlier tinyml',
  { files: [compiled], commands: ['gcc', 'g++'] },
  () => {
    test('link and work side by side; the headers are C++ too', async () => {
      await inFolder(async (folder) => {
        makeProject(folder, `${int8}output: { dir: firmware, project: library }\n`);
        expect((await buildIn(folder, ['--no-cache'])).status).toBe(0);
        const newer = join(folder, 'firmware/lib/fashion/src');
        const main = join(folder, 'main.c');
        writeFileSync(main, mainText);
        const sources = [main, join(newer, 'fashion.c'), join(older, 'sine.c')];
        const include = ['-I', newer, '-I', older];
        run('gcc', ['-std=c99', ...strict, ...include, ...sources, '-lm', '-o', join(folder, 'both')]);
        expect(run(join(folder, 'both'), [])).toBe('both right\n');
        const cpp = join(folder, 'headers.cpp');
        writeFileSync(
          cpp,
          '#include "fashion.h"\n#include "sine.h"\nint main() { return fashion_init() + sine_init(); }\n',
        );
        run('g++', ['-std=c++11', '-pedantic', ...strict, ...include, '-c', cpp, '-o', join(folder, 'headers.o')]);
        if (spawnSync('arm-none-eabi-gcc', ['--version']).status === 0)
          for (const source of sources.slice(1))
            run('arm-none-eabi-gcc', [
              '-mcpu=cortex-m4',
              '-mthumb',
              '-std=c99',
              ...strict,
              ...include,
              '-c',
              source,
              '-o',
              join(folder, 'arm.o'),
            ]);
      });
    });
  },
);

describeWith("the user's files", { files: [compiled] }, () => {
  test('are written once, and stay whatever is built later, also by force', async () => {
    await inFolder(async (folder) => {
      const file = makeProject(folder);
      const cache = ['--cache-dir', join(folder, 'cache')];
      const built = await buildIn(folder, cache);
      const { files } = JSON.parse(built.stdout) as { files: readonly { path: string; owner: string }[] };
      const mine = files.filter(({ owner }) => owner === 'user').map(({ path }) => path);
      expect(mine).toContain('platformio.ini');
      const output = join(folder, 'firmware');
      for (const path of mine) appendFileSync(join(output, path), '\n// mine\n');
      writeFileSync(join(output, 'notes.txt'), 'mine');
      const kept = [...mine, 'notes.txt'].map((path) => readFileSync(join(output, path), 'utf8'));
      for (const [passes, words] of [
        [float16, []],
        [int8, ['--force']],
        [int8, ['--no-cache']],
      ] as const) {
        writeFileSync(file, manifest(passes));
        expect((await buildIn(folder, [...words, ...cache])).status).toBe(0);
        expect([...mine, 'notes.txt'].map((path) => readFileSync(join(output, path), 'utf8'))).toEqual(kept);
      }
    });
  });
});

describeWith('a pass package, from a project outside of the workspace', { files: [compiled], commands: ['cc'] }, () => {
  const source = join(root, 'examples/third-party-pass');

  test('is found by its names, gives right C, and reruns when it is edited', async () => {
    await inFolder(async (folder) => {
      // A copy, so that it can be edited; it finds @tinyml/core as an installed package does.
      const place = join(folder, 'package');
      for (const part of ['kernels', 'src', 'package.json'])
        cpSync(join(source, part), join(place, part), { recursive: true });
      mkdirSync(join(place, 'node_modules/@tinyml'), { recursive: true });
      symlinkSync(join(root, 'packages/core'), join(place, 'node_modules/@tinyml/core'));
      const user = join(folder, 'user');
      mkdirSync(join(user, 'node_modules/@tinyml-examples'), { recursive: true });
      symlinkSync(place, join(user, 'node_modules/@tinyml-examples/third-party-pass'));
      writeFileSync(
        join(user, 'package.json'),
        '{ "private": true, "dependencies": { "@tinyml-examples/third-party-pass": "*" } }',
      );
      cpSync(join(source, 'models'), join(user, 'models'), { recursive: true });
      const cache = ['--cache-dir', join(folder, 'cache')];
      const trees = [];
      for (const name of [
        '@tinyml-examples/third-party-pass#approximate-tanh',
        '@tinyml-examples/third-party-pass',
        'approximate-tanh',
      ]) {
        writeFileSync(
          join(user, 'tinyml.yaml'),
          `version: 1\nname: wave\nmodel: models/wave.h5\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\npasses: ['${name}']\noutput: { dir: firmware, project: library }\n`,
        );
        const built = await buildIn(user, cache);
        expect({ status: built.status, stderr: built.stderr }).toMatchObject({ status: 0 });
        trees.push(treeOf(join(user, 'firmware')));
      }
      const verified = await tinyml(['verify', user, '--cases', '2', '--no-qemu', ...cache]);
      expect({ status: verified.status, stderr: verified.stderr }).toMatchObject({ status: 0 });
      expect(Object.keys(trees[0] ?? {}).some((path) => path.includes('acme_rational_tanh'))).toBe(true);

      // The .tflite file has its operator as a custom one, and is a model like any other.
      cpSync(join(user, 'firmware/model.tflite'), join(user, 'models/wave.tflite'));
      writeFileSync(
        join(user, 'custom.yaml'),
        "version: 1\nname: custom\nmodel: models/wave.tflite\ntarget: { core: cortex-m4f, flash: 64KiB, ram: 16KiB }\npasses: ['approximate-tanh']\noutput: { dir: custom, project: library }\n",
      );
      const custom = await buildIn(join(user, 'custom.yaml'), cache);
      expect({ status: custom.status, stderr: custom.stderr }).toMatchObject({ status: 0 });
      expect(Object.keys(treeOf(join(user, 'custom'))).some((path) => path.includes('acme_rational_tanh'))).toBe(true);

      const pass = join(place, 'src/approximate-tanh.js');
      appendFileSync(pass, '\n// a comment\n');
      expect(ran(await buildIn(user, cache))).toEqual([]);
      appendFileSync(pass, '\nglobalThis.edited = true;\n');
      // The package also brings an operator, so that its code is in what was imported as well.
      expect(ran(await buildIn(user, cache)).slice(0, 2)).toEqual(['import', 'approximate-tanh']);
    });
  });
});

describeWith('the examples', { files: [compiled], commands: ['cc'] }, () => {
  test.each(['sine', 'fashion-mnist', 'firmware', 'train-from-scratch'])('%s builds and verifies', async (name) => {
    await inFolder(async (folder) => {
      cpSync(join(root, 'examples', name), folder, {
        recursive: true,
        filter: (path) => !path.includes('node_modules'),
      });
      const cache = ['--cache-dir', join(folder, 'cache')];
      expect((await buildIn(folder, cache)).status).toBe(0);
      const verified = await tinyml(['verify', folder, '--cases', '2', '--no-qemu', '--json', ...cache]);
      expect({ status: verified.status, stderr: verified.stderr }).toMatchObject({ status: 0 });
      expect(JSON.parse(verified.stdout)).toMatchObject({ runs: [{ where: 'host', skipped: null }, {}] });
    });
  });
});
