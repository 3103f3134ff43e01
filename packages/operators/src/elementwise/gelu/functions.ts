import { erfc } from '@tinyml/core/internal';

const f = Math.fround;

/** By the error function, in single precision. */
export const exact = (x: number): number => f(0.5 * x) * f(erfc(f(x * f(-Math.SQRT1_2))));

const slope = f(Math.sqrt(2 / Math.PI));

/** By a hyperbolic tangent, in single precision. */
export const approximated = (x: number): number => {
  const cube = f(f(f(f(0.044715) * x) * x) * x);
  return f(0.5 * x) * f(1 + f(Math.tanh(f(slope * f(x + cube)))));
};
