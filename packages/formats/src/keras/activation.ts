import type { ValueId } from '@tinyml/core';
import { isJson, type Json, LayerError } from './config.ts';
import type { KerasActivation, LayerCall } from './layer.ts';
import { openOptions } from './options.ts';
import type { KerasTable } from './table.ts';

interface Wanted {
  readonly name: string;
  readonly config: Json;
}

/** The activation that an option names, in the ways in which Keras and its quantisation toolkit write it. */
const wantedIn = (value: unknown): Wanted => {
  if (value === undefined || value === null) return { name: 'linear', config: {} };
  if (typeof value === 'string') return { name: value, config: {} };
  if (isJson(value)) {
    const { class_name: className, config } = value;
    if (isJson(config) && 'activation' in config) return wantedIn(config['activation']);
    if (typeof config === 'string') return { name: config, config: {} };
    if (typeof className === 'string') return { name: className, config: isJson(config) ? config : {} };
  }
  return { name: 'of an unknown kind', config: {} };
};

const find = ({ activations, activationLayers, listed }: KerasTable, name: string): KerasActivation => {
  const found = activations.get(name) ?? activationLayers.get(name);
  if (found === undefined) {
    const others = listed.filter((other) => other !== 'linear').join(', ');
    throw new LayerError(`activation ${name} is not supported`, `use one of ${others}, and train with it`);
  }
  return found;
};

/** @throws LayerError where a configured activation is not supported. */
export const checkActivation = (table: KerasTable, config: Json): void => {
  for (const option of ['activation', 'recurrent_activation']) find(table, wantedIn(config[option]).name);
};

/** The wanted activation of `x`. */
export const apply = (table: KerasTable, call: LayerCall, x: ValueId, { name, config }: Wanted): ValueId => {
  const activation = find(table, name);
  const options = openOptions(config);
  activation.check?.(options);
  for (const variant of table.variants.get(name) ?? []) {
    const result = variant(call, x, options);
    if (result !== undefined) return result;
  }
  return activation.apply(call, x, options);
};

/** Applies the activation that an option names to `x`. */
export const activate = (table: KerasTable, call: LayerCall, x: ValueId, option: string): ValueId =>
  apply(table, call, x, wantedIn(call.options.config[option]));
