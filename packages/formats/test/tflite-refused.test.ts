import { describe, expect, test } from '@jest/globals';
import { buildTflite as build, problemsOf, relu, vector, type Operator, type Parts } from './tflite-parts.ts';

const addWith = (activation: number): Operator => ({
  opcodeIndex: 0,
  inputs: [0, 0],
  outputs: [1],
  builtinOptionsType: 11,
  builtinOptions: { fields: { activation: [0, 'int8'] }, values: { activation } },
});

const codes = (parts: Parts): readonly string[] => problemsOf(build(parts)).map(({ code }) => code);
const messages = (parts: Parts): string =>
  problemsOf(build(parts))
    .map(({ message }) => message)
    .join('\n');

describe('what a .tflite file must not be', () => {
  test('the model that the others derive from is right', () => {
    expect(problemsOf(build())).toEqual([]);
    expect(codes({ codes: [{ deprecatedBuiltinCode: 19 }] })).toEqual([]);
  });

  test('every operator that tinyml does not have is listed, once each', () => {
    const found = problemsOf(
      build({
        codes: [
          { deprecatedBuiltinCode: 15, builtinCode: 15 },
          { deprecatedBuiltinCode: 32, builtinCode: 32, customCode: 'MyOp' },
          { deprecatedBuiltinCode: 127, builtinCode: 136 },
          { deprecatedBuiltinCode: 19, builtinCode: 19, version: 99 },
          { deprecatedBuiltinCode: 31, builtinCode: 31 },
        ],
        operators: [0, 1, 2, 3, 4].map((opcodeIndex) => ({ ...relu, opcodeIndex })),
      }),
    );
    expect(found.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'TML301'));
    expect(found.map(({ message }) => message.split(' ')[0])).toEqual([
      'LSH_PROJECTION',
      'MyOp',
      'HASHTABLE',
      'RELU',
      'CALL',
    ]);
    expect(found[0]?.message).toContain('tinyml does not have this operator');
  });

  test.each<[string, Parts]>([
    ['strings', { tensors: [{ ...vector, type: 5 }, vector] }],
    ['resources', { tensors: [{ ...vector, type: 13 }, vector] }],
    ['variables', { tensors: [vector, { ...vector, isVariable: true }] }],
    ['sparse tensors of int4', { tensors: [vector, { ...vector, type: 17, sparsity: {} }] }],
    ['an activation of its own', { codes: [{ deprecatedBuiltinCode: 0 }], operators: [addWith(4)] }],
  ])('%s are not supported', (_, parts) => {
    expect(codes(parts)).toContainEqual(expect.stringMatching(/^TML3/));
  });

  test.each<[string, Parts, RegExp]>([
    [
      'levels of a sparse tensor that are not its dimensions',
      {
        tensors: [vector, { ...vector, buffer: 1, sparsity: { traversalOrder: [0] } }],
        buffers: [{}, { data: new Uint8Array(4) }],
      },
      /traversal order/,
    ],
    ['an operand out of range', { operators: [{ ...relu, inputs: [2] }] }, /names tensor 2 of 2/],
    ['a negative result', { operators: [{ ...relu, outputs: [-1] }] }, /names tensor -1/],
    ['a missing operand', { operators: [{ ...relu, inputs: [-1] }] }, /operand 0 is missing/],
    ['too many operands', { operators: [{ ...relu, inputs: [0, 0] }] }, /2 operands/],
    ['an operator code out of range', { operators: [{ ...relu, opcodeIndex: 7 }] }, /code 7 of 1/],
    ['a tensor written twice', { operators: [relu, relu] }, /already has a value/],
    ['a cycle', { operators: [{ ...relu, inputs: [1] }] }, /before anything has written it/],
    ['an input written', { operators: [{ ...relu, outputs: [0] }] }, /already has a value/],
    ['an input named twice', { inputs: [0, 0] }, /named twice/],
    ['an output that nothing writes', { operators: [] }, /nothing writes it/],
    ['an input out of range', { inputs: [9] }, /tensor 9 of 2/],
    ['no input', { inputs: [] }, /no input/],
    ['an unknown element type', { tensors: [{ ...vector, type: 99 }, vector] }, /no element type 99/],
    ['a buffer out of range', { tensors: [vector, { ...vector, buffer: 5 }] }, /buffer 5 of 1/],
    [
      'a constant of the wrong size',
      { tensors: [vector, { ...vector, buffer: 1 }], buffers: [{}, { data: new Uint8Array(15) }] },
      /takes 16 bytes, its buffer has 15/,
    ],
    [
      'bytes after the end of the file',
      { tensors: [vector, { ...vector, buffer: 1 }], buffers: [{}, { offset: 1n << 40n, size: 16n }] },
      /outside the file/,
    ],
    [
      'options of another operator',
      { operators: [{ ...addWith(0), builtinOptionsType: 28 }], codes: [{ deprecatedBuiltinCode: 0 }] },
      /type 28 instead of 11/,
    ],
    ['an unknown activation', { codes: [{ deprecatedBuiltinCode: 0 }], operators: [addWith(9)] }, /no activation/],
    [
      'scales that do not fit the shape',
      { tensors: [vector, { ...vector, type: 9, quantization: { scale: [1, 2, 3], zeroPoint: [0n, 0n, 0n] } }] },
      /3 scales along axis 0/,
    ],
    [
      'a zero point outside the type',
      { tensors: [vector, { ...vector, type: 9, quantization: { scale: [1], zeroPoint: [128n] } }] },
      /outside int8/,
    ],
    [
      'a scale that is no number',
      { tensors: [vector, { ...vector, type: 9, quantization: { scale: [NaN], zeroPoint: [0n] } }] },
      /scale is NaN/,
    ],
    ['metadata in no buffer', { model: { metadata: [{ name: 'm', buffer: 3 }] } }, /buffer 3/],
    [
      'a signature of no tensor',
      { model: { signatureDefs: [{ inputs: [{ name: 'a', tensorIndex: 8 }] }] } },
      /names tensor 8/,
    ],
  ])('%s is a contradiction', (_, parts, message) => {
    expect(codes(parts)).toContainEqual(expect.stringMatching(/^TML206$/));
    expect(messages(parts)).toMatch(message);
  });

  test('a dynamic shape, a huge one, another schema', () => {
    expect(codes({ tensors: [{ shape: [-1, 4] }, vector] })).toContain('TML207');
    expect(codes({ tensors: [{ shape: [2 ** 30, 2 ** 30] }, vector] })).toContain('TML203');
    expect(codes({ model: { version: 2 } })).toEqual(['TML208']);
  });

  test('a batch of any size is a batch of one', () => {
    expect(codes({ tensors: [{ ...vector, shapeSignature: [-1, 4] }, vector] })).toEqual([]);
  });
});

describe('a file that claims more than it holds', () => {
  /** `count` operators that share one list of `count` operands: the writer stores equal lists once. */
  const overlapping = (count: number): Uint8Array => {
    const inputs = Array.from({ length: count }, () => 0);
    return build({ operators: Array.from({ length: count }, () => ({ ...relu, inputs })) });
  };

  test('is refused in time linear in its size', () => {
    const bytes = overlapping(3000);
    const before = process.cpuUsage();
    const found = problemsOf(bytes);
    expect(found.map(({ code }) => code)).toContain('TML202');
    expect(found[0]?.message).toMatch(/overlap/);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });

  test('is refused when many buffers outside the FlatBuffer are one', () => {
    const count = 2000;
    const buffers = Array.from({ length: count + 1 }, (_, i) => (i === 0 ? {} : { offset: 64n, size: 16384n }));
    const tensors = buffers.map((_, i) => ({ shape: [i === 0 ? 1 : 16384], type: i === 0 ? 0 : 3, buffer: i }));
    const found = problemsOf(build({ buffers, tensors, operators: [], outputs: [0] }));
    expect(found.map(({ code }) => code)).toEqual(['TML202']);
  });
});
