import type { ExpansionRequest } from '../expand.ts';
import { optionsTable, type OperatorShape } from '../operator-table.ts';
import type { OptionFields, Options } from '../options.ts';

/** An operator of TensorFlow Lite that tinyml does not have, and that a few of its operators express exactly. */
export interface Expansion extends OperatorShape {
  /** BuiltinOperator of the schema. */
  readonly code: number;
  /** Builds the nodes, or says why they cannot be. */
  expand(request: ExpansionRequest, options: object): string | undefined;
}

interface Definition<Fields extends OptionFields> {
  readonly code: number;
  readonly options?: readonly [type: number, fields: Fields];
  readonly options2?: readonly [type: number, fields: Fields];
  readonly inputs: readonly [required: number, most: number];
  /** Default: one. */
  readonly outputs?: readonly [least: number, most: number];
  expand(request: ExpansionRequest, options: Options<Fields>): string | undefined;
}

export const defineExpansion = <const Fields extends OptionFields>(definition: Definition<Fields>): Expansion => ({
  code: definition.code,
  inputs: definition.inputs,
  outputs: definition.outputs ?? [1, 1],
  options: optionsTable(definition),
  expand: definition.expand,
});
