// Gradients that follow from an operator's traits.
import { required, type Activation } from '@tinyml/core';
import type { Gradient } from './gradient.ts';

/** Of an operator that is an activation. */
export const activationGradient = (activation: Activation): Gradient => ({
  prepare({ tools }) {
    const activate = tools.activate(activation);
    return ([x]) => [activate(required(x))];
  },
});

/** The same elements under another shape; samples stay one after another, whatever the shapes. */
export const sameElements: Gradient = {
  prepare:
    ({ outputs: [shape], tools }) =>
    ([x], { batch }) => [tools.together(required(x), required(shape), batch)],
};
