import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { interpret, memoryConstants, type Graph, type Node } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../tools/testing.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { runProcess } from '../src/run/process.ts';
import { inSandbox } from '../src/run/sandbox.ts';
import { host } from './toy/graph.ts';

const constants = memoryConstants();
const strict = ['-O1', '-Wall', '-Wextra', '-Werror', '-pedantic', '-fsanitize=address,undefined', '-fno-sanitize-recover']; // prettier-ignore

const row = { dtype: 'float32', shape: [6] } as const;
const count = { dtype: 'int32', shape: [] } as const;
const unique: Node = {
  id: 'unique',
  op: 'unique',
  attrs: { idxOutType: 'int32' },
  inputs: ['x'],
  outputs: ['elements', 'places', 'elements_count'],
};

/** x → the elements, each once → outputs in this order: places, elements, their number. */
const graph: Graph = {
  name: 'm',
  inputs: ['x'],
  outputs: ['places', 'elements', 'elements_count'],
  values: new Map([
    ['x', { id: 'x', type: row }],
    ['elements', { id: 'elements', type: row }],
    ['places', { id: 'places', type: { dtype: 'int32', shape: [6] } }],
    ['elements_count', { id: 'elements_count', type: count }],
  ]),
  nodes: [unique],
};

const x = Float32Array.of(2, 5, 2, 7, 5, 2);

describeWith('a result whose size depends on data, in C', { commands: ['cc'] }, () => {
  const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name: 'm' });
  const provenance = { tinyml: '0.0.0', model: { file: 'm.tflite', digest: 'sha256-0' } };
  const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });

  test('is the interpreter’s, zeros beyond it included', async () => {
    const [result] = await runOnHost(files, program, [[x]], { flags: strict });
    const expected = interpret(graph, [{ type: row, data: x }], { operators, constants });
    expect(result?.outputs).toEqual(expected.map(({ data }) => data));
    expect(result?.outputs).toEqual([Int32Array.of(0, 1, 0, 2, 1, 0), Float32Array.of(2, 5, 7, 0, 0, 0), Int32Array.of(3)]); // prettier-ignore
  });

  test('comes with a function that says how many there are', async () => {
    const main = `#include "m.h"
#include <stdio.h>
int main(void)
{
  const float x[] = { 2, 5, 2, 7, 5, 2 };
  int i;
  if (m_init() != 0) return 2;
  for (i = 0; i < 6; i++) m_input_0()[i] = x[i];
  if (m_invoke() != 0) return 3;
  for (i = 0; i < (int)m_output_1_count(); i++) printf("%d ", (int)m_output_1()[i]);
  return 0;
}
`;
    const printed = await inSandbox([...files, { path: 'main.c', contents: main, owner: 'tinyml' }], async (cwd) => {
      const sources = ['main.c', 'lib/m/src/m.c', '-Ilib/m/src', '-o', 'program', '-lm'];
      await runProcess('cc', ['-std=c99', ...strict, ...sources], { cwd, purpose: 'compile' });
      return (await runProcess(join(cwd, 'program'), [], { cwd, purpose: 'run' })).stdout;
    });
    expect(String(printed)).toBe('2 5 7 ');
    expect(files.find(({ path }) => path.endsWith('m.h'))?.contents).toContain('int32_t m_output_1_count(void);');
  });
});
