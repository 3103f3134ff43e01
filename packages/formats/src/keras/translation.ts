import { openGraph, type Diagnostic, type GraphBuilder, type ValueId } from '@tinyml/core';
import { type ImportContext } from '@tinyml/core/internal';
import { inputShapes } from './input-shapes.ts';
import type { KerasMajor } from './layer.ts';
import type { Network } from './network.ts';
import type { Series } from './series.ts';
import { kerasTableOf, type KerasTable } from './table.ts';
import type { Weight, WeightStore } from './weights.ts';

/** Results of a call; undefined where it, or one before it, could not be translated. */
export type Results = readonly (ValueId | undefined)[];

/** The message about a layer that cannot be translated. */
export type DescribeProblem = (layer: string, className: string, reason: string, hint?: string) => Diagnostic;

/** A model on its way into a graph. */
export interface Translation {
  readonly path: string;
  readonly table: KerasTable;
  readonly builder: GraphBuilder;
  readonly store: WeightStore;
  readonly keras: KerasMajor;
  readonly problems: Diagnostic[];
  readonly describe: DescribeProblem;
  readonly series: Series;
  /** Of the model's inputs, by their layers. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  count: number;
  /** Calls so far, those of nested models included. */
  steps: number;
  /** Variables of each layer, and where they are in the graph, for layers that are called several times. */
  readonly shared: Map<
    string,
    { readonly weights: ReadonlyMap<string, Weight>; readonly placed: Map<string, ValueId> }
  >;
}

const worksOnSeries = ({ layers }: Network): boolean =>
  layers.some(
    ({ className, network, inner }) =>
      /1D(Transpose)?$/.test(className) ||
      /1D(Transpose)?$/.test(inner?.className ?? '') ||
      [network, inner?.network].some((model) => model !== undefined && worksOnSeries(model)),
  );

export const openTranslation = (
  path: string,
  network: Network,
  store: WeightStore,
  keras: KerasMajor,
  context: ImportContext,
  describe: DescribeProblem,
): Translation => ({
  path,
  table: kerasTableOf(context.operators),
  builder: openGraph(context),
  store,
  keras,
  problems: [],
  describe,
  series: {
    images: new Map(),
    numbers: new Map(),
    masks: new Map(),
    removable: new Set(),
    used: worksOnSeries(network),
  },
  shapes: inputShapes(path, network, context),
  count: 0,
  steps: 0,
  shared: new Map(),
});
