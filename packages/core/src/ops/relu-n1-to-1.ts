import { reluLike } from '../op/relu-like.ts';

/** x limited to [−1, 1] */
export const reluN1To1 = reluLike('relu_n1_to_1', 'x limited to −1 … 1');
