import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { boards } from '@tinyml/codegen';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(300_000);

const sine = fileURLToPath(new URL('../../../examples/sine/models/sine.h5', import.meta.url));
const fashion = fileURLToPath(new URL('../../../examples/fashion-mnist/models/fashion.h5', import.meta.url));

interface Document {
  readonly schema: string;
  readonly boards: readonly {
    readonly board: string;
    readonly verdict: string;
    readonly form: string | null;
    readonly needs: readonly string[];
    readonly flash: number;
    readonly limits: { readonly flash: number; readonly ram: number };
  }[];
}

test('a model is held against every board, each less what its framework takes', async () => {
  const { status, stdout } = await tinyml(['check', sine, '--json']);
  const document = JSON.parse(stdout) as Document;
  expect(status).toBe(0);
  expect(document.schema).toBe('tinyml-check/1');
  expect(document.boards.map(({ board }) => board)).toEqual(boards.map(({ id }) => id));
  expect(document.boards.every(({ verdict }) => verdict === 'fits')).toBe(true);
  const uno = document.boards.find(({ board }) => board === 'uno');
  expect(uno?.limits).toEqual({ flash: 32_256 - 2048, ram: 2048 - 224 });
});

test('some boards: 4 where one of them is too small, and what makes the model fit on another', async () => {
  const { status, stdout } = await tinyml(['check', fashion, '--boards', 'uno,nucleo_f030r8', '--json']);
  const { boards: found } = JSON.parse(stdout) as Document;
  expect(found.map(({ board, verdict }) => [board, verdict])).toEqual([
    ['uno', 'no'],
    ['nucleo_f030r8', 'fits-with'],
  ]);
  expect(found[1]).toMatchObject({ form: 'int8', needs: ['data.calibration'] });
  expect(status).toBe(4);
});

test.each([
  ['uno,mega', 'TML002'],
  [',', 'TML002'],
])('--boards %s is refused', async (list, code) => {
  const { status, stderr } = await tinyml(['check', sine, '--boards', list]);
  expect(status).toBe(2);
  expect(stderr).toContain(code);
});

/** What programs read of a message about memory. */
interface Details {
  readonly what: string;
  readonly peak: {
    readonly operators: readonly { readonly name: string; readonly op: string }[];
    readonly tensors: readonly { readonly name: string; readonly bytes: number }[];
  };
  readonly remedies: readonly { readonly what: string; readonly ram: number | null; readonly fits: boolean }[];
}

test('a model over budget: the message says what was tried, and what of it fits', async () => {
  await inFolder(async (folder) => {
    const manifest = (budget: string): string =>
      `version: 1\nname: fashion\nmodel: ${fashion}\ntarget: { board: nucleo_f030r8 }\nbudget: { ${budget} }\n`;
    const path = join(folder, 'tinyml.yaml');
    await writeFile(path, manifest('flash: 24KB'));
    const flash = await tinyml(['build', folder, '--no-cache']);
    expect(flash.status).toBe(4);
    expect(flash.stderr).toMatch(/TML501 over budget: flash needs [\d,]+ B, the budget is 24,000 B/);
    expect(flash.stderr).toMatch(/tried, and fits: int8 with `data.calibration`: [\d,]+ B/);
    await writeFile(path, manifest('flash: 2KB'));
    const none = await tinyml(['build', folder, '--no-cache']);
    expect(none.stderr).toMatch(/nothing that was tried fits.*not enough: .*int8.* B/);
    expect(none.stderr).not.toContain('raise the budget');
    await writeFile(path, manifest('ram: 2KB'));
    const ram = await tinyml(['build', folder, '--no-cache', '--json']);
    expect(ram.status).toBe(4);
    expect(ram.stderr).toMatch(/memory is fullest at \w+ \(\w+\).*: .* [\d,]+ B/);
    const { diagnostics } = JSON.parse(ram.stdout) as {
      readonly diagnostics: readonly { readonly details: Details }[];
    };
    const { peak, remedies, what } = (diagnostics[0] as { readonly details: Details }).details;
    expect(what).toBe('ram');
    expect(peak.operators.length).toBeGreaterThan(0);
    // What is alive then is what does not fit.
    expect(peak.tensors.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(2000);
    expect(remedies.length).toBeGreaterThan(2);
    expect(remedies.every(({ ram: taken, fits }) => taken !== null && fits === taken <= 2000)).toBe(true);
  });
});
