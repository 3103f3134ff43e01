import type { TensorData } from '@tinyml/core';
import type { Board } from '@tinyml/core/internal';
import type { ArenaKind } from '../emit/header.ts';
import type { Provenance } from '../emit/provenance.ts';

/** Inputs and what the reference interpreter makes of them, in the program's order and own types. */
export interface GoldenVector {
  readonly inputs: readonly TensorData[];
  readonly outputs: readonly TensorData[];
}

export interface ProjectOptions {
  readonly project: 'platformio' | 'library' | 'cmake';
  readonly runtime: 'native' | 'tflite-micro';
  readonly board: Board | null;
  readonly arena: ArenaKind;
  readonly provenance: Provenance;
  /** Cases of the emitted test; see `goldenVectors`. */
  readonly vectors: readonly GoldenVector[];
  /** The optimised model as a .tflite file. */
  readonly tflite: Uint8Array | null;
}
