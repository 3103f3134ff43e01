import type { ValueId } from '@tinyml/core';
import { concatenated, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { indicesOf } from './gathering.ts';
import { plain } from './words.ts';

/** A table of cosines or sines as [n, length, 1, half]: that of each position. */
const turns = (call: OnnxCall, position: number, half: number): ValueId => {
  const table = call.operand(position);
  const places = call.optional(3);
  const found = places === undefined ? table : call.emit('gather', { axis: 0, batchDims: 0 }, [table, indicesOf(call, places, call.shapeOf(table)[0] ?? 1)]); // prettier-ignore
  const shape = call.shapeOf(found);
  const [n = 1, length = 1, width = 1] = shape;
  if (shape.length !== 3 || width < half) throw new TranslationError(`a table of [${shape.join(', ')}] does not turn ${String(half)} pairs`); // prettier-ignore
  return call.reshaped(slicedAlong(call, found, 2, 0, half), [n, length, 1, half]);
};

/** Pairs of x's elements: those of one half with those of the other, or neighbours. */
const pairsOf = (call: OnnxCall, x: ValueId, areNeighbours: boolean): readonly [ValueId, ValueId] => {
  const shape = call.shapeOf(x);
  const [lead, half] = [shape.slice(0, -1), (shape.at(-1) ?? 2) / 2];
  if (!areNeighbours) return [slicedAlong(call, x, 3, 0, half), slicedAlong(call, x, 3, half, half)];
  const pairs = call.reshaped(x, [...lead, half, 2]);
  const part = (at: number): ValueId => call.reshaped(slicedAlong(call, pairs, 4, at, 1), [...lead, half]);
  return [part(0), part(1)];
};

/** Turns pairs of elements by an angle for each position (Su et al., RoFormer, 2021). */
const rotary: OnnxOperator = (call) => {
  const { attributes } = call;
  const x = call.operand(0);
  const shape = call.shapeOf(x);
  const [n = 1, second = 1, third = 1] = shape;
  const heads = attributes.int('num_heads', 0);
  if (shape.length !== 4 && (heads < 1 || third % heads !== 0)) throw new TranslationError(`num_heads ${String(heads)} does not share out [${shape.join(', ')}]`); // prettier-ignore
  const rows = shape.length === 4 ? call.permuted(x, [0, 2, 1, 3]) : call.reshaped(x, [n, second, heads, third / heads]); // prettier-ignore
  const width = call.shapeOf(rows).at(-1) ?? 1;
  const turned = attributes.int('rotary_embedding_dim', 0) || width;
  if (turned % 2 !== 0 || turned > width) throw new TranslationError(`rotary_embedding_dim ${String(turned)} is not a part of ${String(width)} in pairs`); // prettier-ignore
  const areNeighbours = attributes.flag('interleaved', false);
  const [a, b] = pairsOf(call, slicedAlong(call, rows, 3, 0, turned), areNeighbours);
  const [cosine, sine] = [turns(call, 1, turned / 2), turns(call, 2, turned / 2)];
  const times = (left: ValueId, right: ValueId): ValueId => call.emit('mul', plain, [left, right]);
  const real = call.emit('sub', plain, [times(a, cosine), times(b, sine)]);
  const imaginary = call.emit('add', plain, [times(a, sine), times(b, cosine)]);
  const whole = areNeighbours ? joined(call, real, imaginary) : concatenated(call, [real, imaginary], 3);
  const all = turned === width ? whole : concatenated(call, [whole, slicedAlong(call, rows, 3, turned, width - turned)], 3); // prettier-ignore
  return shape.length === 4 ? call.permuted(all, [0, 2, 1, 3]) : call.reshaped(all, shape);
};

/** a₀ b₀ a₁ b₁ … */
const joined = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const shape = call.shapeOf(a);
  const both = call.emit('pack', { axis: 4 }, [a, b]);
  return call.reshaped(both, [...shape.slice(0, -1), (shape.at(-1) ?? 1) * 2]);
};

export const rotaryEmbedding: OnnxOperators = { RotaryEmbedding: rotary };
