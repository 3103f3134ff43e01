/** Text styles; each gives its text unchanged where colours are off. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const sgr =
  (on: boolean, start: number, end: number) =>
  (text: string): string =>
    on && text !== '' ? `\u001b[${String(start)}m${text}\u001b[${String(end)}m` : text;

export const styleFor = (colors: boolean): Style => ({
  bold: sgr(colors, 1, 22),
  dim: sgr(colors, 2, 22),
  red: sgr(colors, 31, 39),
  green: sgr(colors, 32, 39),
  yellow: sgr(colors, 33, 39),
  cyan: sgr(colors, 36, 39),
});
