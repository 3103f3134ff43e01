import { activationSchema } from '@tinyml/core';

/** What recurrent operators apply to their cells: TensorFlow Lite's fused activations, and tanh. */
export const cellActivationSchema = { ...activationSchema, enum: [...activationSchema.enum, 'tanh'] } as const;

export type CellActivation = 'none' | 'relu' | 'relu_n1_to_1' | 'relu6' | 'tanh';
