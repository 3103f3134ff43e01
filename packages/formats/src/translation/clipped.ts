import type { ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';

/** x within two limits, by one operator where there is one for them. */
export const clipped = (to: Emitter, x: ValueId, least: number, most: number): ValueId => {
  if (least === 0 && most === Infinity) return to.emit('relu', {}, [x], 'relu');
  if (least === 0 && most === 6) return to.emit('relu6', {}, [x], 'relu6');
  if (least === -1 && most === 1) return to.emit('relu_n1_to_1', {}, [x], 'relu_n1_to_1');
  if (least === 0 && most === 1) return to.emit('relu_0_to_1', {}, [x], 'relu_0_to_1');
  const above = least === -Infinity ? x : to.emit('maximum', {}, [x, to.floats('least', [], [least])], 'above');
  return most === Infinity ? above : to.emit('minimum', {}, [above, to.floats('most', [], [most])], 'below');
};
