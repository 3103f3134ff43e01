import type * as tensorflow from '@tensorflow/tfjs';

export const loadNative: () => typeof tensorflow;
export const loadPortable: () => typeof tensorflow;
