import type { Node } from '../ir/graph.ts';
import type { Attributes, Padding, Pair } from '../ir/ops.ts';

/** What the attributes of an operator with the trait `window` say of it, whatever else they hold. */
export interface WindowAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations?: Pair;
  /** Height and width of the window, where no filter has them. */
  readonly filter?: Pair;
}

const haveWindow = (attrs: Attributes): attrs is WindowAttributes => 'padding' in attrs && 'strides' in attrs;

/** Of a node whose operator has the trait `window`; undefined where it says nothing of padding and strides. */
export const windowAttributes = ({ attrs }: Pick<Node, 'attrs'>): WindowAttributes | undefined =>
  haveWindow(attrs) ? attrs : undefined;
