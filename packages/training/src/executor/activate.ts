import type { Activation } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { rectify, rectify6 } from './rectify.ts';

/** The activation that a layer applies to its own result. */
export const activate =
  (tf: Tf) =>
  (activation: Activation): ((x: Tensor) => Tensor) => {
    switch (activation) {
      case 'none':
        return (x) => x;
      case 'relu':
        return rectify(tf);
      case 'relu6':
        return rectify6(tf);
      case 'relu_n1_to_1':
        return (x) => tf.clipByValue(x, -1, 1);
    }
  };
