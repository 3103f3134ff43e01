import type { Activation } from '../ir/ops.ts';

/** Where a layer with weights has its operands. */
export interface WeightedOperands {
  readonly input: number;
  readonly filter: number;
  readonly bias: number;
  /** Axis of the filter along which the layer's output channels lie. */
  readonly channelAxis: number;
  /** Each output channel sees one input channel alone. Default: all of them. */
  readonly depthwise?: true;
}

/** What a pass asks of an operator instead of its name. All hold whatever the attributes; an absent one does not hold. */
export interface Traits {
  /** Element i of the result is a function of element i of the data operands alone, broadcast as NumPy does. */
  readonly elementwise?: true;
  /** Elements of the results are elements of the operands, unchanged; beside them at most a fill value. */
  readonly movement?: true;
  /** The only result has its first operand's elements in their order: at most the shape is another. */
  readonly keepsOrder?: true;
  /** The only result has the numbers that its first operand stands for: at most their stored form is another. */
  readonly keepsValues?: true;
  /** Gives its first operand as it is, at inference. */
  readonly passesThrough?: true;
  /** The result never decreases where a data operand grows. */
  readonly monotone?: true;
  /** Channel c (of the last axis) of the result depends on channel c of the data operand alone. */
  readonly keepsChannels?: true;
  /** Linear in its input, with weights that are operands. */
  readonly weighted?: WeightedOperands;
  /** A window slides over height and width of [n,h,w,c]: its size is an attribute, or the filter's. */
  readonly window?: 'attribute' | 'filter';
  /** It is this activation, which a layer may apply to its own result. */
  readonly activation?: Activation;
  /** Its results depend on earlier inferences. */
  readonly stateful?: true;
}
