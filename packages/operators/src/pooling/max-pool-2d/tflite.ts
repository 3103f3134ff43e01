import type { TfliteEntry } from '@tinyml/formats';
import { poolForm } from '../pool-tflite.ts';

export const tflite: TfliteEntry<'max_pool_2d'> = {
  forms: [poolForm([17, 'MAX_POOL_2D'])],
  layerNames: /pool/i,
  tensorNames: ['maxpool'],
  /** Explicit padding → PAD in front, with a value that no maximum sees. */
  lower({ node, padded }) {
    const { padding } = node.attrs;
    if (typeof padding === 'string') return node;
    return { ...node, attrs: { ...node.attrs, padding: 'valid' }, inputs: [padded(padding, 'least')] };
  },
};
