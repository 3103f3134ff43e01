import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { memoryConstants, prepare, type Tensor } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { describeWith } from '../../../tools/testing.ts';
import { tfliteFormat } from '../../formats/src/index.ts';
import { writeTflite } from '../../formats/src/tflite/write.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { host } from './toy/graph.ts';

/**
 * A speech front end of signal operators with the settings of TensorFlow Lite Micro's micro_speech, and what TensorFlow Lite
 * Micro computes for 60 frames: see record_frontend.py.
 */
const folder = new URL('../../operators/test/cases/_frontend/', import.meta.url);
const frames = JSON.parse(readFileSync(new URL('frames.json', folder), 'utf8')) as readonly (readonly number[][])[];
const bytes = readFileSync(new URL('frontend.tflite', folder));

/** The signal that record_frontend.py recorded with. */
const sample = (n: number): number => {
  const phase = (n * (150 + Math.floor(n / 48))) % 4096;
  const tone = (phase < 2048 ? phase : 4095 - phase) - 1024;
  const noise = Math.floor(((n * 1103515245 + 12345) % 2147483648) / 65536) - 16384;
  const loud = Math.floor(n / 1000) % 7;
  return tone * loud * 2 + Math.floor((noise * (Math.floor(n / 2300) % 4)) / 8) + ((n % 5) - 2);
};

const hop = 320;
const inputs = frames.map((_, frame) => Int16Array.from({ length: hop }, (_unused, i) => sample(frame * hop + i)));

const read = async (file: Uint8Array) => {
  const constants = memoryConstants();
  const readFile = () => Promise.reject(new Error('one file'));
  const context = { constants, operators: builtinOperatorTable };
  const graph = await tfliteFormat.read({ path: 'frontend.tflite', bytes: file, readFile }, context);
  return { constants, graph };
};

const interpreted = ({ constants, graph }: Awaited<ReturnType<typeof read>>): readonly (readonly number[][])[] => {
  const runner = prepare(graph, { constants, operators: builtinOperatorTable });
  return inputs.map((data) =>
    runner
      .run([{ type: { dtype: 'int16', shape: [hop] }, data } as Tensor])
      .map((result) => Array.from(result.data, Number)),
  );
};

test('60 frames of a front end are those of TensorFlow Lite Micro', async () => {
  expect(frames).toHaveLength(60);
  const model = await read(bytes);
  expect(interpreted(model)).toEqual(frames);
});

test('written back, the operators keep their state to themselves again', async () => {
  const { constants, graph } = await read(bytes);
  const written = writeTflite(graph, constants, builtinOperatorTable);
  const again = await read(written);
  expect(again.graph.state).toHaveLength(2);
  expect(interpreted(again)).toEqual(frames);
});

describeWith('a front end in C', { commands: ['gcc'] }, () => {
  test('60 frames are those of TensorFlow Lite Micro', async () => {
    const { constants, graph } = await read(bytes);
    const program = lower(graph, {
      operators: builtinOperatorTable,
      kernels: builtinKernels,
      constants,
      target: host,
      name: 'frontend',
    });
    const provenance = { tinyml: '0.0.0', model: { file: 'frontend.tflite', digest: 'sha256-0' } };
    const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null, arena: 'static' });
    const results = await runOnHost(
      files,
      program,
      inputs.map((data) => [data]),
      { sequence: true, flags: ['-O1', '-Wall', '-Wextra', '-Werror', '-pedantic', '-fsanitize=address,undefined', '-fno-sanitize-recover'] }, // prettier-ignore
    );
    expect(results.map(({ outputs }) => outputs.map((data) => Array.from(data, Number)))).toEqual(frames);
  });
});
