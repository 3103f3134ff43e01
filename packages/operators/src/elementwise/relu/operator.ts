import { defineOperator, reluLike } from '@tinyml/core';

/** max(0, x) */
export const relu = defineOperator({ ...reluLike('relu', 'max(0, x)') });
