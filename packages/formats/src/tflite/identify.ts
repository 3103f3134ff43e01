import { TinymlError } from '@tinyml/core';
import { malformedModel } from '../diagnostics/model.ts';

const identifier = [...'TFL3'].map((letter) => letter.charCodeAt(0));

export const hasIdentifier = (head: Uint8Array): boolean => identifier.every((byte, index) => head[4 + index] === byte);

/** @throws TinymlError TML202 for bytes that do not begin as a .tflite file does. */
export const checkIsTflite = (path: string, bytes: Uint8Array): void => {
  if (bytes.length >= 8 && !hasIdentifier(bytes))
    throw new TinymlError(malformedModel(path, 'it is not a TensorFlow Lite file (no TFL3)', 4));
};
