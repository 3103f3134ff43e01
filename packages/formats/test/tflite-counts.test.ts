import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { memoryConstants, toBytes, type Constants, type Graph } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { describeWith } from '../../../tools/testing.ts';
import { readTflite } from '../src/tflite/read.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { runInLitert } from './litert.ts';
import { operators } from './operators.ts';
import { draftGraph } from './small-graph.ts';

/** x [2, 3] → where → indices, and their number as a second output. */
const indices = (constants: Constants): Graph => {
  const { value, node, finish } = draftGraph(constants);
  value('x', { dtype: 'float32', shape: [2, 3] });
  value('y', { dtype: 'int64', shape: [6, 2] });
  value('y_count', { dtype: 'int32', shape: [] });
  node({ id: 'where', op: 'where', attrs: {}, inputs: ['x'], outputs: ['y', 'y_count'] });
  return finish(['x'], ['y', 'y_count']);
};

describe('a result whose size depends on data', () => {
  test('has its number of elements as a further output, which the file does not', () => {
    const constants = memoryConstants();
    const graph = indices(constants);
    expect(verifyGraph(graph, operators, constants)).toEqual([]);
    const read = readTflite('m.tflite', 'm', writeTflite(graph, constants, operators), { constants, operators });
    expect(read.outputs).toEqual(['y', 'y_count']);
    expect(read.values.get('y')?.type.shape).toEqual([6, 2]);
    expect(read.nodes.map(({ op, outputs }) => ({ op, outputs }))).toEqual([
      { op: 'where', outputs: ['y', 'y_count'] },
    ]);
  });

  test('is not read by another layer', () => {
    const constants = memoryConstants();
    const { values, nodes, ...graph } = indices(constants);
    const copied: Graph = {
      ...graph,
      outputs: ['z'],
      values: new Map([...values, ['z', { id: 'z', type: { dtype: 'int64', shape: [6, 2] } }]]),
      nodes: [...nodes, { id: 'same', op: 'identity', attrs: {}, inputs: ['y'], outputs: ['z'] }],
    };
    expect(verifyGraph(copied, operators, constants)).toMatchObject([
      {
        code: 'TML301',
        message: expect.stringMatching(/^identity \(same\): how many .*depends on the data/) as unknown,
      },
    ]);
  });

  test('comes with its number', () => {
    const constants = memoryConstants();
    const graph = { ...indices(constants), outputs: ['y'] };
    expect(verifyGraph(graph, operators, constants)).toMatchObject([
      { code: 'TML301', message: expect.stringContaining('not how many there are') as unknown },
    ]);
  });

  describeWith('as written', { pythonModules: ['ai_edge_litert'] }, () => {
    test('is as large in LiteRT as the number says', () => {
      const folder = mkdtempSync(join(tmpdir(), 'tml-counts-'));
      try {
        const constants = memoryConstants();
        const model = join(folder, 'm.tflite');
        writeFileSync(model, writeTflite(indices(constants), constants, operators));
        const x = Buffer.from(toBytes(Float32Array.of(0, 2, 0, -1, 0, 3))).toString('base64');
        const [answer] = runInLitert([{ model, cases: [[x]] }]);
        const bytes = Buffer.from(answer?.outputs?.[0]?.[0] ?? '', 'base64');
        const found = Array.from({ length: bytes.length / 8 }, (_, i) => Number(bytes.readBigInt64LE(8 * i)));
        expect(found).toEqual([0, 1, 1, 0, 1, 2]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});
