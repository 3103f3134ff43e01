/**
 * exp(−scale · beta · d) for d = 0 … 255 in single precision, d being how far an int8 input lies below the greatest.
 * The table that TensorFlow Lite's int8 softmax sums up.
 */
export const softmaxTable = (scale: number, beta: number): Float32Array => {
  const step = Math.fround(Math.fround(-scale) * Math.fround(beta));
  return Float32Array.from({ length: 256 }, (_, distance) => Math.exp(Math.fround(step * distance)));
};
