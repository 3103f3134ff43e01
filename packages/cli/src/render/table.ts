/** Characters that a text takes on the screen; escape sequences take none. */
export const widthOf = (text: string): number => [...text.replace(/\u001b\[\d+m/g, '')].length; // eslint-disable-line no-control-regex

const pad = (text: string, width: number, right: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? blanks + text : text + blanks;
};

/** Rows in aligned columns, two blanks apart. `right`: the columns that are numbers. */
export const table = (rows: readonly (readonly string[])[], right: readonly number[] = []): string => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(0, ...rows.map((row) => widthOf(row[i] ?? ''))));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => pad(cell, widths[i] ?? 0, right.includes(i)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
};
