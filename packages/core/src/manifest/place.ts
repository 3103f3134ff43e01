import { codeFrame } from '../diagnostics/code-frame.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ManifestPath, ManifestSource, Place } from './manifest.ts';

/** `diagnostic` with file, line, column and code frame of a place in the manifest. */
export const placed = (
  source: Pick<ManifestSource, 'file' | 'text'>,
  place: Place,
  diagnostic: Diagnostic,
): Diagnostic => ({
  ...diagnostic,
  file: source.file,
  line: place.line,
  column: place.column,
  frame: codeFrame(source.text, place.line, place.column, place.length),
});

/** `diagnostic` placed at a key or value of the manifest. */
export const placedAt = (
  source: ManifestSource,
  path: ManifestPath,
  diagnostic: Diagnostic,
  at: 'key' | 'value' = 'value',
): Diagnostic => placed(source, source.place(path, at), diagnostic);

/** `budget.flash`, `passes[2].my-pass.ratio`. */
export const pathText = (path: ManifestPath): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
