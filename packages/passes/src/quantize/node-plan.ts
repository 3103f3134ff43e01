import type { Node, TensorType, ValueId } from '@tinyml/core';
import type { Forms } from './forms.ts';

/** How one operand of a node is to be read, and the type that it then has. */
export interface Operand {
  readonly type: TensorType;
  read(forms: Forms): ValueId;
}

/** A node as it is to be: what it reads, and the types of its results. */
export interface NodePlan {
  readonly node: Node;
  readonly inputs: readonly (Operand | null)[];
  readonly outputs: readonly TensorType[];
}
