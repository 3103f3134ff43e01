export { tfliteFormat } from './tflite/format.ts';
export { writeTflite } from './tflite/write.ts';
