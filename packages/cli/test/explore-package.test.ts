import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const example = join(root, 'examples/third-party-pass');

/** The example's package, installed beside the manifest: outside of this workspace. */
const installExample = async (folder: string): Promise<void> => {
  const package_ = join(folder, 'node_modules/acme-tanh');
  await mkdir(join(folder, 'node_modules/@tinyml'), { recursive: true });
  await symlink(join(root, 'node_modules/@tinyml/core'), join(folder, 'node_modules/@tinyml/core'));
  await mkdir(join(package_, 'src'), { recursive: true });
  await mkdir(join(package_, 'kernels'));
  for (const name of ['approximate-tanh', 'gradient', 'index', 'kernel', 'operator', 'rational'])
    await copyFile(join(example, `src/${name}.js`), join(package_, `src/${name}.js`));
  const header = 'kernels/acme_rational_tanh_f32.h';
  await copyFile(join(example, header), join(package_, header));
  const described = JSON.parse(await readFile(join(example, 'package.json'), 'utf8')) as object;
  await writeFile(join(package_, 'package.json'), JSON.stringify({ ...described, name: 'acme-tanh' }));
};

interface Explored {
  readonly points: readonly {
    readonly flash: number;
    readonly passes: readonly { readonly name: string }[];
    readonly manifest: string;
  }[];
}

/** What the example's network is held against. */
const wave = (): string => {
  const rows = Array.from({ length: 50 }, (_, i) => `${String(i / 8)},${String(Math.sin(i / 8))}`);
  return ['x,y', ...rows, ''].join('\n');
};

// In float32 tanhf of the C library alone is over the budget: what the package puts in its place is within it.
test("a search has a package's pass in its sequences, and a build with its lock loads the package", async () => {
  await inFolder(async (folder) => {
    await installExample(folder);
    const reference = 'acme-tanh#approximate-tanh';
    const head = `version: 1
name: wave
model: ${example}/models/wave.h5
target: { core: cortex-m4f }
data: { test: { file: wave.csv, targets: { columns: [y] } } }
budget: { flash: 1KiB, accuracy-drop: 20% }
`;
    const manifest = `${head}explore: { evaluations: 6, passes: { include: ["${reference}"] } }\n`;
    await writeFile(join(folder, 'wave.csv'), wave());
    await writeFile(join(folder, 'tinyml.yaml'), manifest);
    const run = (command: string, ...flags: readonly string[]) =>
      tinyml([command, ...flags, '--cache-dir', join(folder, 'cache')], { cwd: folder });
    const { status, stdout, stderr } = await run('explore', '--json');
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const [chosen] = (JSON.parse(stdout) as Explored).points;
    if (chosen === undefined) throw new Error('nothing was chosen');
    expect(chosen.passes.map(({ name }) => name)).toContain(reference);
    expect(await readFile(join(folder, 'tinyml.lock.yaml'), 'utf8')).toContain(`name: ${reference}`);
    const built = await run('build', '--json');
    expect(JSON.parse(built.stdout)).toMatchObject({ memory: { flash: chosen.flash } });
    expect((await run('build', '--frozen')).status).toBe(0);
    // The manifest to paste names the package as well.
    await writeFile(join(folder, 'tinyml.yaml'), `${head}${chosen.manifest}`);
    expect(JSON.parse((await run('build', '--json')).stdout)).toMatchObject({ memory: { flash: chosen.flash } });
  });
}, 180_000);
