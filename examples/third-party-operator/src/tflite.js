/**
 * How .tflite files have it: a custom operator without options.
 *
 * @type {import('@tinyml/formats').TfliteEntry}
 */
export const tflite = { forms: [{ custom: 'AcmeTriangleWave', inputs: [1, 1] }] };
