import { composite } from './composite.ts';
import type { Expansion } from './define-expansion.ts';
import { densify } from './densify.ts';

/** What LiteRT computes exactly, from operators that tinyml has. */
const expansions: readonly Expansion[] = [composite, densify];

const byCode = new Map(expansions.map((expansion) => [expansion.code, expansion]));

export const expansionOf = (code: number): Expansion | undefined => byCode.get(code);
