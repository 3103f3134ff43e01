export const loadNative: () => typeof import('@tensorflow/tfjs');
export const loadPortable: () => typeof import('@tensorflow/tfjs');
