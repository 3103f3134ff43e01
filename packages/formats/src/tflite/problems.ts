import {
  dynamicShape,
  inconsistentModel,
  TinymlError,
  unsupportedModelFeature,
  unsupportedOperator,
  type Diagnostic,
} from '@tinyml/core';

/** Everything that is wrong with one file, so that it can be told at once. */
export interface Problems {
  /** The file contradicts itself: TML206. */
  inconsistent(where: string, what: string): void;
  /** TML207 */
  dynamic(tensor: string, shape: readonly number[]): void;
  /** TML390 */
  unsupported(where: string, what: string): void;
  /** TML301 */
  operator(node: string, operator: string, reason: string): void;
  add(diagnostic: Diagnostic): void;
  /** @throws TinymlError when anything was reported. */
  check(): void;
}

/** A damaged file can have one problem a byte; nobody reads more than this. */
const most = 1000;

export const collectProblems = (path: string): Problems => {
  const found: Diagnostic[] = [];
  const add = (diagnostic: Diagnostic): void => {
    if (found.length < most) found.push(diagnostic);
  };
  return {
    inconsistent: (where, what) => {
      add(inconsistentModel(path, where, what));
    },
    dynamic: (tensor, shape) => {
      add(dynamicShape(path, tensor, shape));
    },
    unsupported: (where, what) => {
      add(unsupportedModelFeature(path, where, what));
    },
    operator: (node, operator, reason) => {
      add({ ...unsupportedOperator(node, operator, reason), file: path });
    },
    add,
    check: () => {
      if (found.length > 0) throw new TinymlError(...found);
    },
  };
};
