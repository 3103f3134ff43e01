import type { LayerForm, Shape } from '@tinyml/core';
import type { ManifestSchema } from '@tinyml/core/internal';
import type { Json } from '../keras/config.ts';
import type { LayerOptions } from '../keras/layer.ts';

/** A layer of an untrained network, as its weights are made. */
export interface UntrainedLayer {
  readonly options: LayerOptions;
  /** Shapes that it is called on, the batch first. */
  readonly inputs: readonly Shape[];
  /** Channels of its input; throws where that does not have these axes and that of the channels. */
  readonly channels: (...axes: readonly string[]) => number;
}

/** A variable before training: drawn by the layer's initialiser, or one number. */
export interface UntrainedWeight {
  /** Keras's: [taps…, input, output]. */
  readonly shape: Shape;
  readonly initial: 'drawn' | number;
}

/** A layer that a manifest may describe a network by: its form there, and what Keras makes of it. */
export interface DescribedLayer extends LayerForm {
  /** Options that are needed where Keras has another default than the manifest. */
  readonly defaults?: Json;
  /** Its variables by role. Default: none. */
  readonly weights?: (layer: UntrainedLayer) => Readonly<Record<string, UntrainedWeight>>;
}

/** By the names that a manifest has: `max-pool`. */
export type DescribedLayers = Readonly<Record<string, DescribedLayer>>;

/** Schemas of the options that layers have, with the words that are the same for all. */
export interface OptionForms {
  readonly whole: (description: string, example: number, minimum?: number) => ManifestSchema;
  /** A whole number, or [height, width]. */
  readonly pair: (description: string, example: unknown) => ManifestSchema;
  readonly flag: (description: string) => ManifestSchema;
  readonly number: (description: string, example: number, least: number, most: number) => ManifestSchema;
  readonly activation: ManifestSchema;
  readonly padding: (...more: readonly string[]) => ManifestSchema;
  readonly strides: ManifestSchema;
  readonly filters: ManifestSchema;
  readonly multiplier: ManifestSchema;
  /** Options of every layer with weights. */
  readonly weighted: Readonly<Record<'activation' | 'use-bias' | 'kernel-initializer', ManifestSchema>>;
  /** Options of a window that moves along two axes. */
  readonly window: Readonly<Record<'kernel-size' | 'strides' | 'padding' | 'dilation-rate', ManifestSchema>>;
}
