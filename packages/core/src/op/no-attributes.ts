import type { OptionsSchema } from '../pass/schema.ts';

/** Schema of an operator without attributes. */
export const noAttributes: OptionsSchema = { type: 'object', properties: {}, additionalProperties: false };

/** The attributes that it accepts. */
export type NoAttributes = Readonly<Record<never, never>>;
