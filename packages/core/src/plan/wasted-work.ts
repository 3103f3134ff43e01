import { workThrownAway } from '../diagnostics/catalogue/wasted-work.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Pass, Work } from '../pass/define-pass.ts';

/** A pass as a plan runs it. */
interface Use {
  readonly pass: Pass;
  readonly options: Readonly<Record<string, unknown>>;
  /** Puts a message where the manifest names the pass. */
  place(diagnostic: Diagnostic): Diagnostic;
}

/** Work that passes of a list throw away, and work that no later pass turns to account. */
export const wastedWork = (uses: readonly Use[]): readonly Diagnostic[] => {
  const standing = new Map<string, { readonly by: Use; readonly work: Work; used: boolean }>();
  const notes: Diagnostic[] = [];
  for (const use of uses) {
    const { pass, options } = use;
    for (const fact of pass.uses?.(options as never) ?? []) {
      const made = standing.get(fact);
      if (made !== undefined) made.used = true;
    }
    for (const fact of pass.loses?.(options as never) ?? []) {
      const made = standing.get(fact);
      if (made === undefined) continue;
      standing.delete(fact);
      if (!made.used) notes.push(use.place(workThrownAway(pass.name, made.by.pass.name, made.work)));
    }
    for (const work of pass.makes?.(options as never) ?? []) standing.set(work.fact, { by: use, work, used: false });
  }
  for (const { by, work, used } of standing.values())
    if (!used && work.unused !== undefined) notes.push(by.place(work.unused));
  return notes;
};
