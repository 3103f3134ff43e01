// Code depends in one direction: between packages, and between the folders of the code generator.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const packages = join(resolve(dirname(fileURLToPath(import.meta.url)), '..', '..'), 'packages');

interface Import {
  readonly file: string;
  readonly from: string;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

/** All that sources below a folder import; paths with `/`, relative to the folder. */
const importsBelow = (folder: string): readonly Import[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const file = path.split(sep).join('/');
      return [
        ...[...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\s+from\s+)?'([^']+)'/gm)].map(
          ([, typeOnly, from]): Import => ({ file, from: from as string, typeOnly: typeOnly !== undefined }),
        ),
        ...[...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from]): Import => ({
          file,
          from: from as string,
          typeOnly: false,
        })),
      ];
    });

/** What a package may import of the others when it runs, and what beyond that as types. */
const allowed: Readonly<Record<string, { readonly runs: readonly string[]; readonly types?: readonly string[] }>> = {
  core: { runs: [] },
  formats: { runs: ['core'] },
  passes: { runs: ['core'] },
  training: { runs: ['core', 'passes'] },
  codegen: { runs: ['core'] },
  operators: { runs: ['core'], types: ['formats', 'passes', 'training', 'codegen'] },
  // A build may go without training: it is loaded where it is installed.
  cli: { runs: ['core', 'formats', 'passes', 'codegen', 'operators', 'training'] },
};

describe('packages', () => {
  test('are those whose imports are looked at', () => {
    expect(Object.keys(allowed).sort()).toEqual(readdirSync(packages).sort());
  });

  test.each(Object.entries(allowed))('%s imports what it may', (name, { runs, types = [] }) => {
    const others = importsBelow(join(packages, name, 'src')).flatMap(({ file, from, typeOnly }) => {
      const [, other] = /^@tinyml\/([^/]+)/.exec(from) ?? [];
      return other === undefined || runs.includes(other) || (typeOnly && types.includes(other))
        ? []
        : [`${file}: ${from}`];
    });
    expect(others).toEqual([]);
  });
});

/** The code generator's folders and files: each imports what stands above it in this list, and nothing below. */
const codegen = [
  'framework-reserves.ts',
  'boards.ts',
  'diagnostics',
  // What is emitted, as data.
  'program',
  'peak.ts',
  'plan',
  'code-size',
  'core-speed.ts',
  'factor.ts',
  'measured-factors.ts',
  'core-factors.ts',
  'kernels-slot.ts',
  // Loops and branches among the other nodes.
  'control',
  // A kernel for each node; steps and their memory; rows of several at a time; all that together.
  'select',
  'schedule',
  'row-streaming',
  'lower',
  'emit',
  'record-parts.ts',
  'firmware',
  'project',
  'run',
  'backend.ts',
  'index.ts',
];

test("the code generator's folders depend in one direction", () => {
  const folder = join(packages, 'codegen', 'src');
  const placeOf = (path: string): number => codegen.indexOf(path.split('/')[0] as string);
  const imports = importsBelow(folder).filter(({ from }) => from.startsWith('.'));
  expect(imports.length).toBeGreaterThan(100);
  const wrong = imports.flatMap(({ file, from }) => {
    const target = relative(folder, resolve(folder, dirname(file), from))
      .split(sep)
      .join('/');
    const [at, to] = [placeOf(file), placeOf(target)];
    return at < 0 || to < 0 || to > at ? [`${file}: ${target}`] : [];
  });
  expect(wrong).toEqual([]);
});
