import { defineOperator, reluLike } from '@tinyml/core';

/** x limited to [0, 6] */
export const relu6 = defineOperator({ ...reluLike('relu6', 'x limited to 0 … 6') });
