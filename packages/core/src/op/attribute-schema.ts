/** Schemas of attributes that several operators share. */

export const activationSchema = { type: 'string', enum: ['none', 'relu', 'relu_n1_to_1', 'relu6'] } as const;

const pairSchema = { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 } as const;

export const stridesSchema = { ...pairSchema, description: '[height, width]' } as const;

export const dilationsSchema = { ...pairSchema, description: '[height, width]' } as const;

export const windowSchema = { ...pairSchema, description: '[height, width] of the window' } as const;

export const paddingSchema = {
  anyOf: [
    { type: 'string', enum: ['same', 'valid'] },
    {
      type: 'array',
      items: { type: 'integer', minimum: 0 },
      minItems: 4,
      maxItems: 4,
      description: '[top, bottom, left, right]',
    },
  ],
} as const;
