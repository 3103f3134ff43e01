import type { Graph } from '../ir/graph.ts';
import type { ImportContext } from './format.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Fans, Initializer } from './initial-values.ts';

/** What the function that a module for `model:` exports is called with. It may ignore it. */
export interface NetworkContext extends ImportContext {
  /** Grows a tinyml graph; return what its `finish` gives. */
  readonly graph: GraphBuilder;
  /** `count` random weights. */
  initialValues(initializer: Initializer, fans: Fans, count: number): Float32Array;
  /** Seeded: the same numbers at every run. Uniform in [0, 1). So is Math.random while the module runs. */
  random(): number;
  /** Reads a file, relative to the module; the build runs again when it changes. */
  readFile(path: string): Promise<Uint8Array>;
}

/**
 * A network: a graph whose constants were put into the context's, a TensorFlow.js layers model, or a description by
 * layers as a manifest has it.
 */
export type NetworkValue =
  | Graph
  | { readonly layers: readonly unknown[]; save(handler: never): Promise<unknown> }
  | { readonly input: readonly number[]; readonly layers: readonly unknown[]; readonly seed?: number };

/** The default export of a module for `model:`. */
export type NetworkModule = NetworkValue | ((context: NetworkContext) => NetworkValue | Promise<NetworkValue>);
