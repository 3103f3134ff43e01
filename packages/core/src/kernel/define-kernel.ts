import type { Node } from '../ir/graph.ts';
import type { OpName } from '../ir/ops.ts';
import type { TensorData } from '../ir/tensor.ts';
import type { TensorType } from '../ir/type.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Core, Metric } from '../hardware/target.ts';
import type { MeasuredSize, MeasuredSizes } from './measured-size.ts';

/** An operand of the node as a kernel sees it: its type, and its elements where it is a constant. */
export interface KernelOperand {
  readonly type: TensorType;
  readonly constant?: TensorData;
  readonly encoding?: string;
}

/** A node that runs in the same call as the node that precedes it, whose only result nothing else reads. */
export interface KernelFollower {
  readonly node: Node;
  /** In the node's order; at `fed` is the result of the preceding node. */
  readonly inputs: readonly (KernelOperand | null)[];
  readonly fed: number;
  readonly outputs: readonly TensorType[];
}

/** One node that wants a kernel. `inputs` in the node's order, null where an optional operand is absent. */
export interface KernelRequest<Name extends OpName = OpName> {
  readonly node: Node<Name>;
  readonly inputs: readonly (KernelOperand | null)[];
  readonly outputs: readonly TensorType[];
  /** The nodes that the kernel's `followedBy` names; absent for a kernel of one node. */
  readonly followers?: readonly KernelFollower[];
  /** All operators, by name. */
  readonly operators: OperatorTable;
  readonly core: Core;
  /** Under priority balanced each kernel is asked twice, for size and for latency. */
  readonly priority: Metric;
}

/** A C initialiser as data: numbers, `{ c: 'expression' }`, arrays and structs by field name. */
export type CValue =
  number | { readonly c: string } | readonly CValue[] | { readonly fields: Readonly<Record<string, CValue>> };

/** An array that goes into flash. `values` are printed as C literals of `ctype`. */
export interface PackedConstant {
  /** Suffix of the symbol, unique within the call: `filter`, `bias`, `multiplier`. */
  readonly name: string;
  readonly ctype: 'int8_t' | 'uint8_t' | 'int16_t' | 'uint16_t' | 'int32_t' | 'float';
  readonly values: ArrayLike<number>;
  /** Bytes; default: the element's size. */
  readonly align?: number;
}

/**
 * An argument of the C call, in the function's order. Inputs are numbered through the call's nodes (`callInputs`);
 * outputs are the last node's.
 */
export type KernelArgument = PlainArgument | { readonly pointers: readonly PlainArgument[] };

/** One value; `pointers` gathers several, of any number, into an array of `void *` (`const void *` of what is read). */
export type PlainArgument =
  | { readonly params: true }
  | { readonly input: number }
  | { readonly output: number }
  | { readonly constant: string }
  | { readonly scratch: true }
  | { readonly c: string };

/**
 * At which offset a result may share the memory of a computed operand that nothing reads afterwards: it may begin at any
 * address that is at least `distance` bytes before the operand's first byte. The kernel writes the result in the order
 * of addresses; `distance` is the most, over the run, of bytes written less the first byte of the operand that is still
 * to be read.
 * It is negative where the result may begin inside the operand.
 */
export interface KernelOverlap {
  readonly input: number;
  readonly output: number;
  /** Bytes, finite. */
  readonly distance: number;
}

/** What a kernel's C takes once in a program, compiled with the emitted flags. Bytes. */
export interface KernelSize {
  /** The function with all that it calls, the C library's included. */
  readonly code: number;
  /** Of the function and the deepest chain of calls below it. */
  readonly stack: number;
}

/** How a node, with those that follow it, runs in C: one function call. */
export interface KernelCall {
  readonly function: string;
  /** Becomes `static const <type>`; the first argument by convention. Pointers to constants: `{ c: '@name' }`. */
  readonly params?: { readonly type: string; readonly fields: Readonly<Record<string, CValue>> };
  readonly arguments: readonly KernelArgument[];
  readonly constants: readonly PackedConstant[];
  /** Bytes of working memory during the call, at the arena's alignment. */
  readonly scratch: number;
  /**
   * Input whose memory the scratch may take (same first byte) where nothing reads that input afterwards: the call
   * must have read each byte before it writes there.
   */
  readonly scratchOver?: number;
  /** What the function takes on the request's core; default: what was measured of it, or what the kernel declares for that core. */
  readonly size?: KernelSize | MeasuredSize;
  /** Pairs [input, output] that may share memory exactly (same first byte). Default: none. */
  readonly inPlace?: readonly (readonly [input: number, output: number])[];
  /** Results that may share an operand's memory at an offset. Default: none. All claims, with `scratchOver`, hold together. */
  readonly overlaps?: readonly KernelOverlap[];
}

/** A C header with the kernel's `static inline` body, and those that it includes. */
export interface KernelSource {
  /** Name within the kernels' folder, e.g. `tml_conv_2d_s8.h`. */
  readonly name: string;
  /** Absolute path of the file to copy, or of what `text` is made of. */
  readonly path: string;
  /** What is emitted; default: the file as it is. */
  readonly text?: string;
}

export interface Cost {
  readonly instructions: number;
  readonly cycles: number;
}

/**
 * An implementation of an operator in C. Third parties' kernels use the same definition.
 * Among the kernels that support a node, the cheapest under the priority wins.
 */
export interface Kernel<Name extends OpName = OpName> {
  /** `tml_<op>_<dtype>[_<isa>]`; a third party's own prefix instead of tml. */
  readonly name: string;
  readonly version: number;
  readonly op: Name;
  /**
   * Operators of the nodes that run in the same call, in order. Such a kernel is taken where it costs less than a
   * kernel for each node; the results between them do not exist.
   */
  readonly followedBy?: readonly OpName[];
  /** Instructions beyond every core's: `fpu` is Arm's single-precision unit. */
  readonly isa: 'generic' | 'dsp' | 'fpu' | 'mve';
  readonly sources: readonly KernelSource[];
  /** true, or why this kernel cannot run the node, in words that make sense after "tml_x: ". */
  supports(request: KernelRequest<Name>): true | string;
  /** Called only where `supports` is true. */
  lower(request: KernelRequest<Name>): KernelCall;
  cost(request: KernelRequest<Name>): Cost;
  /**
   * What its C takes, by core: for kernels of packages. Where neither this nor `measured` has the core, flash and RAM of
   * a program with the kernel are unknown, and TML502 says that they are not held against the budget.
   */
  readonly size?: Readonly<Partial<Record<Core, KernelSize>>>;
  /** What the functions that it calls were measured to take: for kernels of tinyml, of which those of packages' are not asked. */
  readonly measured?: MeasuredSizes;
  /**
   * Bytes of flash that its constants take beyond those of other kernels for the node: for kernels that buy speed with
   * flash. They are never taken under priority size; else where the program's flash allows, best bargains first.
   */
  flash?(request: KernelRequest<Name>): number;
}

export const defineKernel = <Name extends OpName>(kernel: Kernel<Name>): Kernel<Name> => Object.freeze(kernel);
