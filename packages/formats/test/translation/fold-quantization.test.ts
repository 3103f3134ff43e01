import { describe, expect, test } from '@jest/globals';
import { memoryConstants, prepare, valueOf, type Graph, type ValueId } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { openAssembly } from '../../src/translation/assembly.ts';
import { openEmitter, type Emitter } from '../../src/translation/emitter.ts';
import { foldQuantization } from '../../src/translation/fold-quantization.ts';
import { dequantized, quantized } from '../../src/translation/quantization.ts';
import { operators } from '../operators.ts';

const form = (scale: number, zeroPoint: number) =>
  ({ dtype: 'int8', quant: { scale: [Math.fround(scale)], zeroPoint: [zeroPoint] } }) as const;

type Network = (to: Emitter, x: ValueId) => ValueId;

/** A network on [1, 4, 6] between a quantize and a dequantize: as it is written, and folded. */
const networkOf = (network: Network) => {
  const constants = memoryConstants();
  const context = { constants, operators };
  const assembly = openAssembly(context);
  const x = assembly.input('x', { dtype: 'float32', shape: [1, 4, 6] });
  const to = openEmitter(assembly, { name: 'layer', op: 'Layer' });
  const result = network(to, dequantized(to, quantized(to, x, form(0.02, 3)), form(0.02, 3).quant));
  const graph = assembly.finish('network', [result]);
  const folded = foldQuantization(graph, context);
  expect(verifyGraph(folded, operators, constants)).toEqual([]);
  const run = (each: Graph): readonly number[] => {
    const data = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i * 1.7) * 2.2);
    const [output] = prepare(each, context).run([{ type: valueOf(each, 'x').type, data }]);
    return Array.from(output?.data as Float32Array);
  };
  return { names: folded.nodes.map(({ op }) => op), before: run(graph), after: run(folded), folded };
};

const through = (to: Emitter, x: ValueId, scale: number, zeroPoint: number): ValueId =>
  dequantized(to, quantized(to, x, form(scale, zeroPoint)), form(scale, zeroPoint).quant);

const dense: Network = (to, x) => {
  const weights = Int8Array.from({ length: 18 }, (_, i) => ((i * 37) % 255) - 127);
  const quant = { scale: [0.01, 0.02, 0.005].map(Math.fround), zeroPoint: [0, 0, 0], axis: 0 };
  const stored = to.constant('weights', { dtype: 'int8', shape: [3, 6] }, weights);
  const filter = dequantized(to, stored, quant);
  const bias = to.floats('bias', [3], [0.1, -0.2, 0.3]);
  return to.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, filter, bias]);
};

describe('dequantize → layer → quantize', () => {
  test('is the layer on stored integers, one step from real numbers at most', () => {
    const { names, before, after, folded } = networkOf((to, x) => through(to, dense(to, x), 0.1, -5));
    expect(names).toEqual(['quantize', 'fully_connected', 'dequantize']);
    const bias = folded.nodes[1]?.inputs[2] ?? '';
    expect(valueOf(folded, bias).type.dtype).toBe('int32');
    after.forEach((value, i) => {
      expect(Math.abs(value - (before[i] ?? NaN))).toBeLessThanOrEqual(0.1001);
    });
  });

  test('takes an activation and a transposition in between along, without a change', () => {
    const { names, before, after } = networkOf((to, x) => {
      const moved = to.permuted(to.emit('relu', {}, [dense(to, x)]), [0, 2, 1]);
      return through(to, moved, 0.05, -128);
    });
    expect(names).toEqual(['quantize', 'fully_connected', 'transpose', 'dequantize']);
    after.forEach((value, i) => {
      expect(Math.abs(value - (before[i] ?? NaN))).toBeLessThanOrEqual(0.0501);
    });
  });

  test('keeps an activation whose limit lies within the range', () => {
    const { names, after } = networkOf((to, x) => through(to, to.emit('relu', {}, [dense(to, x)]), 0.1, 0));
    expect(names).toEqual(['quantize', 'fully_connected', 'relu', 'dequantize']);
    expect(Math.min(...after)).toBe(0);
  });

  test('of movements alone is exact, and another scale is a rescaling', () => {
    const { names, before, after } = networkOf((to, x) => to.permuted(x, [0, 2, 1]));
    expect(names).toEqual(['quantize', 'transpose', 'dequantize']);
    expect(after).toEqual(before);
    expect(networkOf((to, x) => through(to, x, 0.04, 0)).names).toEqual(['quantize', 'quantize', 'dequantize']);
  });

  test('of tensors at several scales brings them to that of the result', () => {
    const { names, before, after } = networkOf((to, x) => {
      const parts = [x, through(to, dense(to, x), 0.1, -5)];
      return through(to, to.emit('concatenation', { axis: 2, activation: 'none' }, parts), 0.09, 1);
    });
    expect(names.toSorted()).toEqual(['concatenation', 'dequantize', 'fully_connected', 'quantize', 'quantize', 'quantize']); // prettier-ignore
    after.forEach((value, i) => {
      expect(Math.abs(value - (before[i] ?? NaN))).toBeLessThanOrEqual(0.1 + 0.0901);
    });
  });

  test('stays as it is where the layer has no form for integers, or its result is also read as real numbers', () => {
    expect(networkOf((to, x) => through(to, to.emit('sin', {}, [x]), 0.01, 0)).names).toContain('sin');
    const { names, before, after } = networkOf((to, x) => {
      const y = dense(to, x);
      return to.emit('add', { activation: 'none' }, [through(to, y, 0.1, 0), y]);
    });
    expect(names).toContain('fully_connected');
    expect(after).toEqual(before);
  });
});
