import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { Answers } from '../src/init/answers.ts';
import { converse, type Given } from '../src/init/conversation.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(300_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/sine');
const [down, enter, escape] = ['\u001b[B', '\r', '\u001b'];
const defaults: Answers = { model: 'a.h5', board: 'nucleo_f446re', priority: 'size' };

/** Answers each question that appears; `replies`: a part of the question, and the keys to press. */
const talk = async (
  files: { readonly models: readonly string[]; readonly samples: readonly string[] },
  given: Given,
  replies: readonly (readonly [question: string, keys: string])[],
): Promise<Answers | undefined> => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 30, isTTY: true });
  const left = [...replies];
  let seen = '';
  output.on('data', (chunk: Buffer) => {
    seen += stripVTControlCharacters(chunk.toString());
    const [next] = left;
    if (next === undefined || !seen.includes(next[0])) return;
    left.shift();
    seen = '';
    setTimeout(() => input.write(next[1]), 50);
  });
  const answers = await converse(files, given, defaults, { input, output });
  expect(left).toEqual([]);
  return answers;
};

describe('init asks', () => {
  test('for the model, the board, the priority and samples', async () => {
    const files = { models: ['a.h5', 'b.tflite'], samples: ['calib.npz'] };
    const answers = await talk(files, {}, [
      ['Which model', down + enter],
      ['Which board', enter],
      ['matters most', enter],
      ['Typical inputs', enter],
      ['numbers in calib.npz', down + enter],
    ]);
    expect(answers).toEqual({
      model: 'b.tflite',
      board: 'nucleo_f446re',
      priority: 'size',
      calibration: { file: 'calib.npz', scale: '1/255' },
    });
  });

  test('only for what the command line does not say', async () => {
    const given: Given = { board: 'uno', priority: 'latency' };
    expect(await talk({ models: ['a.h5'], samples: [] }, given, [])).toEqual({ model: 'a.h5', ...given });
  });

  test('and takes Escape for an end', async () => {
    expect(await talk({ models: ['a.h5'], samples: [] }, {}, [['Which board', escape]])).toBeUndefined();
  });
});

describe('init by flags', () => {
  test('a manifest that builds', async () => {
    await inFolder(async (folder) => {
      await copyFile(join(example, 'models/sine.h5'), join(folder, 'sine.h5'));
      await copyFile(join(example, 'calibration.csv'), join(folder, 'calib.csv'));
      await mkdir(join(folder, 'node_modules/tinyml/dist'), { recursive: true });
      await writeFile(join(folder, 'node_modules/tinyml/dist/tinyml.schema.json'), '{}');
      const flags = ['--board', 'uno', '--priority', 'latency', '--calibration', 'calib.csv', '--json'];
      const made = await tinyml(['init', '.', ...flags], { cwd: folder });
      expect(made.status).toBe(0);
      expect(JSON.parse(made.stdout)).toMatchObject({ model: 'sine.h5', board: 'uno', calibration: 'calib.csv' });
      const text = await readFile(join(folder, 'tinyml.yaml'), 'utf8');
      expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/tinyml\/dist\/tinyml\.schema\.json\n/);
      expect((await tinyml(['build', '.', '--no-cache'], { cwd: folder })).status).toBe(0);
    });
  });

  test('a model that cannot be built leaves nothing behind', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'broken.tflite'), 'not a model');
      const made = await tinyml(['init', '.', '--json'], { cwd: folder });
      expect(made.status).toBe(3);
      expect(await readdir(folder)).toEqual(['broken.tflite']);
    });
  });

  test('one that does not fit its board is written, and said', async () => {
    await inFolder(async (folder) => {
      await copyFile(join(example, '../fashion-mnist/models/fashion.h5'), join(folder, 'fashion.h5'));
      const made = await tinyml(['init', '.', '--board', 'uno', '--yes'], { cwd: folder });
      expect(made.status).toBe(0);
      expect(made.stderr).toContain('TML501');
      expect(await readdir(folder)).toEqual(['fashion.h5', 'tinyml.yaml']);
    });
  });
});
