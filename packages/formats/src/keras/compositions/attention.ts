import type { ValueId } from '@tinyml/core';
import { alongScores, causalMask, isAsked, masked } from '../attention-scores.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

interface Operands {
  readonly query: ValueId;
  readonly value: ValueId;
  readonly key: ValueId;
}

/** The layer is called on [query, value] or [query, value, key]. */
const operandsOf = (call: LayerCall): Operands => {
  const [query, value, key = value] = call.inputs;
  if (query === undefined || value === undefined || key === undefined || call.inputs.length > 3)
    throw call.options.problem('is not called on a query, a value and perhaps a key');
  if ([query, value, key].some((id) => call.typeOf(id).shape.length !== 3))
    throw call.options.problem('its inputs do not have 3 dimensions');
  return { query, value, key };
};

/** Each query with each key, [n, rows, 1, d] and [n, 1, columns, d], summed and bent: [n, rows, columns, d]. */
const bentSums = (call: LayerCall, { query, key }: Operands, scale?: ValueId): ValueId => {
  const { add, mul, of } = call.formula;
  const [n = 1, rows = 1, size = 1] = call.typeOf(query).shape;
  const columns = call.typeOf(key).shape[1] ?? 1;
  const sums = add(call.view(query, [n, rows, 1, size], 'queries'), call.view(key, [n, 1, columns, size], 'keys'));
  return of('tanh', scale === undefined ? sums : mul(sums, scale));
};

const scalar = (call: LayerCall, role: string): ValueId =>
  call.floats(role, [], Array.from(call.weight(role).values).slice(0, 1));

/** Luong et al., 2015. */
const dotScores = (call: LayerCall, operands: Operands): ValueId => {
  const { matmul, mul, reduce } = call.formula;
  const scale = call.options.config['use_scale'] === true ? scalar(call, 'scale') : undefined;
  if (call.options.word('score_mode', 'dot') === 'concat') {
    const sums = reduce('sum', bentSums(call, operands, scale), [3], false);
    return mul(sums, scalar(call, 'concat_score_weight'));
  }
  const products = matmul(operands.query, operands.key, { b: true });
  return scale === undefined ? products : mul(products, scale);
};

/** Bahdanau et al., 2014. */
const additiveScores = (call: LayerCall, operands: Operands): ValueId => {
  const { mul, reduce } = call.formula;
  const bent = bentSums(call, operands);
  const weighted =
    call.options.config['use_scale'] === false ? bent : mul(bent, call.place('scale', call.weight('scale'), [0]));
  return reduce('sum', weighted, [3], false);
};

const attentionKind = (
  scoresOf: (call: LayerCall, operands: Operands) => ValueId,
  trainable: (config: LayerCall['options']['config']) => readonly string[],
): LayerKind => ({
  passesMask: true,
  takes: ['mask'],
  variables: ({ config }) => ({ trainable: trainable(config), fixed: [] }),
  build: (call) => {
    const operands = operandsOf(call);
    const { query, value } = operands;
    const scores = scoresOf(call, operands);
    const [, rows = 1, columns = 1] = call.typeOf(scores).shape;
    const given = call.other('mask');
    const maskAt = (place: number, id: ValueId): ValueId | undefined =>
      given.length > 0 ? given[place] : call.maskOf(id);
    const [queryMask, valueMask] = [maskAt(0, query), maskAt(1, value)];
    const isCausal = isAsked(call, 'use_causal_mask') || call.options.config['causal'] === true;
    const weights = call.apply(
      'softmax',
      masked(call, scores, [
        ...(valueMask === undefined ? [] : [alongScores(call, valueMask, 'columns')]),
        ...(isCausal ? [causalMask(call, rows, columns)] : []),
      ]),
    );
    const { matmul, mul } = call.formula;
    const result = matmul(weights, value);
    const shown = queryMask === undefined ? result : mul(result, alongScores(call, queryMask, 'rows'));
    return isAsked(call, 'return_attention_scores') ? [shown, weights] : shown;
  },
});

export const attention: KerasEntry = {
  layers: {
    AdditiveAttention: attentionKind(additiveScores, ({ use_scale: scale }) => (scale === false ? [] : ['scale'])),
    Attention: attentionKind(dotScores, ({ use_scale: scale, score_mode: mode }) => [
      ...(scale === true ? ['scale'] : []),
      ...(mode === 'concat' ? ['concat_score_weight'] : []),
    ]),
  },
};
