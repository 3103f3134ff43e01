/** 1 failed · 3 manifest or model not accepted · 4 over budget · 5 a tool is missing · 6 verification differs. */
export type ExitStatus = 1 | 3 | 4 | 5 | 6;

/** One finding, printable for a person, as JSON or as a CI annotation. Lines and columns count from 1. */
export interface Diagnostic {
  /** `TML…` is tinyml's own; packages bring codes of a namespace of their own, such as `ACME001`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The lines of the file around the place, with a caret under it. */
  readonly frame?: string;
  /** More about it for programs that read it: plain data. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The process's exit status where this error is the first, of a package's own code. Default: 3, the input is not accepted. */
  readonly exitStatus?: ExitStatus;
}

/** A problem that the user can solve: the only deliberate throw. Anything else that is thrown is a bug (exit 70). */
export class TinymlError extends Error {
  override readonly name = 'TinymlError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.message}`).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** Also true for an error that another copy of this package threw. */
export const isTinymlError = (error: unknown): error is TinymlError =>
  error instanceof Error &&
  error.name === 'TinymlError' &&
  Array.isArray((error as { diagnostics?: unknown }).diagnostics);
