import { elementCount, seededRandom, type Loader } from '@tinyml/core';

/** Windows of noise, to calibrate on. */
const load: Loader = ([input]) => {
  const count = elementCount(input?.type.shape ?? []);
  return {
    count: 32,
    inputs: (index) => {
      const random = seededRandom(index + 1);
      return Float32Array.from({ length: count }, () => random() * 2 - 1);
    },
  };
};

export default load;
