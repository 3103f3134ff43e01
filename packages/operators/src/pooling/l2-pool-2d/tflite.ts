import type { TfliteEntry } from '@tinyml/formats';
import { poolForm } from '../pool-tflite.ts';

export const tflite: TfliteEntry<'l2_pool_2d'> = {
  forms: [poolForm([12, 'L2_POOL_2D'])],
  layerNames: /pool/i,
  tensorNames: ['l2pool'],
  lower({ node, refuse }) {
    return typeof node.attrs.padding === 'string'
      ? node
      : refuse('TensorFlow Lite cannot leave explicit padding out of a mean');
  },
};
