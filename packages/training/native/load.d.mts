export const loadNative: () => typeof import('@tensorflow/tfjs');
