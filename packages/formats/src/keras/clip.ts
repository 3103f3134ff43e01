import type { ValueId } from '@tinyml/core';
import type { LayerCall } from './layer.ts';

/** The nearest value to x that is not outside of [least, most], by an operator that is just that where there is one. */
export const clip = (call: LayerCall, x: ValueId, least: number, most: number): ValueId => {
  if (least === 0 && most === 6) return call.emit('relu6', {}, [x], 'relu6');
  if (least === -1 && most === 1) return call.emit('relu_n1_to_1', {}, [x], 'relu_n1_to_1');
  if (least === 0 && most === 1) return call.emit('relu_0_to_1', {}, [x], 'relu_0_to_1');
  const rectified =
    least === 0
      ? call.emit('relu', {}, [x], 'relu')
      : least === -Infinity
        ? x
        : call.emit('maximum', {}, [x, call.floats('least', [], [least])], 'maximum');
  if (most === Infinity) return rectified;
  return call.emit('minimum', {}, [rectified, call.floats('most', [], [most])], 'minimum');
};
