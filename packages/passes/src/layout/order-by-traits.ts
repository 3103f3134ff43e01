import { none, type None, type Operator } from '@tinyml/core';
import type { AxisOrderRule } from './axis-order-slot.ts';
import { denseOrder } from './dense-order.ts';
import { elementwiseOrder } from './elementwise-order.ts';
import { reducedOrder } from './reduced-order.ts';
import { reshapedOrder } from './reshaped-order.ts';

/** What an operator's traits say of axes in another order. */
export const orderByTraits = ({ traits = {} }: Operator): AxisOrderRule | None => {
  if (traits.elementwise === true && traits.normalization === undefined) return elementwiseOrder;
  if (traits.keepsOrder === true) return reshapedOrder;
  if (traits.reducesAxes !== undefined) return reducedOrder(traits.reducesAxes);
  if (traits.weighted?.dense === true) return denseOrder(traits.weighted);
  if (traits.permutesAxes !== undefined) return none('it is what gives axes another order');
  return none('each of its axes has a meaning of its own');
};
