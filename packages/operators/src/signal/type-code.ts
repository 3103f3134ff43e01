import type { TensorType } from '@tinyml/core';

/** Options of the operators that exist for several types; TensorFlow Lite Micro reads them in the order of their names. */
export const fourierMap = { T: 'int', fft_length: 'int' } as const;

/** TensorType of the schema, as the option `T` has it. */
const codes: Readonly<Record<string, number>> = { float32: 0, int32: 2, int16: 7 };

export const typeCode = (type: TensorType | undefined): number => codes[type?.dtype ?? ''] ?? 7;
