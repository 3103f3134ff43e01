/** The cores that a target may have. */
export const cores = [
  'cortex-m0',
  'cortex-m0plus',
  'cortex-m3',
  'cortex-m4',
  'cortex-m4f',
  'cortex-m7',
  'cortex-m33',
  'cortex-m55',
  'cortex-m85',
  'rv32imc',
  'rv32imac',
  'rv64gc',
  'esp32',
  'esp32s3',
  'avr',
  'host',
] as const;

export type Core = (typeof cores)[number];

/** What a build may put first. */
export const metrics = ['size', 'accuracy', 'latency'] as const;

export type Metric = (typeof metrics)[number];

/** What `priority` may name; balanced: memory and cycles weighed against each other. */
export const priorities = [...metrics, 'balanced'] as const;

export type Priority = (typeof priorities)[number];

/** A RAM region that arenas may be placed in. `speed`: relative access time, 1 = fastest. */
export interface MemoryRegion {
  readonly name: string;
  readonly size: number;
  readonly speed: number;
}

/** Bytes that a framework takes of a board before the model has any. */
export interface Reserve {
  readonly flash: number;
  readonly ram: number;
}

/** What the model is built for. Sizes in bytes, clock in Hz; null: not known, not limited. */
export interface Target {
  readonly core: Core;
  readonly board: string | null;
  readonly clockHz: number | null;
  readonly flash: number | null;
  readonly ram: number | null;
  /** Bytes of flash and RAM that the board's framework takes; absent: none is known. */
  readonly reserve?: Reserve;
  readonly memory: readonly MemoryRegion[];
  /** Most important first. */
  readonly priority: readonly Priority[];
}
