import { describe, expect, test } from '@jest/globals';
import {
  allocate,
  elementCount,
  isTinymlError,
  memoryConstants,
  prepare,
  seededRandom,
  toBytes,
  valueOf,
  type Constants,
  type Graph,
  type Tensor,
  type TensorData,
} from '@tinyml/core';
import { graphDigest, parseGraph, printGraph, verifyAfterPass } from '@tinyml/core/internal';
import { stream } from '../src/stream.ts';
import { operators, runPass } from './support/run-passes.ts';
import { windowedStack } from './support/windowed-stack.ts';
import { layerBuilder, type Storage } from './support/layer-builder.ts';

const requireSound = (before: Graph, after: Graph, constants: Constants): void => {
  verifyAfterPass(stream, before, after, operators, constants);
};

/** The first difference of windowed and streamed network over frames; frames before the first are real zeros. */
const difference = (
  graph: Graph,
  streamed: Graph,
  constants: Constants,
  { axis, hop, inferences }: { readonly axis: number; readonly hop: number; readonly inferences: number },
): string | undefined => {
  const [input] = graph.inputs as [string];
  const { type } = valueOf(graph, input);
  const taken = valueOf(streamed, input).type;
  const frames = type.shape[axis] as number;
  const size = elementCount(type.shape) / frames;
  const random = seededRandom(inferences);
  const windowed = prepare(graph, { operators, constants });
  const ring = prepare(streamed, { operators, constants });
  const data = allocate(type.dtype, elementCount(type.shape)).fill((type.quant?.zeroPoint[0] ?? 0) as never);
  for (let n = 0; n < inferences; n++) {
    const fresh = allocate(type.dtype, size * hop) as Int8Array;
    for (let i = 0; i < fresh.length; i++)
      fresh[i] = type.dtype === 'float32' ? random() * 2 - 1 : Math.floor(random() * 256) - 128;
    (data as Int8Array).copyWithin(0, size * hop);
    (data as Int8Array).set(fresh, (frames - hop) * size);
    const wanted = windowed.run([{ type, data: data.slice() } as Tensor]);
    const found = ring.run([{ type: taken, data: fresh as TensorData }]);
    for (const [i, tensor] of wanted.entries())
      if (Buffer.compare(toBytes(tensor.data), toBytes((found[i] as Tensor).data)) !== 0)
        return `output ${String(i)} at inference ${String(n)}`;
  }
  return undefined;
};

/** Outputs of a streamed network over the same frames, one by one. */
const outputsOver = (streamed: Graph, constants: Constants, frames: number): readonly (readonly number[])[] => {
  const { type } = valueOf(streamed, streamed.inputs[0] as string);
  const random = seededRandom(5);
  const runner = prepare(streamed, { operators, constants });
  return Array.from({ length: frames }, () => {
    const data = Float32Array.from({ length: elementCount(type.shape) }, () => random() * 2 - 1);
    return runner.run([{ type, data }]).flatMap((tensor) => Array.from(tensor.data as Float32Array));
  });
};

describe('a stream is the windowed network', () => {
  const seeds = Array.from({ length: 60 }, (_, i) => i + 1);
  for (const storage of ['int8', 'float32'] as const satisfies readonly Storage[])
    test.each(seeds)(`${storage} stack %i`, async (seed) => {
      const constants = memoryConstants();
      const { axis, frames, graph } = windowedStack(constants, seed, storage);
      for (const hop of [1, 2, 3]) {
        try {
          const { graph: streamed } = await runPass('stream', graph, constants, { axis, hop });
          requireSound(graph, streamed, constants);
          expect(difference(graph, streamed, constants, { axis, hop, inferences: frames + 6 })).toBeUndefined();
        } catch (error) {
          if (!isTinymlError(error) || error.diagnostics[0]?.code !== 'TML441') throw error;
          expect(hop).toBeGreaterThan(1);
        }
      }
    });
});

test('most layers of the stacks run on new and border rows alone', async () => {
  let [kept, fewer] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const constants = memoryConstants();
    const { axis, graph } = windowedStack(constants, seed, 'int8');
    const { graph: streamed, metrics } = await runPass('stream', graph, constants, { axis });
    kept += (streamed.state ?? []).length;
    if (Number(metrics?.['macs']) < Number(metrics?.['macsBefore'])) fewer += 1;
  }
  expect(kept).toBeGreaterThan(150);
  expect(fewer).toBeGreaterThan(40);
});

interface Series {
  readonly frames: number;
  readonly layers: readonly { readonly dilation: number; readonly padding: 'same' | 'valid' | 'causal' }[];
  /** Rows at the end that the mean of the output is taken of. */
  readonly last: number;
}

/** Convolutions of three taps over a series of frames, and the mean over its last rows. The same weights for all of them. */
const series = (constants: Constants, { frames, last, layers }: Series): Graph => {
  const build = layerBuilder(constants, 11, 'float32');
  let x = build.input([1, 1, frames, 3]);
  for (const { dilation, padding } of layers) {
    const options = { kernel: [1, 3], dilations: [1, dilation], activation: 'relu', outputs: 3 } as const;
    x = build.conv(x, { ...options, padding: padding === 'causal' ? [0, 0, 2 * dilation, 0] : padding });
  }
  const rows = build.typeOf(x).shape[2] as number;
  if (last < rows) {
    const operands = [build.integers('begin', [0, 0, rows - last, 0]), build.integers('size', [1, 1, last, 3])];
    x = build.emit('slice', {}, [x, ...operands]);
  }
  x = build.emit('mean', { keepDims: false }, [x, build.integers('axes', [1, 2])]);
  return build.finish('series', [x]);
};

describe('padding: causal', () => {
  const causal = [1, 2, 4].map((dilation) => ({ dilation, padding: 'causal' }) as const);
  const same = [1, 2, 1].map((dilation) => ({ dilation, padding: 'same' }) as const);
  const over = async (options: object, form: Series): Promise<readonly (readonly number[])[]> => {
    const constants = memoryConstants();
    const graph = series(constants, form);
    const { graph: streamed } = await runPass('stream', graph, constants, { ...options });
    return outputsOver(streamed, constants, 60);
  };
  const valid = (layers: Series['layers']): Series['layers'] => layers.map((layer) => ({ ...layer, padding: 'valid' }));

  test('a short window has the history of a long one', async () => {
    const short = await over({ padding: 'causal' }, { frames: 4, last: 1, layers: causal });
    expect(short).toEqual(await over({}, { frames: 40, last: 1, layers: causal }));
    expect(short).not.toEqual(await over({}, { frames: 4, last: 1, layers: causal }));
  });

  test('rows of `same` are the last ones that need no later frame', async () => {
    const moved = await over({ padding: 'causal' }, { frames: 10, last: 10, layers: same });
    expect(moved).toEqual(await over({}, { frames: 40, last: 10, layers: valid(same) }));
    expect(moved).not.toEqual(await over({}, { frames: 10, last: 10, layers: same }));
  });
});

describe('options', () => {
  const given = (shape: readonly number[]): { readonly graph: Graph; readonly constants: Constants } => {
    const constants = memoryConstants();
    const build = layerBuilder(constants, 3, 'float32');
    const x = build.conv(build.input(shape), { outputs: 2, kernel: [3, 1], strides: [2, 1] });
    return { graph: build.finish('one', [build.conv(x, { outputs: 2, kernel: [3, 1] })]), constants };
  };
  const codeOf = async (options: object): Promise<unknown> => {
    const { graph, constants } = given([1, 20, 3, 2]);
    return runPass('stream', graph, constants, { ...options }).then(
      ({ reported }) => reported[0]?.code,
      (error: unknown) => (isTinymlError(error) ? error.diagnostics[0]?.code : error),
    );
  };

  test('what cannot be is refused with its reason', async () => {
    expect(await codeOf({ hop: 3 })).toBe('TML441');
    expect(await codeOf({ hop: 21 })).toBe('TML440');
    expect(await codeOf({ input: 'y' })).toBe('TML440');
    expect(await codeOf({ axis: 4 })).toBe('TML440');
    expect(await codeOf({ hop: 4 })).toBeUndefined();
  });

  test('the longest axis between batch and channels is time', async () => {
    const { graph, constants } = given([1, 9, 30, 2]);
    const { graph: streamed } = await runPass('stream', graph, constants, {});
    expect(valueOf(streamed, 'x').type.shape).toEqual([1, 9, 1, 2]);
  });

  test('outputs: new gives the last rows alone', async () => {
    const { graph, constants } = given([1, 20, 3, 2]);
    const { graph: streamed } = await runPass('stream', graph, constants, { outputs: 'new', hop: 2 });
    expect(valueOf(streamed, streamed.outputs[0] as string).type.shape).toEqual([1, 1, 3, 2]);
    expect(streamed.state).toHaveLength(2);
  });

  test('what is new of which window stands in the text form too', async () => {
    const { graph, constants } = given([1, 20, 3, 2]);
    const { graph: streamed } = await runPass('stream', graph, constants, { hop: 2 });
    expect(streamed.window).toEqual({ input: 'x', axis: 1, hop: 2, frames: 20 });
    expect(graphDigest(parseGraph(printGraph(streamed, { constants }), constants))).toBe(graphDigest(streamed));
  });

  test('a model that keeps state already stays as it is', async () => {
    const { graph, constants } = given([1, 20, 3, 2]);
    const { graph: streamed } = await runPass('stream', graph, constants, {});
    const again = await runPass('stream', streamed, constants, {});
    expect(again.graph).toBe(streamed);
    expect(again.reported.map(({ code }) => code)).toEqual(['TML442']);
  });
});
