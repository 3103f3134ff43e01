export { builtinFormats } from './formats.ts';
export { openSplit } from './data/open-split.ts';
export { readArray, type ReadOptions } from './data/read-array.ts';
export { kerasH5Format } from './keras/keras-h5-format.ts';
export { kerasFormat } from './keras/keras-zip-format.ts';
export { tfjsLayersFormat } from './tfjs/tfjs-layers-format.ts';
export { tfliteFormat } from './tflite/format.ts';
export { writeTflite } from './tflite/write.ts';
