import type { OnnxOperators } from '@tinyml/formats';
import { onnxPlace } from '../onnx-place.ts';

export const onnx: OnnxOperators = {
  ArgMin: onnxPlace((call, operands, outputType) => call.emit('arg_min', { outputType }, operands)),
};
