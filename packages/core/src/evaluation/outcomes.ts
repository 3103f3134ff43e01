/**
 * What came of each sample, in its order: whether the answer was right, or how large the error was. Two models that saw
 * the same samples can be compared sample by sample. JSON: it is cached beside the score.
 */
export type Outcomes =
  | {
      readonly kind: 'answers';
      readonly samples: number;
      /** One bit a sample, the lowest of a byte first, in base64; 1: the right answer. */
      readonly right: string;
    }
  | {
      readonly kind: 'errors';
      readonly samples: number;
      /** A float32 a sample (its mean absolute or mean squared error), little-endian, in base64. */
      readonly errors: string;
    };

export const answersOf = (right: readonly boolean[]): Outcomes => {
  const bits = Buffer.alloc(Math.ceil(right.length / 8));
  right.forEach((is, i) => {
    if (is) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { kind: 'answers', samples: right.length, right: bits.toString('base64') };
};

export const errorsOf = (errors: readonly number[]): Outcomes => {
  const bytes = Buffer.alloc(4 * errors.length);
  errors.forEach((error, i) => bytes.writeFloatLE(error, 4 * i));
  return { kind: 'errors', samples: errors.length, errors: bytes.toString('base64') };
};

/** 1 for each right answer, 0 for a wrong one. */
export const rightAnswers = ({ samples, right }: Extract<Outcomes, { kind: 'answers' }>): Uint8Array => {
  const bits = Buffer.from(right, 'base64');
  return Uint8Array.from({ length: samples }, (_, i) => ((bits[i >> 3] ?? 0) >> (i & 7)) & 1);
};

export const sampleErrors = ({ samples, errors }: Extract<Outcomes, { kind: 'errors' }>): Float64Array => {
  const bytes = Buffer.from(errors, 'base64');
  return Float64Array.from({ length: samples }, (_, i) => bytes.readFloatLE(4 * i));
};
