import { defineSlot, type ValueId } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import { LayerError } from './config.ts';
import type { DescribedLayers, OptionForms } from '../layers/described-layer.ts';
import type { KerasActivation, LayerCall, LayerKind, LayerOptions } from './layer.ts';

/**
 * What the importer of Keras models knows of an operator: all in Keras that is this operator alone. Compositions of
 * several operators stand in `compositions/`, in the same form.
 */
export interface KerasEntry {
  /** By Keras's classes: `MaxPooling2D`. */
  readonly layers?: Readonly<Record<string, LayerKind>>;
  /** Operations on tensors, by TensorFlow's names and by Keras 3's in snake case: `reduce_max`, `amax`. */
  readonly operations?: Readonly<Record<string, LayerKind>>;
  /** By the names that an option or an operation has: `relu6`. */
  readonly activations?: Readonly<Record<string, KerasActivation>>;
  /** Activations that are layers with options, on their own or as another layer's `activation`: `ReLU`. */
  readonly activationLayers?: Readonly<Record<string, KerasActivation>>;
  /**
   * Activations of other operators that some options make this operator: they are asked first, and give undefined
   * where the options are others.
   */
  readonly variants?: Readonly<Record<string, (call: LayerCall, x: ValueId, options: LayerOptions) => ValueId | undefined>>; // prettier-ignore
  /** Layers that a manifest's `model: { layers }` may name. */
  readonly described?: (option: OptionForms) => DescribedLayers;
}

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly keras: KerasEntry;
  }
}

const layerKind = rules.fields({
  check: rules.optional(rules.fn),
  build: rules.fn,
  variables: rules.optional(rules.fn),
});

const activation = rules.fields({ check: rules.optional(rules.fn), apply: rules.fn });

export const kerasSlot = defineSlot<KerasEntry>({
  name: 'keras',
  summary: "Keras's layers, operations and activations that are this operator",
  rules: {
    entry: rules.fields({
      layers: rules.optional(rules.mappingOf(layerKind)),
      operations: rules.optional(rules.mappingOf(layerKind)),
      activations: rules.optional(rules.mappingOf(activation)),
      activationLayers: rules.optional(rules.mappingOf(activation)),
      variants: rules.optional(rules.mappingOf(rules.fn)),
      described: rules.optional(rules.fn),
    }),
    answers: {
      build: rules.anyOf('the name of a value, or a list of them', rules.text, rules.listOf(rules.text, 1000)),
      apply: rules.text,
      variables: rules.fields({ trainable: rules.listOf(rules.text, 1000), fixed: rules.listOf(rules.text, 1000) }),
      described: rules.mappingOf(rules.fields({ className: rules.text, summary: rules.text })),
    },
    givesFunctions: true,
    isAnswer: (error) => error instanceof LayerError,
  },
});
