export const bitcastTypes = [
  'float32',
  'float16',
  'int8',
  'uint8',
  'int16',
  'int32',
  'uint32',
  'int64',
  'uint64',
] as const;
