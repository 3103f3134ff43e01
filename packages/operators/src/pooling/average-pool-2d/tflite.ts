import type { TfliteEntry } from '@tinyml/formats';
import { poolForm } from '../pool-tflite.ts';

export const tflite: TfliteEntry<'average_pool_2d'> = {
  forms: [poolForm([1, 'AVERAGE_POOL_2D'])],
  layerNames: /pool/i,
  tensorNames: ['avgpool'],
  lower({ node, refuse }) {
    return typeof node.attrs.padding === 'string'
      ? node
      : refuse('TensorFlow Lite cannot leave explicit padding out of a mean');
  },
};
