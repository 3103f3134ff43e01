import type { WeightEncoding } from '../encoding/weight-encoding.ts';
import type { Activation } from '../ir/ops.ts';
import type { OperatorTable } from './define-operator.ts';

/** Where a layer with weights has its operands. The input's channels lie along the last axis of the filter. */
export interface WeightedOperands {
  readonly input: number;
  readonly filter: number;
  readonly bias: number;
  /** Axis of the filter along which the layer's output channels lie. */
  readonly channelAxis: number;
  /** Each output channel sees one input channel alone. Default: all of them. */
  readonly depthwise?: true;
  /** A matrix product: the input is read as rows as long as the filter's last axis, whatever its shape. */
  readonly dense?: true;
  /** How its kernels can read int8 weights stored in fewer bytes, by the type of the activations. Default: they cannot. */
  readonly encodings?: Readonly<Partial<Record<'int8' | 'float32', readonly WeightEncoding[]>>>;
}

/** Where a normalisation by constants has its operands: gamma · (x − mean) / √(variance + `epsilon`) + beta. */
export interface NormalizationOperands {
  readonly mean: number;
  readonly variance: number;
  readonly gamma: number;
  readonly beta: number;
}

/** Where a padding has its operands. */
export interface PaddingOperands {
  /** For each dimension, how many elements precede and follow. */
  readonly amounts: number;
  /** What the elements are. Absent operand: real 0. */
  readonly value: number;
}

/** Where spatial axes taken apart into phases have their operands. */
export interface PhaseOperands {
  readonly to: 'to-batch' | 'from-batch';
  /** How many phases each spatial axis has, from the axis that follows the batch on. */
  readonly block: number;
  /** For each of these axes, how many elements are put before and after, or cropped. */
  readonly amounts: number;
}

/** Where an operator is told the shape of its result: an attribute with a list of sizes, or an operand. */
export interface ShapeSource {
  readonly attribute: string;
  readonly operand: number;
}

/**
 * What a pass asks of an operator instead of its name. All hold whatever the attributes; an absent one does not hold. What
 * an attribute `activation` does to a result comes after what they say.
 */
export interface Traits {
  /** Element i of the result is a function of element i of the data operands alone, broadcast as NumPy does. */
  readonly elementwise?: true;
  /** Elements of the results are elements of the operands, unchanged; beside them at most a fill value. */
  readonly movement?: true;
  /** Some elements of the results are a fill value. */
  readonly fills?: true;
  /** Puts elements of one value around its first operand. */
  readonly pads?: PaddingOperands;
  /**
   * `to-batch`: pads spatial axes of its first operand with real 0, and makes entries of the batch of their phases; `from-batch`: puts such
   * phases together, and crops.
   */
  readonly phases?: PhaseOperands;
  /** The only result has its first operand's elements in their order: at most the shape is another. */
  readonly keepsOrder?: true;
  /** Gives its first operand the shape that it is told; the operand goes before the attribute. */
  readonly reshapes?: ShapeSource;
  /** The only result has the numbers that its first operand stands for: at most their stored form is another. */
  readonly keepsValues?: true;
  /** The only result has the axes of its first operand, in the order that the operand at this position lists. */
  readonly permutesAxes?: number;
  /** Gives its first operand as it is, at inference. */
  readonly passesThrough?: true;
  /** In training its result is another than at inference. */
  readonly trainsOtherwise?: true;
  /** From stored numbers to the real ones that they stand for, or from either to stored ones. */
  readonly converts?: 'to-real' | 'to-stored';
  /** The result never decreases where a data operand grows. */
  readonly monotone?: true;
  /** A positive factor on all data operands is one on the results. Others say so too: `movement`, `picks`, arithmetic but `mul`. */
  readonly homogeneous?: true;
  /** Where all data operands but one stand still, the result only rises or only falls as that one grows. */
  readonly monotoneInEach?: true;
  /** Each element of the result is the greatest, or the least, of some elements of the data operands. */
  readonly picks?: 'greatest' | 'least';
  /** Combines the elements of its first operand along the axes that the operand at this position lists. */
  readonly reducesAxes?: number;
  /** Arithmetic of its two operands. */
  readonly arithmetic?: 'add' | 'sub' | 'mul';
  /** A factor and an offset for each channel of its first operand. */
  readonly normalization?: NormalizationOperands;
  /** Channel c (of the last axis) of the result depends on channel c of the data operand alone. */
  readonly keepsChannels?: true;
  /** Linear in its input, with weights that are operands. */
  readonly weighted?: WeightedOperands;
  /** The only result is linear in each of its operands: a product of two matrices. */
  readonly bilinear?: true;
  /** A window slides over height and width of [n,h,w,c]: its size is an attribute, or the filter's. */
  readonly window?: 'attribute' | 'filter';
  /** Makes probabilities of its operand, times the attribute `beta` where it has one: over the last axis, or of each element. */
  readonly probabilities?: 'softmax' | 'logistic';
  /** It is this activation, which a layer may apply to its own result. */
  readonly activation?: Activation;
  /** Rounds real numbers to those of a quantised tensor, in real units: training goes through it to its first operand. */
  readonly rounds?: true;
  /**
   * How many elements the result at this position has along its first axis depends on the operands' elements. Its type has room for
   * the most there can be, the rest is zeros, and the node's last result, int32 [], is their number.
   */
  readonly counted?: number;
  /** Its results depend on earlier inferences. */
  readonly stateful?: true;
  /**
   * It runs the graphs that its nodes hold. `loop`: while the first one, given the operands, says true, the second one gives
   * their next values; the results are the last ones. `branch`: as its first operand says, the first or the second of them, given the others.
   */
  readonly control?: 'loop' | 'branch';
}

const nothing: Traits = {};

/** The traits of an operator by its name; none hold for one that there is not. */
export const traitsOf = (operators: OperatorTable, op: string): Traits => operators.get(op)?.traits ?? nothing;
