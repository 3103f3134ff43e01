import type { KerasEntry } from '@tinyml/formats';
import { describedPooling, poolingLayer, poolingOperation } from '../keras-pooling.ts';

const operation = poolingOperation('average_pool_2d');

export const keras: KerasEntry = {
  layers: {
    AveragePooling1D: poolingLayer('average_pool_2d', 1),
    AveragePooling2D: poolingLayer('average_pool_2d', 2),
  },
  operations: { average_pool: operation, avg_pool: operation, avg_pool1d: operation, avg_pool2d: operation },
  described: (option) => ({
    'average-pool': describedPooling(option, 'AveragePooling2D', 'mean of each window', 2),
    'average-pool1d': describedPooling(option, 'AveragePooling1D', 'mean of each window of a sequence', 1),
  }),
};
