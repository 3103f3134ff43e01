export { tfliteFormat } from './tflite/format.ts';
