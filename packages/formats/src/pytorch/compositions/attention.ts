import type { ValueId } from '@tinyml/core';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

/** Far below any score, and finite: what is added to it stays so. */
const lowest = -3e38;

/** Scores that a mask leaves out are lowered; a mask of numbers is added. */
const masked = (call: TorchCall, scores: ValueId): ValueId => {
  const { to } = call;
  const mask = call.optionalTensor('attn_mask');
  if (call.flag('is_causal')) {
    const [rows = 1, columns = 1] = to.shapeOf(scores).slice(-2);
    const causal = listOf(rows * columns, (i) => (i % columns > Math.floor(i / columns) ? lowest : 0));
    return to.emit('add', none, [scores, to.floats('causal', [rows, columns], causal)], 'masked');
  }
  if (mask === null) return scores;
  if (to.typeOf(mask).dtype === 'bool')
    return to.emit('select_v2', {}, [mask, scores, to.floats('lowest', [], [lowest])], 'masked');
  const known = to.numbers(mask);
  const added = known === undefined ? mask : to.floats('mask', to.shapeOf(mask), known.map((value) => Math.max(value, lowest))); // prettier-ignore
  return to.emit('add', none, [scores, added], 'masked');
};

/** Heads of keys and values that groups of queries share, repeated for each query. */
const repeated = (call: TorchCall, x: ValueId, heads: number): ValueId => {
  const { to } = call;
  const [n = 1, own = 1, length = 1, width = 1] = to.shapeOf(x);
  if (own === heads) return x;
  const apart = to.reshaped(x, [n, own, 1, length * width]);
  const tiled = to.emit('tile', {}, [apart, to.ints('multiples', [4], [1, 1, heads / own, 1])], 'repeated');
  return to.reshaped(tiled, [n, heads, length, width]);
};

/** softmax(query × keyᵀ · scale + mask) × value (Vaswani et al., Attention Is All You Need, 2017). */
const scaledDotProductAttention: TorchBuild = (call) => {
  const { to } = call;
  const query = call.tensor('query');
  const shape = to.shapeOf(query);
  const grouped = (name: string): ValueId =>
    call.flag('enable_gqa') ? repeated(call, call.tensor(name), shape[1] ?? 1) : call.tensor(name);
  const scale = call.number('scale', 1 / Math.sqrt(shape.at(-1) ?? 1));
  const scores = to.emit('batch_matmul', { adjX: false, adjY: true }, [query, grouped('key')], 'scores');
  const scaled = to.emit('mul', none, [scores, to.floats('scale', [], [scale])], 'scaled');
  const weights = to.emit('softmax', { beta: 1 }, [masked(call, scaled)], 'softmax');
  return to.emit('batch_matmul', { adjX: false, adjY: false }, [weights, grouped('value')], 'attention');
};

export const attention: PytorchEntry = {
  'aten.scaled_dot_product_attention': scaledDotProductAttention,
  'aten._scaled_dot_product_flash_attention_for_cpu': scaledDotProductAttention,
};
