/**
 * Logistic and tanh of 16-bit fixed-point numbers, to the bit as TensorFlow Lite's recurrent kernels compute them with
 * gemmlowp: exp by a polynomial and a table of powers, the reciprocal by three Newton steps.
 */

const wrap = (value: number): number => (value << 16) >> 16;
const saturate = (value: number): number => Math.min(32767, Math.max(-32768, value));

/** High half of 2·a·b, rounded, halves away from zero. */
const multiply = (a: number, b: number): number =>
  a === -32768 && b === -32768 ? 32767 : Math.trunc((a * b + (a * b >= 0 ? 16384 : -16383)) / 32768);

/** value / 2^exponent, halves away from zero. */
const divide = (value: number, exponent: number): number => {
  const mask = (1 << exponent) - 1;
  return (value >> exponent) + ((value & mask) > (mask >> 1) + (value < 0 ? 1 : 0) ? 1 : 0);
};

/** A constant of 32 bits in 16. */
const constant = (raw: number): number => Math.floor((raw + 32768) / 65536);

const eighthPower = constant(1895147668);
const third = constant(715827883);

/** exp(a) for −1/4 ≤ a < 0, with no integer bits: a Taylor series around −1/8. */
const expNearZero = (a: number): number => {
  const x = wrap(a + 4096);
  const x2 = multiply(x, x);
  const x3 = multiply(x2, x);
  const x4 = multiply(x2, x2);
  const rest = divide(wrap(multiply(wrap(divide(x4, 2) + x3), third) + x2), 1);
  return saturate(eighthPower + multiply(eighthPower, wrap(x + rest)));
};

/** exp(−2^k) for k = −2, −1, … */
const powers = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242].map(constant);

/** exp(a) for a ≤ 0 with that many integer bits; the result has none. */
const expOfNegative = (a: number, integerBits: number): number => {
  if (a === 0) return 32767;
  const fractionBits = 15 - integerBits;
  const quarter = 1 << (fractionBits - 2);
  const part = (a & (quarter - 1)) - quarter;
  let result = expNearZero(saturate(part << integerBits));
  const remainder = wrap(part - a);
  powers.forEach((power, i) => {
    const exponent = i - 2;
    if (integerBits > exponent && (remainder & (1 << (fractionBits + exponent))) !== 0)
      result = multiply(result, power);
  });
  return result;
};

/** 2 / (1 + a) less 1 where a has no integer bits, as a number with two integer bits: x ← x + x·(1 − x·(1 + a)/2). */
const reciprocal = (a: number): number => {
  const half = divide(a + 32767, 1);
  let x = wrap(constant(1515870810) + multiply(half, constant(-1010580540)));
  for (let step = 0; step < 3; step++) {
    const error = wrap(8192 - multiply(half, x));
    x = wrap(x + saturate(multiply(x, error) << 2));
  }
  return x;
};

/** 1 / (1 + exp(−x)): x with three integer bits, the result with none. */
export const logisticInt16 = (x: number): number => {
  if (x === 0) return 16384;
  const positive = saturate(reciprocal(expOfNegative(-Math.abs(x), 3)) << 1);
  return x > 0 ? positive : wrap(32767 - positive);
};

/** tanh(x): x with that many integer bits, the result with none. */
export const tanhInt16 = (x: number, integerBits: number): number => {
  if (x === 0) return 0;
  const negated = saturate((reciprocal(expOfNegative(wrap(-Math.abs(x)), integerBits + 1)) - 8192) << 2);
  return x < 0 ? -negated : negated;
};
