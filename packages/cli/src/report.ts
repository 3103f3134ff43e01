import type { Diagnostic } from '@tinyml/core';
import { diagnosticText, diagnosticsText, errorDocument, githubAnnotation } from './render/diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** One JSON document on stdout. */
export const printJson = (document: unknown, terminal: Terminal): void => {
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
};

/** Tells what made a command fail. `oneLine`: NDJSON. */
export const reportFailure = (diagnostics: readonly Diagnostic[], terminal: Terminal, oneLine = false): void => {
  if (terminal.json) {
    const document = errorDocument(diagnostics);
    if (oneLine) terminal.out(`${JSON.stringify(document)}\n`);
    else printJson(document, terminal);
  }
  terminal.err(diagnosticsText(diagnostics, terminal.errorStyle));
  if (terminal.github) terminal.err(diagnostics.map(githubAnnotation).join(''));
};

/** Tells of a finding that does not stop the command. */
export const reportFinding = (diagnostic: Diagnostic, terminal: Terminal): void => {
  if (terminal.quiet && diagnostic.severity === 'note') return;
  terminal.err(diagnosticText(diagnostic, terminal.errorStyle));
  if (terminal.github) terminal.err(githubAnnotation(diagnostic));
};
