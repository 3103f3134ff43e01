import { isTinymlError, memoryConstants, type Diagnostic } from '@tinyml/core';
import { encodeModel } from '../src/tflite/encode.ts';
import { readTflite } from '../src/tflite/read.ts';
import type { Encodable } from '../src/tflite/tables.ts';
import { operators } from './operators.ts';

/** What is wrong with a file, by the reader alone. */
export const problemsOf = (bytes: Uint8Array): readonly Diagnostic[] => {
  try {
    readTflite('m.tflite', 'm', bytes, { constants: memoryConstants(), operators });
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics;
  }
};

export type Tensor = Encodable<'Tensor'>;
export type Operator = Encodable<'Operator'>;

export const vector = { shape: [1, 4], type: 0 } as const;

/** Parts of a model that replace the usual ones. */
export interface Parts {
  readonly tensors?: readonly Tensor[];
  readonly operators?: readonly Operator[];
  readonly codes?: readonly Encodable<'OperatorCode'>[];
  readonly buffers?: readonly Encodable<'Buffer'>[];
  readonly inputs?: readonly number[];
  readonly outputs?: readonly number[];
  readonly model?: Encodable<'Model'>;
}

export const relu = { opcodeIndex: 0, inputs: [0], outputs: [1] } as const;

/** x → RELU → y, with one part replaced. */
export const buildTflite = (parts: Parts = {}): Uint8Array =>
  encodeModel({
    version: 3,
    operatorCodes: parts.codes ?? [{ deprecatedBuiltinCode: 19, builtinCode: 19 }],
    subgraphs: [
      {
        tensors: parts.tensors ?? [
          { ...vector, name: 'x' },
          { ...vector, name: 'y' },
        ],
        inputs: parts.inputs ?? [0],
        outputs: parts.outputs ?? [1],
        operators: parts.operators ?? [relu],
      },
    ],
    buffers: parts.buffers ?? [{}],
    ...parts.model,
  });
