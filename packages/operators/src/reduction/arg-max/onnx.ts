import type { OnnxOperators } from '@tinyml/formats';
import { onnxPlace } from '../onnx-place.ts';

export const onnx: OnnxOperators = {
  ArgMax: onnxPlace((call, operands, outputType) => call.emit('arg_max', { outputType }, operands)),
};
