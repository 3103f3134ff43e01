import { firmwareCode } from '../code-size/code-estimate.ts';
import { programEstimate } from '../code-size/code-estimate.ts';
import type { Program } from '../program/program.ts';
import { recordParts } from '../record-parts.ts';

/** What one model of a firmware takes by itself. Bytes; null: not known. */
export interface ModelShare {
  readonly name: string;
  /** Constants, without the parameters of layers. */
  readonly constants: number;
  readonly arena: number;
  /** A part of the arena. */
  readonly state: number;
  readonly stack: number | null;
  /** As in its own build record: were it the only model of the firmware. */
  readonly flash: number | null;
  readonly ram: number | null;
}

/** Models that never run at once: one memory for their arenas, and what keeps the state of each meanwhile. */
export interface ArenaShare {
  readonly models: readonly string[];
  readonly bytes: number;
  readonly kept: number;
  /** Of the functions that hand the memory over. */
  readonly code: number;
}

/** What the models of a firmware take together. Bytes; null: not known. */
export interface FirmwareEstimate {
  readonly models: readonly ModelShare[];
  /** Code and parameters of all models; kernels that models share count once. */
  readonly code: number | null;
  /** The same, were every kernel there for each model. */
  readonly codeApart: number | null;
  readonly arenas: readonly ArenaShare[];
  /** The deepest: one model runs at a time, or each on the stack of its own task. */
  readonly stack: number | null;
  readonly flash: number | null;
  readonly ram: number | null;
}

/** Bytes that handing over the memory takes: for each model, and for its state. */
const [handover, keeping] = [56, 40];

const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);

const arenaShare = (programs: readonly Program[], shares: readonly ModelShare[]): ArenaShare => {
  const regions = new Map<string | null, number>();
  for (const { arenas } of programs)
    for (const { region, bytes } of arenas) regions.set(region, Math.max(regions.get(region) ?? 0, bytes));
  const kept = shares.reduce((sum, { state }) => sum + Math.ceil(state / 4) * 4, 0);
  return {
    models: programs.map(({ name }) => name),
    bytes: [...regions.values()].reduce((sum, bytes) => sum + bytes, 0),
    kept,
    code: shares.reduce((sum, { state }) => sum + handover + (state > 0 ? keeping : 0), 0),
  };
};

/**
 * What models take in one firmware. `shared`: names of those whose kernels are compiled together; `exclusive`: groups of those that share an arena.
 */
export const firmwareEstimate = (
  programs: readonly Program[],
  shared: ReadonlySet<string>,
  exclusive: readonly (readonly string[])[],
): FirmwareEstimate => {
  const parts = programs.map((program) => ({
    program,
    estimate: programEstimate(program),
    memory: recordParts(program, { budget: { flash: null, ram: null } }).memory,
  }));
  const models = parts.map(({ program: { name }, estimate, memory }): ModelShare => {
    const { arena, flash, ram, regions, weights } = memory;
    const state = regions.reduce((sum, region) => sum + region.state, 0);
    return { name, constants: weights - estimate.params, arena, state, stack: estimate.stack, flash, ram };
  });
  const together = firmwareCode(
    programs.filter(({ name }) => shared.has(name)),
    programs.filter(({ name }) => !shared.has(name)),
  );
  const apart = firmwareCode([], programs);
  const groups = exclusive.map((names) => {
    const isIn = ({ name }: { readonly name: string }): boolean => names.includes(name);
    return arenaShare(programs.filter(isIn), models.filter(isIn));
  });
  const lent = new Set(exclusive.flat());
  const stacks = models.map(({ stack }) => stack);
  const stack = stacks.some((one) => one === null) ? null : Math.max(0, ...stacks.map((one) => one ?? 0));
  // Constants that start-up code copies; variables of the libraries are there once.
  const copied = parts.reduce((sum, { estimate: { bss, data, stack: own }, memory: { arena, ram } }) => {
    return ram === null || own === null ? sum : sum + ram - arena - own - data - bss;
  }, 0);
  const arenas =
    models.reduce((sum, { arena, name }) => sum + (lent.has(name) ? 0 : arena), 0) +
    groups.reduce((sum, { bytes, kept }) => sum + bytes + kept, 0);
  const constants = models.reduce((sum, model) => sum + model.constants, 0);
  const handing = groups.reduce((sum, { code }) => sum + code, 0);
  return {
    models,
    code: together.code === null ? null : together.code + together.params,
    codeApart: apart.code === null ? null : apart.code + apart.params,
    arenas: groups,
    stack,
    flash: sumOrNull([together.code, together.params, together.data, constants, handing]),
    ram: sumOrNull([stack, arenas, copied, together.data, together.bss]),
  };
};
