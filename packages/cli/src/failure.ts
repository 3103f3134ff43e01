import { inspect } from 'node:util';
import type { Diagnostic } from '@tinyml/core';
import { errorDocument } from './render/diagnostic.ts';
import { printJson, reportFailure } from './report.ts';
import type { Terminal } from './terminal.ts';

const bug = 70;
const interrupted = 130;

const diagnosticsOf = (error: unknown): readonly Diagnostic[] | undefined =>
  error instanceof Error && error.name === 'TinymlError'
    ? (error as Error & { diagnostics: readonly Diagnostic[] }).diagnostics
    : undefined;

const reportBug = (error: unknown, terminal: Terminal): void => {
  const message = error instanceof Error ? error.message : inspect(error, { depth: 0, customInspect: false });
  const hint = terminal.verbose
    ? 'please report it with the text above'
    : 'please report it, with what --verbose prints';
  if (terminal.json) {
    printJson(
      errorDocument([{ code: 'TML999', severity: 'error', message: `bug in tinyml: ${message}`, hint }]),
      terminal,
    );
  }
  if (terminal.verbose && error instanceof Error) terminal.err(`${error.stack ?? message}\n`);
  terminal.err(`${terminal.errorStyle.red('This is a bug in tinyml')}: ${message}\n  ${hint}\n`);
};

/** Reports that the user has had enough, and gives the exit status. */
export const reportInterrupted = (terminal: Terminal): number => {
  if (terminal.json)
    printJson(errorDocument([{ code: 'TML990', severity: 'error', message: 'interrupted' }]), terminal);
  return interrupted;
};

/** Reports whatever a command threw and gives the exit status. */
export const reportThrown = async (error: unknown, terminal: Terminal, oneLine = false): Promise<number> => {
  if (terminal.signal.aborted) return oneLine ? interrupted : reportInterrupted(terminal);
  const diagnostics = diagnosticsOf(error);
  if (diagnostics === undefined) {
    reportBug(error, terminal);
    return bug;
  }
  reportFailure(diagnostics, terminal, oneLine);
  const { cause } = error as Error;
  if (terminal.verbose && cause instanceof Error) terminal.err(`${cause.stack ?? cause.message}\n`);
  const { exitCode } = await import('@tinyml/core/internal');
  // Whatever was thrown says, the command did not do what it was asked for.
  return exitCode(diagnostics) || 1;
};
