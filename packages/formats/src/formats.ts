import type { ModelFormat } from '@tinyml/core/internal';
import { kerasH5Format } from './keras/keras-h5-format.ts';
import { kerasJsonFormat } from './keras/keras-json-format.ts';
import { kerasFormat } from './keras/keras-zip-format.ts';
import { moduleFormat } from './module/module-format.ts';
import { pytorchFormat } from './pytorch/format.ts';
import { frozenGraphFormat } from './tensorflow/frozen-graph-format.ts';
import { savedModelFormat } from './tensorflow/saved-model-format.ts';
import { onnxFormat } from './onnx/format.ts';
import { tfjsGraphFormat } from './tfjs/tfjs-graph-format.ts';
import { tfjsLayersFormat } from './tfjs/tfjs-layers-format.ts';
import { tfliteFormat } from './tflite/format.ts';

/** Every built-in model format. */
export const builtinFormats: readonly ModelFormat[] = [
  frozenGraphFormat,
  kerasFormat,
  kerasH5Format,
  kerasJsonFormat,
  moduleFormat,
  pytorchFormat,
  savedModelFormat,
  onnxFormat,
  tfjsGraphFormat,
  tfjsLayersFormat,
  tfliteFormat,
];
