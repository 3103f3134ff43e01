import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileUnreadable, undeclaredData } from '../diagnostics/catalogue/build.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { badResult } from '../diagnostics/catalogue/packages.ts';
import { diagnosticRule } from '../foreign/result-rule.ts';
import { kindOf } from '../foreign/rule.ts';
import { signatureOf, type ModelSignature } from '../data/model-signature.ts';
import type { Store } from '../cache/store.ts';
import type { Samples } from '../data/samples.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Graph } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Checkpoints, Constants, DataSplit, PassContext } from '../pass/define-pass.ts';
import { seededRandom } from '../pass/seeded-random.ts';
import type { Target } from '../hardware/target.ts';
import type { BuildEvent } from './event.ts';
import type { Json } from './json.ts';
import type { Read } from './record.ts';

/** The data of a split: how to open it for a model, and a digest of all that it is made of. */
export interface SplitSource {
  digest(): Promise<string>;
  /** Of the data alone, without the code that prepares it. Default: the same. */
  contents?(): Promise<string>;
  open(model: ModelSignature): Promise<Samples>;
}

export interface PassSurroundings {
  readonly folder: string;
  readonly target: Target;
  readonly splits: Readonly<Partial<Record<DataSplit, SplitSource>>>;
  readonly constants: Constants;
  readonly operators: OperatorTable;
  readonly signal: AbortSignal;
  readonly seed: number;
  /** Where checkpoints lie. */
  readonly store: Store;
  onEvent(event: BuildEvent): void;
}

/** The target, telling `note` of each property that is looked at. */
export const watchTarget = (target: Target, note: (read: Read) => void): Target =>
  new Proxy(target, {
    get(object, name) {
      const value = Reflect.get(object, name) as unknown;
      if (typeof name === 'string' && Object.hasOwn(object, name))
        note({ kind: 'target', name, value: canonicalJson((value ?? null) as Json) });
      return value;
    },
  });

/** The only way to the outside that a pass has. Everything read through it is noted. */
export const createPassContext = <Options>(
  stage: string,
  graph: Graph,
  options: Options,
  surroundings: PassSurroundings,
  note: (read: Read) => void,
  diagnostics: Diagnostic[],
  checkpoints: Checkpoints,
  owner = `pass ${stage}`,
): PassContext<Options> => {
  const { folder, target, splits, constants, operators, signal, seed, onEvent } = surroundings;
  return {
    options,
    target: watchTarget(target, note),
    constants,
    operators,
    signal,
    checkpoints,
    async data(split) {
      const source = Object.hasOwn(splits, split) ? splits[split] : undefined;
      if (source === undefined) throw new TinymlError(undeclaredData(stage, split));
      note({ kind: 'data', name: split, value: await source.digest() });
      return source.open(signatureOf(graph));
    },
    async readFile(path) {
      if (typeof path !== 'string') throw new TinymlError(badResult(owner, `it reads ${kindOf(path)}, not a path`));
      let bytes: Uint8Array;
      try {
        bytes = new Uint8Array(await readFile(resolve(folder, path)));
      } catch (error) {
        throw new TinymlError(fileUnreadable(path, error as Error));
      }
      note({ kind: 'file', name: path, value: digestOf(bytes) });
      return bytes;
    },
    report(diagnostic) {
      const problem = diagnosticRule(diagnostic, 'what it reported');
      if (problem !== undefined) throw new TinymlError(badResult(owner, problem));
      diagnostics.push({ ...diagnostic });
    },
    progress(done, what) {
      if (!Number.isFinite(done)) throw new TinymlError(badResult(owner, `its progress is ${kindOf(done)}`));
      onEvent({ type: 'progress', stage, done, ...(what === undefined ? {} : { what }) });
    },
    random: seededRandom(seed),
  };
};
