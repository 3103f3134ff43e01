export { builtinFormats } from './formats.ts';
export { openSplit } from './data/open-split.ts';
export { readArray, type ReadOptions } from './data/read-array.ts';
export { formatsExplanations } from './diagnostics/explanations.ts';
export type { Argument } from './keras/arguments.ts';
export type { Json } from './keras/config.ts';
export { kerasCoverage } from './keras/coverage.ts';
export { kerasH5Format } from './keras/keras-h5-format.ts';
export { kerasJsonFormat } from './keras/keras-json-format.ts';
export { kerasFormat } from './keras/keras-zip-format.ts';
export type {
  ImageShape,
  KerasActivation,
  LayerCall,
  LayerKind,
  LayerOptions,
  Pair,
  Rank,
  Variables,
} from './keras/layer.ts';
export type { NumberArray, OperationArguments } from './keras/operation-arguments.ts';
export { kerasSlot, type KerasEntry } from './keras/slot.ts';
export type { Weight } from './keras/weights.ts';
export type {
  DescribedLayer,
  DescribedLayers,
  OptionForms,
  UntrainedLayer,
  UntrainedWeight,
} from './layers/described-layer.ts';
export { layerFormsOf } from './layers/layer-forms.ts';
export { readLayers } from './layers/read-layers.ts';
export { moduleFormat } from './module/module-format.ts';
export { pytorchFormat } from './pytorch/format.ts';
export { pytorchSlot, type PytorchEntry, type TorchBuild, type TorchCall } from './pytorch/slot.ts';
export type { TensorflowCall, TensorflowOperator, TensorflowOperators } from './tensorflow/call.ts';
export { frozenGraphFormat } from './tensorflow/frozen-graph-format.ts';
export { savedModelFormat } from './tensorflow/saved-model-format.ts';
export { tensorflowSlot } from './tensorflow/slot.ts';
export type { OnnxCall, OnnxOperator, OnnxOperators } from './onnx/call.ts';
export { onnxFormat } from './onnx/format.ts';
export { onnxSlot } from './onnx/slot.ts';
export { tfjsGraphFormat } from './tfjs/tfjs-graph-format.ts';
export { tfjsLayersFormat } from './tfjs/tfjs-layers-format.ts';
export { tfliteFormat } from './tflite/format.ts';
export {
  tfliteSlot,
  type TfliteBuiltin,
  type TfliteCustom,
  type TfliteEntry,
  type TfliteUsage,
} from './tflite/slot.ts';
export { writeTflite } from './tflite/write.ts';
