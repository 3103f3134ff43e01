import type { OpName, Ops, Padding, TensorType, ValueId } from '@tinyml/core';
import type { Argument } from './arguments.ts';
import type { Json } from './config.ts';
import type { Formula } from './formula.ts';
import type { OperationArguments } from './operation-arguments.ts';
import type { Series } from './series.ts';
import type { Weight } from './weights.ts';

/** Keras's major version: a few layers changed their meaning. */
export type KerasMajor = 2 | 3;

/** Axes that a window moves along. Windows along one axis are windows of height 1. */
export type Rank = 1 | 2;

export type Pair = readonly [number, number];

/** [batch, height, width, channels] */
export type ImageShape = readonly [number, number, number, number];

/** Variables of a layer in the order in which Keras makes them. */
export interface Variables {
  readonly trainable: readonly string[];
  readonly fixed: readonly string[];
}

/** A layer's options, read with checks: each reader throws what `problem` makes where an option has another form. */
export interface LayerOptions {
  /** As the file has them. */
  readonly config: Json;
  readonly number: (key: string, fallback: number) => number;
  /** A positive integer, alone or in a list of one. */
  readonly whole: (key: string, fallback?: number) => number;
  /** In small letters. */
  readonly word: (key: string, fallback: string) => string;
  readonly integers: (key: string) => readonly number[];
  /** Numbers, from one or from nested lists of them. */
  readonly numbers: (key: string, fallback: number) => readonly number[];
  /** [height, width], from one integer or two. */
  readonly pair: (key: string, fallback?: Pair) => Pair;
  /** [height, width] of an option with a number for each axis; the height is 1 where there is one axis. */
  readonly perAxis: (key: string, rank: Rank, fallback: number) => Pair;
  /** Amounts preceding and following each axis: [[top, bottom], [left, right]]. */
  readonly edges: (key: string, rank: Rank) => readonly [Pair, Pair];
  readonly padding: () => 'same' | 'valid';
  /** Attributes of a convolution whose kernel has `width` columns; causal padding becomes an explicit one. */
  readonly window: (
    rank: Rank,
    width: number,
  ) => { readonly padding: Padding; readonly strides: Pair; readonly dilations: Pair; readonly activation: 'none' };
  /** Throws where `window` would, before shapes are known. */
  readonly checkWindow: (rank: Rank, groups?: 'grouped') => void;
  /** `kernels`, and a bias unless `use_bias` is false. */
  readonly weighted: (...kernels: readonly string[]) => Variables;
  /** Why a layer cannot be translated, in words that make sense after "Conv2D (conv2d): "; `hint`: the way out. */
  readonly problem: (message: string, hint?: string) => Error;
}

/** One call of a layer, while it is translated. */
export interface LayerCall {
  readonly name: string;
  readonly options: LayerOptions;
  readonly keras: KerasMajor;
  readonly inputs: readonly ValueId[];
  /** The only input. @throws LayerError where there are several. */
  readonly input: () => ValueId;
  /** What an operation is called with; its tensors are places in `inputs`. */
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
  /** The same, read with checks. */
  readonly given: OperationArguments;
  readonly typeOf: (id: ValueId) => TensorType;
  /** The first node has the layer's name; further ones carry `suffix`. */
  readonly emit: <Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    suffix?: string,
  ) => ValueId;
  /** The same for a node with several results: all of them. */
  readonly emitAll: <Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    suffix?: string,
  ) => readonly ValueId[];
  /** A float32 buffer that lives from one inference to the next, and begins with zeros. `keep` says what it holds next. */
  readonly state: (role: string, shape: readonly number[]) => ValueId;
  readonly keep: (state: ValueId, next: ValueId) => void;
  /** The same elements under another shape, in a node that does not take the layer's name; `x` where that is its shape. */
  readonly view: (x: ValueId, shape: readonly number[], suffix: string) => ValueId;
  readonly weight: (role: string, ...aliases: readonly string[]) => Weight;
  readonly optionalWeight: (role: string) => Weight | undefined;
  /** The weight of a window, [height, width, …] also where the layer has one axis. */
  readonly kernel: (rank: Rank, role: string, ...aliases: readonly string[]) => Weight;
  /** The layer's bias in the graph; null where it has none. */
  readonly bias: () => ValueId | null;
  /** A float32 constant with the weight's axes in the order `perm`, then in the shape `shape` if that differs. */
  readonly place: (role: string, weight: Weight, perm: readonly number[], shape?: readonly number[]) => ValueId;
  readonly floats: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
  readonly ints: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
  /** A number, or a list of them, that an operation has made of dimensions. */
  readonly known: (values: number | readonly number[]) => ValueId;
  /** What `known` was given. */
  readonly numbers: (id: ValueId) => readonly number[] | undefined;
  /** Nodes for a formula. */
  readonly formula: Formula;
  /** The tensors that an argument besides the first is, undefined for entries of a list that are none. The layer's kind `takes` it. */
  readonly other: (name: string) => readonly (ValueId | undefined)[];
  /** Which steps [n, t] of x are not padding, as true and false; undefined where all count. */
  readonly maskOf: (x: ValueId) => ValueId | undefined;
  /** Says which steps of x are not padding. */
  readonly setMask: (x: ValueId, mask: ValueId) => void;
  /** The activation that an option of the layer (default: `activation`) names, of x. */
  readonly activate: (x: ValueId, option?: string) => ValueId;
  /** The activation that Keras has under `name`, of x. */
  readonly apply: (name: string, x: ValueId, config?: Json) => ValueId;
  /** The nearest value to x that is not outside of [least, most]. */
  readonly clip: (x: ValueId, least: number, most: number) => ValueId;
  /** All inputs, two by two, first to last. `suffix` numbers the step. */
  readonly fold: (apply: (a: ValueId, b: ValueId, suffix: string) => ValueId) => ValueId;
  /** The axis of x that an option names, counted from the end where it is negative. */
  readonly axis: (x: ValueId, value: unknown) => number;
  /** Axes in another order; a view where only axes of size 1 move. */
  readonly permute: (x: ValueId, perm: readonly number[], suffix: string) => ValueId;
  /** Applies `work` to x with `axes` merged into one, the last, and puts them back. */
  readonly alongLast: (x: ValueId, axes: readonly number[], work: (x: ValueId) => ValueId) => ValueId;
  /** x (default: the only input) as an image: [n, l, c] as [n, 1, l, c] where the layer has one axis. */
  readonly asImage: (rank: Rank, x?: ValueId) => ValueId;
  /** What `asImage` began: [n, 1, l, c] as [n, l, c] where the layer has one axis. */
  readonly asSeries: (rank: Rank, image: ValueId) => ValueId;
  /** @throws LayerError where x is no image. */
  readonly imageShape: (x: ValueId) => ImageShape;
  readonly series: Series;
  /** The inputs have an axis of height 1 following the batch that the layer's own options do not count. */
  readonly lifted: boolean;
  /** The same call on other inputs, which have an axis of height 1 more. */
  readonly lift: (inputs: readonly ValueId[]) => LayerCall;
}

/** A part of a layer that has variables of its own, whose roles begin with `prefix`. */
export interface LayerPart {
  readonly prefix: string;
  /** Names of its folder in Keras 3's layout, of which a file has one. */
  readonly folders: readonly string[];
  /** Its name in the names of variables, as .h5 files have them. */
  readonly name: string;
}

/** How one class of layer, or one operation, becomes nodes. */
export interface LayerKind {
  /** Throws for options that are not supported. Needs no shapes: it runs also where an earlier layer has failed. */
  readonly check?: (options: LayerOptions) => unknown;
  readonly build: (call: LayerCall) => ValueId | readonly ValueId[];
  /** Default: it has none. */
  readonly variables?: (options: LayerOptions) => Variables;
  /** Default: the layer has all of its variables itself. */
  readonly parts?: readonly LayerPart[];
  /** Arguments besides the first that may be tensors, in their order. `mask` by its name may always be one. */
  readonly takes?: readonly string[];
  /** Works on each position for itself, or along the last axis: on a series [n, l, c] as on the image [n, 1, l, c]. */
  readonly pointwise?: true;
  /** What it gives has the mask of what it is called on; so it is with layers that are pointwise. */
  readonly passesMask?: true;
  /** Has no option that counts axes. */
  readonly anyRank?: true;
  /** Acts in training only: a call with training=True would make it random, or depend on the batch. */
  readonly inference?: true;
}

/** An activation of Keras's: by its name alone, without options, or as a layer that has some. */
export interface KerasActivation {
  readonly check?: (options: LayerOptions) => unknown;
  readonly apply: (call: LayerCall, x: ValueId, options: LayerOptions) => ValueId;
  /** Its place among the activations that a manifest's layers may name. Default: it is not one of them. */
  readonly listed?: number;
}
