import type {
  CValue,
  Cost,
  Digest,
  DType,
  KernelArgument,
  KernelCall,
  Node,
  PackedConstant,
  TensorType,
  Target,
} from '@tinyml/core';

/** Where a tensor or a working buffer is: in the arena, or among the constants. */
export type Place = { readonly buffer: number } | { readonly constant: number };

/** A tensor of the source graph and its memory. */
export interface PlacedTensor {
  /** The value's id in the graph. */
  readonly value: string;
  readonly type: TensorType;
  readonly bytes: number;
  readonly place: Place;
}

/** A part of an arena, from before step `start` until after step `end`; graph inputs start at −1. */
export interface ArenaBuffer {
  readonly size: number;
  readonly start: number;
  readonly end: number;
  readonly align: number;
  /** Index of its arena, and the first byte there. */
  readonly arena: number;
  readonly offset: number;
}

/** Working memory in one piece. */
export interface Arena {
  /** Name of the target's memory region; null: the target names none. */
  readonly region: string | null;
  readonly bytes: number;
  /** Bytes that the region has; null: not known. */
  readonly limit: number | null;
}

/** Beyond what kernels pack: operands of the wider integers. */
export type ConstantType = PackedConstant['ctype'] | 'uint32_t' | 'int64_t' | 'uint64_t';

/** A constant array. Its bytes (little-endian) are in the blob store. */
export interface ProgramConstant {
  /** Unique in the program: the layer's id and what the array is for. */
  readonly name: string;
  readonly ctype: ConstantType;
  readonly count: number;
  readonly bytes: number;
  readonly align: number;
  readonly digest: Digest;
  /** `ram`: copied there at start-up, see `CopiedConstants`. */
  readonly memory: 'flash' | 'ram';
}

/**
 * Which constant arrays a program copies to RAM at start-up. An AVR's flash has an address space of its own, which only
 * pointers marked TML_FLASH lead to: operands that may also lie in the arena are read through ordinary ones, and so is
 * all that a kernel reads whose C does not mark any.
 */
export type CopiedConstants = 'none' | 'operands' | 'all';

export interface ProgramCall {
  readonly function: string;
  readonly params?: { readonly type: string; readonly fields: Readonly<Record<string, CValue>> };
  readonly arguments: readonly KernelArgument[];
  /** Index into the program's constants, by the name within the call. */
  readonly constants: Readonly<Record<string, number>>;
  readonly scratch: number | null;
  /** What the function takes, where it is known. */
  readonly size?: NonNullable<KernelCall['size']>;
}

/** Where a call of a stream finds its rows: bytes from the first one of the group's operand, result or line buffers. */
export interface RowPointer {
  readonly of: { readonly input: number } | { readonly output: number } | 'memory';
  readonly dtype: DType;
  readonly offset: number;
  /** Bytes by which it moves on with each turn of the loop. */
  readonly advance: number;
}

export type StreamStep =
  /** `call`: index of one of the stream's calls; pointers in the order of its own operands and results. */
  | {
      readonly call: number;
      readonly inputs: readonly (RowPointer | null)[];
      readonly outputs: readonly RowPointer[];
    }
  /** Rows that are still needed go to the front of their buffer: byte offsets in the line buffers. */
  | { readonly move: { readonly to: number; readonly from: number; readonly bytes: number } };

/** Nodes that run together a few rows at a time: what lies between them exists only as these rows. */
export interface Stream {
  /** Rows of the result at a time, and in all. */
  readonly height: number;
  readonly rows: number;
  /** Index of the buffer that holds the line buffers, and after them the calls' scratch memory; null: none is needed. */
  readonly memory: number | null;
  /** First byte of the calls' scratch memory there. */
  readonly scratch: number;
  /** One for each kernel and kind of tile, which differ in height and padding. */
  readonly calls: readonly { readonly node: string; readonly kernel: string; readonly call: ProgramCall }[];
  /** Done one after the other, each `times` times. */
  readonly loops: readonly { readonly times: number; readonly steps: readonly StreamStep[] }[];
}

/** Where the program goes on elsewhere: `until` leaves a loop where its operand says false, `if` asks its operand. */
export type Control = 'loop' | 'until' | 'again' | 'if' | 'else' | 'end';

/** One step: nodes that run together, or need no code because their result is their operand's memory. */
export interface Group {
  readonly nodes: readonly Pick<Node, 'id' | 'op' | 'source'>[];
  /** null: no code. `memcpy` is the C library's. Those of a stream are joined with ` + `. */
  readonly kernel: string | null;
  readonly why: string;
  /** null also where `stream` has the calls. */
  readonly call: ProgramCall | null;
  readonly stream?: Stream;
  readonly control?: Control;
  readonly inputs: readonly (PlacedTensor | null)[];
  readonly outputs: readonly PlacedTensor[];
  readonly macs: number;
  readonly cost: Cost;
}

/** Memory that keeps its contents from one inference to the next: a part of an arena that nothing shares. */
export interface StateBuffer {
  readonly name: string;
  readonly tensor: PlacedTensor;
  /** What it holds before the first inference: one byte over and over, or a constant, so many times. */
  readonly initial: { readonly byte: number } | { readonly constant: number; readonly times: number };
}

/** What the emitter prints: plain data, so that it can be cached, compared and shown. */
export interface Program {
  readonly schema: 'tinyml-program/1';
  /** Prefix of every C symbol. */
  readonly name: string;
  readonly target: Target;
  readonly inputs: readonly PlacedTensor[];
  readonly outputs: readonly PlacedTensor[];
  /** Outputs with room for more than there may be, and which output says how many elements there are along the first axis. */
  readonly counts?: readonly { readonly output: number; readonly count: number }[];
  readonly schedule: readonly Group[];
  readonly constants: readonly ProgramConstant[];
  readonly copied: CopiedConstants;
  readonly buffers: readonly ArenaBuffer[];
  /** One, or one for each of the target's memory regions, in their order. */
  readonly arenas: readonly Arena[];
  readonly memory: {
    /** Bytes of all arenas. */
    readonly arena: number;
    /** Largest sum alive, each overlap taken as far as it goes: no plan is smaller. */
    readonly lowerBound: number;
    /** Largest sum of whole tensors alive, as if nothing ran in place; scratch left out. */
    readonly wholeTensors: number;
    /** Bytes; a power of two. */
    readonly align: number;
  };
  /** Undefined where nothing lives from one inference to the next. */
  readonly state?: readonly StateBuffer[];
  readonly labels?: readonly string[];
  /** Of a model that takes the new frames of a window: which input has them, how many an inference takes, and the window's. */
  readonly window?: { readonly input: number; readonly hop: number; readonly frames: number };
}

/** Bytes that live from one inference to the next: of all arenas, or of one. */
export const stateBytes = ({ buffers, state = [] }: Pick<Program, 'buffers' | 'state'>, arena?: number): number =>
  state.reduce((sum, { tensor }) => {
    const place = tensor.place;
    const own = 'buffer' in place ? buffers[place.buffer]?.arena : undefined;
    return arena === undefined || own === arena ? sum + tensor.bytes : sum;
  }, 0);

/** How many loops and branches each step of the schedule stands in. */
export const depthsOf = (schedule: readonly Group[]): readonly number[] => {
  let depth = 0;
  return schedule.map(({ control }) => {
    if (control === 'again' || control === 'end') depth -= 1;
    const own = control === 'else' ? depth - 1 : depth;
    if (control === 'loop' || control === 'if') depth += 1;
    return own;
  });
};

/**
 * Which steps of the schedule are traced. What stands in a loop or a branch runs as often as they say: only their results are
 * traced, when they are left.
 */
export const tracedOf = (schedule: readonly Group[]): readonly boolean[] => {
  const depths = depthsOf(schedule);
  const results = new Set(
    schedule.flatMap(({ control, outputs }) => (control === undefined ? [] : outputs.map(({ value }) => value))),
  );
  return schedule.map(
    ({ control, nodes, outputs }, at) =>
      depths[at] === 0 &&
      (control !== undefined || nodes.length > 0 || !outputs.some(({ value }) => results.has(value))),
  );
};

/** Calls of kernels as they stand in the source. */
export const callsOf = ({ call, stream }: Group): readonly ProgramCall[] =>
  stream?.calls.map((own) => own.call) ?? (call === null ? [] : [call]);

/** Names of the kernels that the group runs. */
export const kernelsOf = ({ kernel, stream }: Group): readonly string[] =>
  stream?.calls.map((own) => own.kernel) ?? (kernel === null ? [] : [kernel]);

/** Names of all kernels that the program runs. */
export const usedKernels = ({ schedule }: Program): ReadonlySet<string> => new Set(schedule.flatMap(kernelsOf));

/** Whether constants and parameters lie in a flash that only marked pointers lead to. */
export const hasSeparateFlash = ({ copied }: Pick<Program, 'copied'>): boolean => copied === 'operands';
