import type { Kernel } from './kernel/define-kernel.ts';
import type { ModelFormat } from './model/format.ts';
import type { Operator } from './op/define-operator.ts';
import type { Pass } from './pass/define-pass.ts';
import type { Board } from './target/board.ts';

/**
 * Everything that a build can draw on, composed explicitly: the built-ins by sorted lists, third parties' by resolution.
 * Nothing registers itself on import.
 */
export interface Toolkit {
  readonly operators: ReadonlyMap<string, Operator>;
  readonly passes: ReadonlyMap<string, Pass>;
  readonly kernels: readonly Kernel[];
  readonly formats: readonly ModelFormat[];
  readonly boards: readonly Board[];
}
