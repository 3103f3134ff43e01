import type { ValueId } from '@tinyml/core';
import { concatenated } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, scalar, times } from './words.ts';

/** Far below any score, and finite: a row in which nothing is allowed must not become NaN. */
const lowest = -3e38;

/** What a query may attend to: which keys, and what is added to their scores. */
interface Mask {
  readonly allowed?: ValueId;
  readonly added?: ValueId;
}

const both = (call: OnnxCall, a: ValueId | undefined, b: ValueId): ValueId =>
  a === undefined ? b : call.emit('logical_and', {}, [a, b]);

/** Query i attends to the keys before the first of these queries, and to those up to its own. */
const causal = (call: OnnxCall, queries: number, keys: number, before: number): ValueId => {
  const isAllowed = Uint8Array.from({ length: queries * keys }, (_, at) =>
    at % keys <= Math.floor(at / keys) + before ? 1 : 0,
  );
  return call.constant('causal', { dtype: 'bool', shape: [queries, keys] }, isAllowed);
};

const maskOf = (call: OnnxCall, queries: number, keys: number, before: number): Mask => {
  const frontier = call.attributes.flag('is_causal', false) ? causal(call, queries, keys, before) : undefined;
  const given = call.optional(3);
  if (given === undefined) return frontier === undefined ? {} : { allowed: frontier };
  const width = call.shapeOf(given).at(-1) ?? 1;
  if (width !== keys && width !== 1) throw new TranslationError(`its mask is for ${String(width)} of ${String(keys)} keys`); // prettier-ignore
  if (call.typeOf(given).dtype === 'bool') return { allowed: both(call, frontier, given) };
  const known = call.numbers(given);
  if (known?.every((value) => value > lowest) === true) return { added: given, ...(frontier && { allowed: frontier }) };
  // Infinitely negative numbers are what is not allowed.
  const limit = scalar(call, 'lowest', lowest);
  const finite = call.emit('greater', {}, [given, limit]);
  return { allowed: both(call, frontier, finite), added: call.emit('maximum', {}, [given, limit]) };
};

const select = (call: OnnxCall, mask: Mask, scores: ValueId, otherwise: number): ValueId =>
  mask.allowed === undefined ? scores : call.emit('select_v2', {}, [mask.allowed, scores, scalar(call, 'elsewhere', otherwise)]); // prettier-ignore

const leavesRowsEmpty = (call: OnnxCall, { allowed }: Mask): boolean => {
  if (allowed === undefined) return false;
  const [known, keys] = [call.numbers(allowed), call.shapeOf(allowed).at(-1) ?? 1];
  if (known === undefined) return true;
  return Array.from({ length: known.length / keys }, (_, row) => known.slice(row * keys, (row + 1) * keys)).some((row) => !row.includes(1)); // prettier-ignore
};

/** [n, length, heads · width] as [n, heads, length, width] */
const apart = (call: OnnxCall, x: ValueId, attribute: string): ValueId => {
  const [n = 1, length = 1, all = 1] = call.shapeOf(x);
  if (call.rankOf(x) === 4) return x;
  const heads = call.attributes.int(attribute, 0);
  if (call.rankOf(x) !== 3 || heads < 1 || all % heads !== 0)
    throw new TranslationError(`${attribute} ${String(heads)} does not share out [${call.shapeOf(x).join(', ')}]`);
  return call.permuted(call.reshaped(x, [n, length, heads, all / heads]), [0, 2, 1, 3]);
};

/** Each head of keys or values once for every head of the queries that shares it. */
const repeated = (call: OnnxCall, x: ValueId, heads: number): ValueId => {
  const [n = 1, own = 1, length = 1, width = 1] = call.shapeOf(x);
  if (own === heads) return x;
  if (heads % own !== 0) throw new TranslationError(`${String(heads)} heads do not share ${String(own)} evenly`);
  const rows = call.reshaped(x, [n, own, 1, length * width]);
  const multiples = call.ints('multiples', [4], [1, 1, heads / own, 1]);
  return call.reshaped(call.emit('tile', {}, [rows, multiples]), [n, heads, length, width]);
};

const capped = (call: OnnxCall, scores: ValueId, limit: number): ValueId =>
  limit === 0 ? scores : times(call, call.emit('tanh', {}, [times(call, scores, 1 / limit, 'inverse')]), limit, 'softcap'); // prettier-ignore

/** The scores as the fourth result has them. */
const shown = (call: OnnxCall, mode: number, scores: ValueId, mask: Mask, weights: ValueId): ValueId => {
  if (mode === 3) return weights;
  if (mode !== 2) return scores;
  const sum = mask.added === undefined ? scores : call.emit('add', plain, [scores, mask.added]);
  return select(call, mask, sum, -Infinity);
};

/**
 * softmax(Q Kᵀ · scale + mask) V for each head, where several heads of Q may share one of K and V. Keys and values that were
 * there before are put in front.
 */
const attention: OnnxOperator = (call) => {
  const { attributes } = call;
  attributes.ignore('softmax_precision', 'q_num_heads', 'kv_num_heads');
  if (call.optional(6) !== undefined) throw new TranslationError('nonpad_kv_seqlen is not supported');
  for (const window of ['left_window_size', 'right_window_size'])
    if (attributes.int(window, -1) !== -1) throw new TranslationError(`${window} is not supported`);
  const query = apart(call, call.operand(0), 'q_num_heads');
  const present = (position: number): ValueId => {
    const [x, past] = [apart(call, call.operand(position), 'kv_num_heads'), call.optional(position + 3)];
    return past === undefined ? x : concatenated(call, [past, x], 2);
  };
  const [keys, values] = [present(1), present(2)];
  const [n = 1, heads = 1, queries = 1, width = 1] = call.shapeOf(query);
  const past = call.optional(4);
  const before = past === undefined ? 0 : (call.shapeOf(past)[2] ?? 0);
  const mask = maskOf(call, queries, call.shapeOf(keys)[2] ?? 1, before);
  const products = call.emit('batch_matmul', { adjX: false, adjY: true }, [query, repeated(call, keys, heads)]);
  const scaled = times(call, products, attributes.float('scale', 1 / Math.sqrt(width)), 'scale');
  const scores = capped(call, scaled, attributes.float('softcap', 0));
  const sum = mask.added === undefined ? scores : call.emit('add', plain, [scores, mask.added]);
  const softmax = call.emit('softmax', { beta: 1 }, [select(call, mask, sum, lowest)]);
  const weights = leavesRowsEmpty(call, mask) ? select(call, mask, softmax, 0) : softmax;
  const whole = call.emit('batch_matmul', { adjX: false, adjY: false }, [weights, repeated(call, values, heads)]);
  const size = call.shapeOf(whole).at(-1) ?? 1;
  const result = call.rankOf(call.operand(0)) === 4 ? whole : call.reshaped(call.permuted(whole, [0, 2, 1, 3]), [n, queries, heads * size]); // prettier-ignore
  const mode = attributes.int('qk_matmul_output_mode', 0);
  return [result, keys, values, call.wants(3) ? shown(call, mode, scores, mask, weights) : ''];
};

export const attentionOperators: OnnxOperators = { Attention: attention };
