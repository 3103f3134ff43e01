import type { Core, Reserve } from './target.ts';

/** A development board. Sizes in bytes as its data sheet states them, clock in Hz. */
export interface Board {
  /** PlatformIO's board id. */
  readonly id: string;
  readonly name: string;
  readonly core: Core;
  readonly clockHz: number;
  readonly flash: number;
  readonly ram: number;
  /** PlatformIO's platform and framework. */
  readonly platform: string;
  readonly framework: string | null;
  /** What a small program of the framework takes; a default budget leaves it out. */
  readonly reserve?: Reserve;
}
