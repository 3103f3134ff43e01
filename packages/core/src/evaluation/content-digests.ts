import { createHash } from 'node:crypto';
import type { Samples } from '../data/samples.ts';

/** SHA-256 of what goes into the model, for each sample: two with one digest are the same sample, whatever file they come from. */
export const contentDigests = (samples: Samples): readonly string[] =>
  Array.from({ length: samples.count }, (_, index) => {
    const hash = createHash('sha256');
    for (const { data } of samples.inputs(index))
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return hash.digest('base64');
  });
