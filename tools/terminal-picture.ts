// Draws what a command prints on a terminal as an SVG. Run: tsx tools/terminal-picture.ts docs/images/build.svg tinyml build examples/fashion-mnist
// Needs `script` (util-linux), which gives the command a terminal.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const [file, ...words] = process.argv.slice(2);
if (file === undefined || words.length === 0) throw new Error('usage: terminal-picture.ts FILE COMMAND…');

const colors: Readonly<Record<string, string>> = { 31: '#e06c75', 32: '#7ec699', 33: '#e5c07b', 36: '#56b6c2' };
const size = { character: 8.43, line: 19, margin: 16, font: 14 };

interface Look {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const span = (text: string, { bold, color, dim }: Look): string =>
  `<tspan${color === undefined ? '' : ` fill="${color}"`}${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}>${escaped(text)}</tspan>`;

/** One line with its SGR sequences as spans; what the terminal draws over again is gone. */
const lineSpans = (line: string): string => {
  const shown = line.split('\r').at(-1) ?? '';
  let look: Look = {};
  // eslint-disable-next-line no-control-regex
  return shown.split(/(\u001b\[[0-9;?]*[A-Za-z])/).reduce((spans, part) => {
    // eslint-disable-next-line no-control-regex
    const [, codes] = /^\u001b\[([0-9;]*)m$/.exec(part) ?? [];
    if (codes === undefined) return part.startsWith('\u001b') || part === '' ? spans : spans + span(part, look);
    for (const code of codes.split(';')) {
      if (code === '1') look = { ...look, bold: true };
      else if (code === '2') look = { ...look, dim: true };
      else if (code === '22') look = { ...look, bold: false, dim: false };
      else if (code in colors) look = { ...look, color: colors[code] as string };
      else look = {};
    }
    return spans;
  }, '');
};

const command = ['node', 'packages/cli/bin/tinyml.js', ...words.slice(1), '--no-cache'].join(' ');
const output = execFileSync('script', ['-qec', `stty cols 110; ${command}`, '/dev/null'], { encoding: 'utf8' });
const lines = [`$ ${words.join(' ')}`, ...output.trimEnd().split(/\r?\n/)];
const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line.split('\r').at(-1) ?? '').length));
const width = Math.ceil(columns * size.character + 2 * size.margin);
const height = lines.length * size.line + 2 * size.margin;
const rows = lines.map(
  (line, i) =>
    `<text x="${String(size.margin)}" y="${String(size.margin + (i + 0.75) * size.line)}" xml:space="preserve">${lineSpans(line)}</text>`,
);
writeFileSync(
  file,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="output of ${escaped(words.join(' '))}">
<rect width="100%" height="100%" rx="8" fill="#1e222a"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${String(size.font)}" fill="#dcdfe4">
${rows.join('\n')}
</g>
</svg>
`,
);
