import { reluLike } from '../op/relu-like.ts';

/** x limited to [0, 6] */
export const relu6 = reluLike('relu6', 'x limited to 0 … 6');
