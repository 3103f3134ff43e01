import { relative } from 'node:path';
import type { Diagnostic } from '@tinyml/core';
import type { Style } from './style.ts';

/** Relative to the current folder where that is shorter. */
export const shownPath = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near !== '' && near.length < path.length ? near : path;
};

const placeOf = ({ file, line, column }: Diagnostic): string =>
  file === undefined ? '' : [shownPath(file), line, column].filter((part) => part !== undefined).join(':');

const paintFrame = (frame: string, style: Style): string =>
  frame
    .split('\n')
    .map((line) => (/^\s*\|\s*\^/.test(line) ? style.red(line) : line.startsWith('>') ? line : style.dim(line)))
    .map((line) => `  ${line}\n`)
    .join('');

/** A diagnostic for a person: what, where, the lines around it, what to do. */
export const diagnosticText = (diagnostic: Diagnostic, style: Style): string => {
  const { code, severity, message, hint, frame } = diagnostic;
  const paint = severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;
  const place = placeOf(diagnostic);
  return [
    `${paint(style.bold(severity))} ${style.dim(code)} ${message}\n`,
    place === '' ? '' : `  ${style.dim('at')} ${place}\n`,
    frame === undefined ? '' : paintFrame(frame, style),
    hint === undefined ? '' : `  ${style.cyan('hint:')} ${hint}\n`,
  ].join('');
};

/** Several diagnostics, and where to read more. */
export const diagnosticsText = (diagnostics: readonly Diagnostic[], style: Style): string => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  const count = errors.length > 1 ? `${String(errors.length)} problems. ` : '';
  const more = first === undefined ? '' : `\n${style.dim(`${count}More about it: tinyml explain ${first.code}`)}\n`;
  return diagnostics.map((diagnostic) => diagnosticText(diagnostic, style)).join('\n') + more;
};

const property = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/:/g, '%3A').replace(/,/g, '%2C');
const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/** A workflow command of GitHub Actions: shows up beside the line in a pull request. */
export const githubAnnotation = (diagnostic: Diagnostic): string => {
  const { code, severity, message, hint, file, line, column } = diagnostic;
  const kind = severity === 'note' ? 'notice' : severity;
  const where = [
    ...(file === undefined ? [] : [`file=${property(shownPath(file))}`]),
    ...(line === undefined ? [] : [`line=${String(line)}`]),
    ...(column === undefined ? [] : [`col=${String(column)}`]),
    `title=${property(code)}`,
  ];
  return `::${kind} ${where.join(',')}::${data(hint === undefined ? message : `${message}\n${hint}`)}\n`;
};

/** A diagnostic as `--json` has it: every field there, null where it is not known. */
export const diagnosticJson = ({
  code,
  severity,
  message,
  hint,
  file,
  line,
  column,
  details,
}: Diagnostic): Readonly<Record<string, unknown>> => ({
  code,
  severity,
  message,
  hint: hint ?? null,
  file: file ?? null,
  line: line ?? null,
  column: column ?? null,
  ...(details === undefined ? {} : { details }),
});

/** The document that a failure prints under `--json`. */
export const errorDocument = (diagnostics: readonly Diagnostic[]): Readonly<Record<string, unknown>> => ({
  schema: 'tinyml-error/1',
  diagnostics: diagnostics.map(diagnosticJson),
});
