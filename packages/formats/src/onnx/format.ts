import type { ModelFormat } from '@tinyml/core/internal';
import { outlineOnnx } from './outline.ts';
import { readOnnx } from './read.ts';

/** A model begins with its field 1, the version of the format (3 and later), and one of its other fields. */
const fields = new Set([2, 3, 4, 6, 7, 8, 14, 20, 25].map((number) => ((number << 3) | 2) & 0x7f));
const hasBeginning = ([tag = 0, version = 0, next = 0]: Uint8Array): boolean =>
  tag === 0x08 && version >= 3 && version < 32 && (fields.has(next & 0x7f) || next === 0x28);

/** ONNX models: protocol buffers, also with tensors in files beside them. */
export const onnxFormat: ModelFormat = {
  name: 'onnx',
  version: 1,
  extensions: ['.onnx'],
  channelsFirst: true,
  detect: hasBeginning,
  read: readOnnx,
  outline: outlineOnnx,
};
