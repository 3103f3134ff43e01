import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants } from '@tinyml/core';
import { verifyGraph, type ModelFormat } from '@tinyml/core/internal';
import { frozenGraphFormat, savedModelFormat, tfjsGraphFormat } from '../../src/index.ts';
import { mutants } from '../mutants.ts';
import { operators } from '../operators.ts';
import { cases } from './recorded.ts';
import { startClock } from '../processor-time.ts';

const count = process.env['TINYML_FULL'] === '1' ? 10_000 : 200;
const mostSeconds = 2;
const mostBytes = 2 ** 30;

const bytesOf = (...path: readonly string[]): Uint8Array => new Uint8Array(readFileSync(join(cases, ...path)));

/** A model with its files; the first is what is damaged. */
interface Subject {
  readonly format: ModelFormat;
  /** What is damaged: a file of the model, or '' for the model file itself. */
  readonly damaged: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const control: Subject['files'] = {
  'saved_model.pb': bytesOf('control/saved_model.pb'),
  'variables/variables.index': bytesOf('control/variables/variables.index'),
  'variables/variables.data-00000-of-00001': bytesOf('control/variables/variables.data-00000-of-00001'),
};

const subjects: Readonly<Record<string, Subject>> = {
  'a SavedModel': { format: savedModelFormat, damaged: 'saved_model.pb', files: control },
  'the index of a checkpoint': { format: savedModelFormat, damaged: 'variables/variables.index', files: control },
  'a frozen graph': { format: frozenGraphFormat, damaged: '', files: { '': bytesOf('operators/graph.pb') } },
  'a graph model of TensorFlow.js': {
    format: tfjsGraphFormat,
    damaged: '',
    files: {
      '': bytesOf('graph-model/model.json'),
      'group1-shard1of1.bin': bytesOf('graph-model/group1-shard1of1.bin'),
    },
  },
};

/** The codes of all that is wrong with a model; anything else that is thrown ends the test. */
const problemsOf = async ({ format }: Subject, files: Subject['files']): Promise<readonly string[]> => {
  const readFile = (name: string): Promise<Uint8Array> => Promise.resolve(files[name] ?? new Uint8Array());
  const source = { path: 'model', bytes: files[''] ?? new Uint8Array(), readFile };
  const context = {
    constants: memoryConstants(),
    operators,
    ...(format === savedModelFormat && { inputs: [1, 3, 4] }),
  };
  const codes = async (work: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    try {
      return await work();
    } catch (error) {
      if (!isTinymlError(error)) throw error;
      return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
    }
  };
  await codes(async () => {
    await format.outline?.(source, context);
    return [];
  });
  return codes(async () => {
    const graph = await format.read(source, context);
    return verifyGraph(graph, operators, context.constants).map(({ code, message }) => `${code} ${message}`);
  });
};

describe.each(Object.entries(subjects))('%s', (_, subject) => {
  const original = subject.files[subject.damaged] ?? new Uint8Array();

  test('is in order itself', async () => {
    expect(await problemsOf(subject, subject.files)).toEqual([]);
  });

  test('damaged is told of, quickly and in little memory', async () => {
    let refused = 0;
    for (const mutant of mutants(original, 1, count)) {
      const seconds = startClock();
      const problems = await problemsOf(subject, { ...subject.files, [subject.damaged]: mutant });
      // Of the processor, which a busy machine shares.
      expect(seconds()).toBeLessThan(mostSeconds);
      for (const problem of problems) expect(problem).toMatch(/^TML[23]\d\d /);
      if (problems.length > 0) refused += 1;
    }
    expect(refused).toBeGreaterThan(count / 8);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(mostBytes);
  });
});
