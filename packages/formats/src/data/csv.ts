import { TinymlError } from '@tinyml/core';
import { badCell, malformedData, unknownName } from '../diagnostics/data.ts';
import type { NumericArray } from './numeric-array.ts';

/** A table of texts; `line` of each row, for errors. */
interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** RFC 4180: commas, optional quotes, "" for a quote; empty lines are left out. */
const parse = (path: string, text: string): Table => {
  const rows: string[][] = [];
  const lines: number[] = [];
  let [row, cell, quoted, wasQuoted, line, first] = [[] as string[], '', false, false, 1, 1];
  const endCell = (): void => {
    row.push(wasQuoted ? cell : cell.trim());
    [cell, wasQuoted] = ['', false];
  };
  const endRow = (): void => {
    endCell();
    if (row.length > 1 || row[0] !== '') {
      rows.push(row);
      lines.push(first);
    }
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\n') line++;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') [cell, quoted, wasQuoted] = ['', true, true];
    else if (char === ',') endCell();
    else if (char === '\n') {
      endRow();
      first = line;
    } else if (char !== '\r') cell += char;
  }
  if (quoted) throw new TinymlError(malformedData(path, `the quotes opened in line ${String(first)} are never closed`));
  if (cell !== '' || row.length > 0 || wasQuoted) endRow();
  return { rows, lines };
};

/** A table of texts, the first line with the others. @throws TinymlError TML801 */
export const readTable = (path: string, bytes: Uint8Array): Table => parse(path, new TextDecoder().decode(bytes));

/** NaN where `cell` is no finite number. */
export const numberOfCell = (cell: string): number => (/^[+-]?(\d|\.\d)/.test(cell) ? Number(cell) : NaN);

export interface CsvOptions {
  readonly columns?: readonly (string | number)[];
  readonly header?: boolean;
  /** Columns that hold labels: left out of "all". */
  readonly except?: readonly (string | number)[];
}

/**
 * Rows of a .csv as [rows, columns] float64. @throws TinymlError: TML801 for rows of different lengths or open quotes,
 * TML807 for a column that is not there, TML811 for a cell that is no number.
 */
export const readCsv = (path: string, bytes: Uint8Array, options: CsvOptions = {}): NumericArray => {
  const { rows, lines } = readTable(path, bytes);
  const width = rows[0]?.length ?? 0;
  const headed = options.header ?? rows[0]?.some((cell) => Number.isNaN(numberOfCell(cell))) ?? false;
  const names = headed ? (rows[0] ?? []) : Array.from({ length: width }, (_, i) => String(i));
  const position = (column: string | number): number => {
    const found = typeof column === 'number' ? column : names.indexOf(column);
    if (found < 0 || found >= width) throw new TinymlError(unknownName(path, 'column', String(column), names));
    return found;
  };
  const left = new Set((options.except ?? []).map(position));
  const chosen = options.columns?.map(position) ?? names.map((_, i) => i).filter((i) => !left.has(i));
  const first = headed ? 1 : 0;
  const data = new Float64Array(Math.max(rows.length - first, 0) * chosen.length);
  for (let r = first; r < rows.length; r++) {
    const row = rows[r] ?? [];
    const line = lines[r] ?? 1;
    if (row.length !== width)
      throw new TinymlError({
        ...malformedData(path, `${String(row.length)} cells, but the first line has ${String(width)}`),
        line,
      });
    chosen.forEach((column, k) => {
      const value = numberOfCell(row[column] ?? '');
      if (Number.isNaN(value))
        throw new TinymlError(badCell(path, line, names[column] ?? String(column), row[column] ?? ''));
      data[(r - first) * chosen.length + k] = value;
    });
  }
  return { shape: [Math.max(rows.length - first, 0), chosen.length], dtype: 'float64', data };
};
