/** The part of JSON Schema that pass options and operator attributes may use. */
export type Schema =
  | { readonly type: 'boolean'; readonly default?: boolean; readonly description?: string }
  | {
      readonly type: 'number' | 'integer';
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusiveMinimum?: number;
      readonly exclusiveMaximum?: number;
      readonly default?: number;
      readonly description?: string;
    }
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly default?: string;
      readonly description?: string;
    }
  | {
      readonly type: 'array';
      readonly items: Schema;
      readonly minItems?: number;
      readonly maxItems?: number;
      readonly default?: readonly unknown[];
      readonly description?: string;
    }
  | { readonly anyOf: readonly Schema[]; readonly default?: unknown; readonly description?: string }
  | OptionsSchema;

export interface OptionsSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
  readonly description?: string;
}

/** Names that are always present once defaults are filled in. */
type Present<S extends OptionsSchema> = {
  [K in keyof S['properties']]: S['properties'][K] extends { readonly default: unknown }
    ? K
    : S['required'] extends readonly (infer R)[]
      ? K extends R
        ? K
        : never
      : never;
}[keyof S['properties']];

/** `Length` items of one type. */
type Tuple<Item, Length extends number, Items extends readonly Item[] = readonly []> = number extends Length
  ? readonly Item[]
  : Items['length'] extends Length
    ? Items
    : Tuple<Item, Length, readonly [...Items, Item]>;

/** The TypeScript type of values that a schema accepts, defaults filled in. */
export type OptionsOf<S> = S extends { readonly type: 'boolean' }
  ? boolean
  : S extends { readonly type: 'number' | 'integer' }
    ? number
    : S extends { readonly enum: readonly (infer E)[] }
      ? E
      : S extends { readonly type: 'string' }
        ? string
        : S extends { readonly type: 'array'; readonly items: infer I }
          ? S extends { readonly minItems: infer Length extends number; readonly maxItems: infer Length }
            ? Tuple<OptionsOf<I>, Length>
            : readonly OptionsOf<I>[]
          : S extends { readonly anyOf: readonly (infer U)[] }
            ? OptionsOf<U>
            : S extends OptionsSchema
              ? { readonly [K in Present<S>]: OptionsOf<S['properties'][K]> } & {
                  readonly [K in Exclude<keyof S['properties'], Present<S>>]?: OptionsOf<S['properties'][K]>;
                }
              : never;
