import { expect, test } from '@jest/globals';
import { memoryConstants, seededRandom, valueOf, type Constants, type Graph, type Tensor } from '@tinyml/core';
import { interpreterExecutor, sampleType, type Executor } from '@tinyml/core/internal';
import { describeWith } from '../../../tools/testing.ts';
import { layerBuilder } from '../../passes/test/support/layer-builder.ts';
import { runPass } from '../../passes/test/support/run-passes.ts';
import { hostExecutor } from '../src/host-executor.ts';
import { makeToolkit } from '../src/toolkit.ts';
import { hostTarget } from '@tinyml/core/testing';

const signal = new AbortController().signal;

const windowed = (constants: Constants): Graph => {
  const build = layerBuilder(constants, 21, 'int8');
  const x = build.conv(build.input([1, 11, 3, 2]), { outputs: 4, kernel: [3, 2], padding: 'same', activation: 'relu' });
  const y = build.conv(x, { outputs: 3, kernel: [3, 1], padding: 'same' });
  return build.finish('windowed', [build.dense(y, { outputs: 5 })]);
};

/** Outputs for windows of noise. */
const outputsBy = async (executor: Executor, graph: Graph, constants: Constants): Promise<readonly string[]> => {
  const type = sampleType(graph, graph.inputs[0] as string);
  const sample = (index: number): readonly Tensor[] => {
    const random = seededRandom(index + 1);
    return [{ type, data: Int8Array.from({ length: 66 }, () => Math.floor(random() * 256) - 128) }];
  };
  const found: string[] = [];
  await executor.run({ graph, constants, toolkit: makeToolkit() }, 7, sample, ([y]) => {
    found.push(String(y?.data));
  });
  return found;
};

describeWith('samples of a streamed model are windows', { commands: ['cc'] }, () => {
  test.each([1, 4])('with %i new frames an inference', async (hop) => {
    const constants = memoryConstants();
    const graph = windowed(constants);
    const { graph: streamed } = await runPass('stream', graph, constants, { hop });
    expect(valueOf(streamed, 'x').type.shape).toEqual([1, hop, 3, 2]);
    const interpreter = interpreterExecutor({ jobs: 1, signal });
    const expected = await outputsBy(interpreter, graph, constants);
    expect(new Set(expected).size).toBeGreaterThan(4);
    expect(await outputsBy(interpreter, streamed, constants)).toEqual(expected);
    expect(await outputsBy(hostExecutor('cc', hostTarget, { jobs: 2, signal }), streamed, constants)).toEqual(expected);
  });
});
