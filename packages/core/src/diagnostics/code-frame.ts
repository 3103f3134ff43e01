const widest = 120;

/**
 * The lines around a place, with a caret under it. Lines and columns count from 1; tabs print as one blank, and a line
 * longer than the terminal is cut around the place.
 */
export const codeFrame = (text: string, line: number, column: number, length = 1): string => {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 1);
  const digits = String(last).length;
  const skipped = column > widest - 20 ? column - 20 : 0;
  const cut = (source: string): string =>
    source
      .slice(skipped, skipped + widest)
      .replace(/\p{Cc}/gu, ' ')
      .trimEnd();
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const source = cut(lines[number - 1] ?? '');
    if (number === last && number !== line && source === '') continue;
    frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(digits)} | ${source}`.trimEnd());
    if (number !== line) continue;
    const room = Math.max(1, (lines[number - 1] ?? '').length - column + 1);
    const carets = '^'.repeat(Math.max(1, Math.min(length, room, widest - (column - skipped) + 1)));
    frame.push(`  ${' '.repeat(digits)} | ${' '.repeat(column - skipped - 1)}${carets}`);
  }
  return frame.join('\n');
};
