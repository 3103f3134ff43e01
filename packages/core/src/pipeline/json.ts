/** Plain JSON data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Data without functions as plain JSON data: undefined is left out. */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** How values of a type lie in the cache. */
export interface Codec<T> {
  toJson(value: T): Json;
  /** undefined: this is no such value. */
  fromJson(json: Json): T | undefined;
}
