import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The pass that docs/write-a-pass.md shows. */
const documented = (): string => {
  const page = readFileSync(join(root, 'docs/write-a-pass.md'), 'utf8');
  const code = /## A pass that trains[^]*?```js\n([^]*?)```/.exec(page)?.[1];
  if (code === undefined) throw new Error('docs/write-a-pass.md shows no pass that trains');
  return code;
};

const manifest = `version: 1
name: points
model: { input: [2], layers: [{ dense: { units: 8, activation: relu } }, { dense: { units: 1, activation: sigmoid } }] }
target: { core: host }
data:
  train: { file: points.csv, labels: { columns: [label] } }
  test: { file: points.csv, labels: { columns: [label] } }
passes:
  - train: { epochs: 40, batch: 8, learningRate: 0.02 }
  - ./tolerate-noise.mjs: { epochs: 2, batch: 8 }
`;

/** Points of the plane, labelled by the side of y = x that they lie on. */
const points = (): string => {
  const rows = Array.from({ length: 64 }, (_, i) => {
    const [x, y] = [(i % 8) / 8 - 0.44, Math.floor(i / 8) / 8 - 0.47];
    return `${String(x)},${String(y)},${x > y ? '1' : '0'}`;
  });
  return ['x,y,label', ...rows, ''].join('\n');
};

interface Evaluated {
  readonly stages: readonly {
    readonly stage: string;
    readonly isBaseline: boolean;
    readonly score: { readonly accuracy: number };
  }[];
}

// On the JavaScript backend: a network this small needs no other.
test("the documented third party's pass trains, from a file beside the manifest", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'tinyml.yaml'), manifest);
    writeFileSync(join(folder, 'points.csv'), points());
    writeFileSync(join(folder, 'tolerate-noise.mjs'), documented());
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { status, stdout, stderr } = await tinyml(
      ['evaluate', '--json', '--on', 'interpreter', '--cache-dir', join(folder, 'cache')],
      { cwd: folder, env: { TINYML_TRAINING_BACKEND: 'cpu' } },
    );
    expect(stderr).toContain('TML622');
    expect(stderr).not.toContain('node backend');
    expect(status).toBe(0);
    const { stages } = JSON.parse(stdout) as Evaluated;
    expect(stages.map(({ stage }) => stage)).toEqual(['import', 'train', 'tolerate-noise']);
    expect(stages.map(({ isBaseline }) => isBaseline)).toEqual([false, true, false]);
    expect(stages[1]?.score.accuracy).toBeGreaterThan(0.9);
    expect(stages[2]?.score.accuracy).toBeGreaterThan(0.9);
  });
}, 120_000);

/** The example's package without its kernel, installed beside the manifest: outside of this workspace. */
const installExample = (folder: string): void => {
  const package_ = join(folder, 'node_modules/acme-tanh');
  mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
  symlinkSync(join(root, 'node_modules/@tinyml/core'), join(folder, 'node_modules/@tinyml/core'));
  mkdirSync(package_);
  for (const name of ['approximate-tanh', 'gradient', 'operator', 'rational'])
    copyFileSync(join(root, `examples/third-party-pass/src/${name}.js`), join(package_, `${name}.js`));
  writeFileSync(
    join(package_, 'index.js'),
    "import operator from './operator.js';\nimport pass from './approximate-tanh.js';\nexport default { passes: [pass], operators: [operator] };\n",
  );
  writeFileSync(
    join(package_, 'package.json'),
    JSON.stringify({
      name: 'acme-tanh',
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
      keywords: ['tinyml-pass'],
      peerDependencies: { '@tinyml/core': '*' },
    }),
  );
};

test("a package's operator is trained by the gradient that it brings", async () => {
  await inFolder(async (folder) => {
    writeFileSync(
      join(folder, 'tinyml.yaml'),
      manifest
        .replace('activation: relu', 'activation: tanh')
        .replace(
          /passes:[^]*/,
          'passes: ["acme-tanh#approximate-tanh", train: { epochs: 40, batch: 8, learningRate: 0.02 }]\n',
        ),
    );
    writeFileSync(join(folder, 'points.csv'), points());
    installExample(folder);
    const { status, stdout, stderr } = await tinyml(
      ['evaluate', '--json', '--on', 'interpreter', '--cache-dir', join(folder, 'cache')],
      { cwd: folder, env: { TINYML_TRAINING_BACKEND: 'cpu' } },
    );
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const { stages } = JSON.parse(stdout) as Evaluated;
    expect(stages.at(-1)?.score.accuracy).toBeGreaterThan(0.9);
  });
});
