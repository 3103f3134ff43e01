import { TinymlError } from '@tinyml/core';
import { badCell, badFileRow, unknownName } from '../diagnostics/data.ts';
import { numberOfCell, readTable } from './csv.ts';
import { mediumOf } from './folder.ts';

/** A .csv beside a folder: the name of a file in each row, and what belongs to it. */
export interface FileTable {
  readonly path: string;
  /** Names of the columns after the first, which holds the files. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly file: string; readonly cells: readonly string[]; readonly line: number }[];
}

/** undefined where the first column names no images or sounds. @throws TinymlError TML801, TML820 */
export const readFileTable = (path: string, bytes: Uint8Array): FileTable | undefined => {
  const { rows, lines } = readTable(path, bytes);
  const isFile = (row: readonly string[] | undefined): boolean => mediumOf(row?.[0] ?? '') !== undefined;
  const headed = !isFile(rows[0]);
  const first = headed ? 1 : 0;
  if (!isFile(rows[first])) return undefined;
  const width = rows[0]?.length ?? 0;
  const seen = new Set<string>();
  return {
    path,
    columns: (headed ? (rows[0] ?? []) : Array.from({ length: width }, (_, i) => String(i))).slice(1),
    rows: rows.slice(first).map((row, i) => {
      const line = lines[first + i] ?? 1;
      const [name = '', ...cells] = row;
      const file = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
      if (row.length !== width)
        throw new TinymlError(
          badFileRow(path, line, `${String(row.length)} cells, but the first line has ${String(width)}`),
        );
      if (seen.has(file)) throw new TinymlError(badFileRow(path, line, `${file} is named twice`));
      seen.add(file);
      return { file, cells, line };
    }),
  };
};

/** The rows' files; all of them have to be among `names`. @throws TinymlError TML820 */
export const listedFiles = ({ path, rows }: FileTable, names: readonly string[]): readonly string[] => {
  const known = new Set(names);
  return rows.map(({ file, line }) => {
    if (!known.has(file)) throw new TinymlError(badFileRow(path, line, `the folder has no file ${file}`));
    return file;
  });
};

/** The places of `columns` among a row's cells. Default: `fallback`. @throws TinymlError TML807 */
const placesOf = (
  { path, columns: names }: FileTable,
  columns: readonly (string | number)[] | undefined,
  fallback: readonly number[],
): readonly number[] =>
  columns?.map((column) => {
    // By position the files count too: they are column 0.
    const place = typeof column === 'number' ? column - 1 : names.indexOf(column);
    if (place < 0 || place >= names.length) throw new TinymlError(unknownName(path, 'column', String(column), names));
    return place;
  }) ?? fallback;

/**
 * Class indices, row by row: whole numbers as they are, else names of `classes` (default: all that occur, sorted).
 * @throws TinymlError TML807, TML820
 */
export const labelsOfTable = (
  table: FileTable,
  columns: readonly (string | number)[] | undefined,
  classes: readonly string[] | undefined,
): Int32Array => {
  const [place = 0] = placesOf(table, columns, [0]);
  const texts = table.rows.map(({ cells }) => cells[place] ?? '');
  const areIndices = classes === undefined && texts.every((text) => /^\d{1,7}$/.test(text));
  const known = classes ?? [...new Set(texts)].sort();
  return Int32Array.from(table.rows, ({ line }, i) => {
    const text = texts[i] ?? '';
    const label = areIndices ? Number(text) : known.indexOf(text);
    if (label < 0 || text === '')
      throw new TinymlError(badFileRow(table.path, line, `${JSON.stringify(text)} is none of the classes`));
    return label;
  });
};

/** Numbers of the columns (default: all), for each of `files`. @throws TinymlError TML807, TML811, TML820 */
export const valuesOfTable = (
  table: FileTable,
  columns: readonly (string | number)[] | undefined,
  files: readonly string[],
): { readonly shape: readonly number[]; readonly dtype: string; readonly data: Float64Array } => {
  const places = placesOf(
    table,
    columns,
    table.columns.map((_, i) => i),
  );
  const rows = new Map(table.rows.map((row) => [row.file, row]));
  const data = new Float64Array(files.length * places.length);
  files.forEach((file, i) => {
    const row = rows.get(file);
    if (row === undefined) throw new TinymlError(badFileRow(table.path, 1, `there is no row for ${file}`));
    places.forEach((place, k) => {
      const text = row.cells[place] ?? '';
      const value = numberOfCell(text);
      if (Number.isNaN(value)) throw new TinymlError(badCell(table.path, row.line, table.columns[place] ?? '', text));
      data[i * places.length + k] = value;
    });
  });
  return { shape: [files.length, places.length], dtype: 'float64', data };
};
