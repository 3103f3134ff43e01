import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, type Diagnostic, type Graph } from '@tinyml/core';
import { type ImportContext } from '@tinyml/core/internal';
import { tfliteFormat } from '../src/tflite/format.ts';
import type { Encodable } from '../src/tflite/tables.ts';
import { operators } from './operators.ts';
import { buildTflite, relu, vector, type Parts } from './tflite-parts.ts';

const contextFor = (signature?: string): ImportContext => ({
  constants: memoryConstants(),
  operators,
  ...(signature !== undefined && { signature }),
});

const sourceOf = (bytes: Uint8Array) => ({
  path: 'm.tflite',
  bytes,
  readFile: () => Promise.reject(new Error('one file only')),
});

const read = (bytes: Uint8Array, signature?: string): Promise<Graph> =>
  tfliteFormat.read(sourceOf(bytes), contextFor(signature));

const refusal = async (bytes: Uint8Array, signature?: string): Promise<readonly Diagnostic[]> => {
  try {
    await read(bytes, signature);
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics;
  }
};

const graphOf = (opcodeIndex: number, name: string): Encodable<'SubGraph'> => ({
  tensors: [
    { ...vector, name: `${name}_x` },
    { ...vector, name: `${name}_y` },
  ],
  inputs: [0],
  outputs: [1],
  operators: [{ ...relu, opcodeIndex }],
});

const named = (signatureKey: string, subgraphIndex: number): Encodable<'SignatureDef'> => ({
  signatureKey,
  subgraphIndex,
  inputs: [{ name: 'x', tensorIndex: 0 }],
  outputs: [{ name: 'y', tensorIndex: 1 }],
});

const codes = [
  { deprecatedBuiltinCode: 19, builtinCode: 19 },
  { deprecatedBuiltinCode: 28, builtinCode: 28 },
];

/** RELU in the first graph, TANH in the second, and one that nothing calls and nobody could run. */
const several = (signatureDefs: readonly Encodable<'SignatureDef'>[]): Uint8Array =>
  buildTflite({
    codes: [...codes, { deprecatedBuiltinCode: 119, builtinCode: 119 }],
    model: { subgraphs: [graphOf(0, 'first'), graphOf(1, 'second'), graphOf(2, 'third')], signatureDefs },
  });

const operatorsOf = ({ nodes }: Graph): readonly string[] => nodes.map(({ op }) => op);

describe('a .tflite file of several graphs', () => {
  test('is its first signature, or its first graph', async () => {
    expect(operatorsOf(await read(several([])))).toEqual(['relu']);
    expect(operatorsOf(await read(several([named('train', 1), named('infer', 0)])))).toEqual(['tanh']);
  });

  test('is the signature that is asked for', async () => {
    const bytes = several([named('infer', 0), named('embed', 1)]);
    expect(operatorsOf(await read(bytes, 'embed'))).toEqual(['tanh']);
    expect(operatorsOf(await read(bytes, 'infer'))).toEqual(['relu']);
  });

  test('a signature that there is not is an error that names those there are', async () => {
    const [unknown] = await refusal(several([named('infer', 0), named('embed', 1)]), 'embd');
    expect(unknown).toMatchObject({ code: 'TML240', hint: 'did you mean `embed`?; it has infer, embed' });
    expect(await refusal(several([]), 'embed')).toMatchObject([{ code: 'TML241' }]);
  });

  test('a signature of no graph is a contradiction', async () => {
    expect(await refusal(several([named('infer', 0), named('embed', 7)]))).toMatchObject([{ code: 'TML206' }]);
  });
});

const int8 = { type: 9, quantization: { scale: [0.5], zeroPoint: [0n] } } as const;

describe('what does not matter', () => {
  test('tensors without elements that nothing uses', async () => {
    const tensors = [vector, vector, { shape: [0], type: 0, name: 'unused' }, { shape: [-1], type: 5, name: 'text' }];
    expect(operatorsOf(await read(buildTflite({ tensors })))).toEqual(['relu']);
    expect(await refusal(buildTflite({ tensors, outputs: [2] }))).toMatchObject([{ code: 'TML207' }]);
  });

  test("the axis of a vector's scales", async () => {
    const parts: Parts = {
      codes: [{ deprecatedBuiltinCode: 9, builtinCode: 9 }],
      tensors: [
        { shape: [1, 2], ...int8, name: 'x' },
        { shape: [1, 3], ...int8, name: 'y' },
        {
          shape: [3, 2],
          type: 9,
          buffer: 1,
          name: 'weights',
          quantization: { scale: [1, 2, 3], zeroPoint: [0n, 0n, 0n] },
        },
        {
          shape: [3],
          type: 2,
          buffer: 2,
          name: 'bias',
          quantization: { scale: [0.5, 1, 1.5], zeroPoint: [0n, 0n, 0n], quantizedDimension: 3 },
        },
      ],
      buffers: [{}, { data: new Uint8Array(6) }, { data: new Uint8Array(12) }],
      operators: [{ opcodeIndex: 0, inputs: [0, 2, 3], outputs: [1] }],
    };
    const graph = await read(buildTflite(parts));
    expect(graph.values.get('bias')?.type.quant?.axis).toBe(0);
  });
});

describe('layers that tinyml cannot run', () => {
  /** y = HASHTABLE_LOOKUP(x), z = RELU(y), then SKIP_GRAM and HASHTABLE_LOOKUP again. */
  const mixed = buildTflite({
    codes: [10, 19, 30].map((code) => ({ deprecatedBuiltinCode: code, builtinCode: code })),
    tensors: ['x', 'a', 'b', 'c', 'y'].map((name) => ({ ...vector, name })),
    operators: [
      { opcodeIndex: 0, inputs: [0], outputs: [1] },
      { opcodeIndex: 1, inputs: [1], outputs: [2] },
      { opcodeIndex: 2, inputs: [2, 2], outputs: [3] },
      { opcodeIndex: 0, inputs: [3], outputs: [4] },
    ],
    outputs: [4],
  });

  test('are told by their reason, all at once', async () => {
    const found = await refusal(mixed);
    expect(found.map(({ message }) => message)).toEqual([
      'HASHTABLE_LOOKUP (a, y): tinyml does not have this operator',
      'SKIP_GRAM (c): tinyml does not have this operator',
    ]);
    expect(found.map(({ hint }) => hint)).not.toContain(undefined);
  });

  test('are marked among all layers', async () => {
    const outline = await tfliteFormat.outline?.(sourceOf(mixed), contextFor());
    expect(outline && operatorsOf(outline.graph)).toEqual([
      'hashtable_lookup',
      'relu',
      'skip_gram',
      'hashtable_lookup',
    ]);
    const ids = outline?.graph.nodes.map(({ id }) => id) ?? [];
    expect(ids.map((id) => outline?.unsupported.has(id))).toEqual([true, false, true, true]);
    expect(outline?.graph.inputs).toEqual(['x']);
  });

  test('an operator says what it refuses of 16-bit activations', async () => {
    const int16 = { shape: [1, 4], type: 7, quantization: { scale: [0.5], zeroPoint: [0n] } } as const;
    const found = await refusal(buildTflite({ codes: [codes[1] ?? {}], tensors: [int16, int16] }));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/int16 result's scale must be 1\/32768/);
  });
});
