import { reluLike } from '../op/relu-like.ts';

/** max(0, x) */
export const relu = reluLike('relu', 'max(0, x)');
