import type { ValueId } from '@tinyml/core';
import { alongScores, causalMask, isAsked, masked } from '../attention-scores.ts';
import type { LayerCall, LayerKind, LayerPart } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const names = ['query', 'key', 'value', 'output'] as const;

type Name = (typeof names)[number];

const parts: readonly LayerPart[] = names.map((name) => ({
  prefix: `${name}_`,
  folders: [`${name}_dense`, `_${name}_dense`],
  name: name === 'output' ? 'attention_output' : name,
}));

/** x [n, t, d] times the kernel of a part, whose first `inner` axes are summed over: [n, t, …]. */
const dense = (call: LayerCall, name: Name, x: ValueId, inner: number): ValueId => {
  const kernel = call.weight(`${name}_kernel`);
  const sizes = kernel.shape.slice(inner);
  const count = sizes.reduce((product, size) => product * size, 1);
  const depth = kernel.values.length / count;
  const flat = call.place(`${name}_kernel`, { ...kernel, shape: [depth, count] }, [1, 0]);
  const stored = call.options.config['use_bias'] === false ? undefined : call.weight(`${name}_bias`);
  const bias = stored === undefined ? null : call.place(`${name}_bias`, { ...stored, shape: [count] }, [0]);
  const [n = 1, steps = 1] = call.typeOf(x).shape;
  const product = call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, flat, bias], name);
  return call.view(product, [n, steps, ...sizes], `${name}_heads`);
};

/** [n, t, heads, size] as [n, heads, t, size]. */
const headsFirst = (call: LayerCall, x: ValueId): ValueId => call.permute(x, [0, 2, 1, 3], 'heads_first');

interface Heads {
  readonly query: ValueId;
  readonly key: ValueId;
  readonly value: ValueId;
}

/**
 * Attention of heads, [n, t, heads, size] each; several heads of the query may share one of the key and the value. `masks` [n, rows, columns],
 * broadcast. Results: [n, t, heads, size] and the weights [n, heads, rows, columns].
 */
const attend = (
  call: LayerCall,
  { query, key, value }: Heads,
  masks: readonly ValueId[],
  scale: number,
): readonly [ValueId, ValueId] => {
  // prettier-ignore
  const { matmul, mul } = call.formula;
  const [n = 1, rows = 1, heads = 1, size = 1] = call.typeOf(query).shape;
  const [, columns = 1, shared = 1] = call.typeOf(key).shape;
  const depth = call.typeOf(value).shape[3] ?? 1;
  if (heads % shared !== 0) throw call.options.problem(`${String(heads)} heads cannot share ${String(shared)}`);
  const grouped = [n, shared, (heads / shared) * rows];
  const queries = call.view(headsFirst(call, mul(query, scale)), [...grouped, size], 'grouped');
  const scores = matmul(queries, headsFirst(call, key), { b: true });
  const whole = call.view(scores, [n, heads, rows, columns], 'scores');
  const lifted = masks.map((mask) => {
    const [batch = 1, ...matrix] = call.typeOf(mask).shape;
    return call.view(mask, [batch, 1, ...matrix], 'mask');
  });
  const weights = call.apply('softmax', masked(call, whole, lifted));
  const seen = matmul(call.view(weights, [...grouped, columns], 'weights'), headsFirst(call, value));
  const result = headsFirst(call, call.view(seen, [n, heads, rows, depth], 'seen'));
  return [result, weights];
};

/** All masks of a call: those of the query's, the key's and the value's steps, one that is given, and the causal one. */
const masksOf = (call: LayerCall, query: ValueId, key: ValueId, value: ValueId): readonly ValueId[] => {
  const own = (name: string, id: ValueId): ValueId | undefined => call.other(`${name}_mask`)[0] ?? call.maskOf(id);
  const [ofQuery, ofValue, ofKey] = [own('query', query), own('value', value), key === value ? undefined : own('key', key)]; // prettier-ignore
  const [given] = call.other('attention_mask');
  const [rows = 1, columns = 1] = [call.typeOf(query).shape[1], call.typeOf(key).shape[1]];
  return [
    ...(ofQuery === undefined ? [] : [alongScores(call, ofQuery, 'rows')]),
    ...(ofValue === undefined ? [] : [alongScores(call, ofValue, 'columns')]),
    ...(ofKey === undefined ? [] : [alongScores(call, ofKey, 'columns')]),
    ...(given === undefined ? [] : [call.formula.cast(given, 'float32')]),
    ...(isAsked(call, 'use_causal_mask') ? [causalMask(call, rows, columns)] : []),
  ];
};

/** Vaswani et al., 2017; with fewer heads of keys and values than of queries, Ainslie et al., 2023. */
const multiHead: LayerKind = {
  passesMask: true,
  takes: ['value', 'key', 'query_mask', 'value_mask', 'key_mask', 'attention_mask'],
  parts,
  variables: (options) => ({
    trainable: names.flatMap((name) => [`${name}_kernel`, ...(options.config['use_bias'] === false ? [] : [`${name}_bias`])]), // prettier-ignore
    fixed: [],
  }),
  build: (call) => {
    const query = call.input();
    const [value = query] = call.other('value');
    const [key = value] = call.other('key');
    if ([query, value, key].some((id) => call.typeOf(id).shape.length !== 3))
      throw call.options.problem('its inputs do not have 3 dimensions', 'attention along several axes is not supported: join them by Reshape'); // prettier-ignore
    const heads = { query: dense(call, 'query', query, 1), key: dense(call, 'key', key, 1), value: dense(call, 'value', value, 1) }; // prettier-ignore
    const size = call.typeOf(heads.query).shape[3] ?? 1;
    const [seen, weights] = attend(call, heads, masksOf(call, query, key, value), 1 / Math.sqrt(size));
    const [n = 1, steps = 1, count = 1, depth = 1] = call.typeOf(seen).shape;
    const result = dense(call, 'output', call.view(seen, [n, steps, count * depth], 'joined'), 2);
    return isAsked(call, 'return_attention_scores') ? [result, weights] : result;
  },
};

/** keras.ops.dot_product_attention(query, key, value, …) on [n, t, heads, size]. */
const operation: LayerKind = {
  build: (call) => {
    const { given, options } = call;
    const [query, key, value] = ['query', 'key', 'value'].map((name, i) => given.value(given.argument(i, name), name));
    if (query === undefined || key === undefined || value === undefined) throw options.problem('needs three tensors');
    if (given.argument(3, 'bias') !== null || given.argument(4, 'mask') !== null)
      throw options.problem('a bias or a mask is not supported here', 'use MultiHeadAttention with a mask');
    const [, rows = 1, , size = 1] = call.typeOf(query).shape;
    const columns = call.typeOf(key).shape[1] ?? 1;
    const scale = given.number(given.argument(5, 'scale'), 'scale', 1 / Math.sqrt(size));
    const masks = given.isTrue(given.argument(6, 'is_causal')) ? [causalMask(call, rows, columns)] : [];
    return attend(call, { query, key, value }, masks, scale)[0];
  },
};

export const multiHeadAttention: KerasEntry = {
  layers: { GroupQueryAttention: multiHead, GroupedQueryAttention: multiHead, MultiHeadAttention: multiHead },
  operations: { dot_product_attention: operation },
};
