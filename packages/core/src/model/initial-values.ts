/** Ways in which the weights of an untrained layer begin. */
export const initializers = ['glorot-uniform', 'glorot-normal', 'he-uniform', 'he-normal'] as const;

export type Initializer = (typeof initializers)[number];

/** Numbers that come into one output of a layer, and outputs that one input goes to. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/** Standard normal, drawn again beyond ±2: Keras's truncated normal. Box–Muller transform. */
const truncatedNormal = (random: () => number): number => {
  for (;;) {
    const value = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    if (Math.abs(value) <= 2) return value;
  }
};

/** Standard deviation of the truncated normal distribution. */
const truncatedDeviation = 0.87962566103423978;

/**
 * `count` random weights, as Keras's VarianceScaling draws them: variance 2 / (in + out) for Glorot (Glorot and Bengio,
 * Understanding the difficulty of training deep feedforward neural networks, 2010), 2 / in for He (He et al., Delving
 * deep into rectifiers, 2015).
 */
export const initialValues = (
  initializer: Initializer,
  fans: Fans,
  count: number,
  random: () => number,
): Float32Array => {
  const variance = initializer.startsWith('he') ? 2 / fans.in : 2 / (fans.in + fans.out);
  const limit = Math.sqrt(3 * variance);
  const deviation = Math.sqrt(variance) / truncatedDeviation;
  const draw = initializer.endsWith('normal')
    ? () => deviation * truncatedNormal(random)
    : () => limit * (2 * random() - 1);
  return Float32Array.from({ length: count }, draw);
};
