#!/usr/bin/env node
// tinyml-setup-tfjs: native @tensorflow/tfjs-node from npm and PyPI alone. libtensorflow comes out of the wheel of
// tensorflow-cpu; the addon, two C++ files that the npm package brings, is compiled here. Done once, it is found at once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { addonPath, packageHome, tensorflowFolder, tensorflowVersion, tfjsNode } from './place.mjs';

const say = (text) => process.stderr.write(`tinyml-setup-tfjs: ${text}\n`);

const fail = (text) => {
  say(text);
  say('training falls back to the JavaScript backend, about 100 times slower');
  process.exit(5);
};

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`${command}: ${error.message}`);
  if (status !== 0) fail(`${command} ${args.slice(0, 3).join(' ')} … failed (exit ${status})`);
};

const checkMachine = () => {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64') fail(`covers Linux on x86-64 only; this is ${machine}`);
  for (const command of ['python3', 'g++'])
    if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) fail(`needs ${command}`);
};

/** Everything is made in a folder beside the last place and moved there whole: two set-ups at once do no harm. */
const inScratch = (make) => {
  mkdirSync(dirname(tensorflowFolder()), { recursive: true });
  const scratch = mkdtempSync(`${tensorflowFolder()}-`);
  try {
    return make(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const fetchLibrary = () =>
  inScratch((scratch) => {
    say(`fetching libtensorflow ${tensorflowVersion} (about 200 MB, once)`);
    const platforms = ['manylinux2014_x86_64', 'manylinux_2_17_x86_64'].flatMap((name) => ['--platform', name]);
    const only = ['--no-deps', '--no-cache-dir', '--only-binary=:all:', '--python-version', '310'];
    const wheel = [...only, '--implementation', 'cp', ...platforms, '-d', scratch];
    run('python3', ['-m', 'pip', 'download', '-q', ...wheel, `tensorflow-cpu==${tensorflowVersion}`]);
    const [file] = readdirSync(scratch).filter((name) => name.endsWith('.whl'));
    const made = join(scratch, 'made');
    run('python3', [join(import.meta.dirname, 'extract.py'), join(scratch, file), made]);
    try {
      renameSync(made, tensorflowFolder());
    } catch (error) {
      if (!existsSync(join(tensorflowFolder(), 'lib'))) throw error; // Another set-up was first.
    }
  });

/** Node's own headers, else those of the npm package. */
const nodeHeaders = () => {
  const own = resolve(process.execPath, '../../include/node');
  if (existsSync(join(own, 'node_api.h'))) return own;
  const folder = join(tensorflowFolder(), 'headers');
  run('npm', ['install', '-s', '--no-save', '--ignore-scripts', '--prefix', folder, 'node-api-headers@1']);
  return join(folder, 'node_modules/node-api-headers/include');
};

const compileAddon = (packageFolder) =>
  inScratch((scratch) => {
    say('compiling the addon');
    const folder = tensorflowFolder();
    const binding = join(packageFolder, 'binding');
    const sources = readdirSync(binding).filter((name) => name.endsWith('.cc'));
    const made = join(scratch, 'addon.node');
    run('g++', [
      ...['-std=c++17', '-O2', '-shared', '-fPIC', `-DNAPI_VERSION=${Math.min(8, Number(process.versions.napi))}`],
      ...[`-I${folder}/include`, `-I${nodeHeaders()}`, ...sources.map((name) => join(binding, name))],
      ...[`-L${folder}/lib`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
      ...[`-Wl,-rpath,${folder}/lib`, '-o', made],
    ]);
    renameSync(made, addonPath());
  });

/** The folder of @tensorflow/tfjs-node. Its install script, which would download libtensorflow from elsewhere, does not run. */
const findPackage = () => {
  try {
    return dirname(tfjsNode());
  } catch {
    say('fetching @tensorflow/tfjs-node');
    const home = packageHome();
    mkdirSync(home, { recursive: true });
    run('npm', ['install', '-s', '--no-save', '--ignore-scripts', '--prefix', home, '@tensorflow/tfjs-node@4.22.0']);
    return dirname(tfjsNode());
  }
};

const packageFolder = findPackage();
if (!existsSync(addonPath())) {
  checkMachine();
  if (!existsSync(join(tensorflowFolder(), 'lib'))) fetchLibrary();
  compileAddon(packageFolder);
}
const { loadNative } = await import('./load.mjs');
const tf = loadNative();
const [, square] = tf.tensor([1, 2]).square().dataSync();
if (tf.getBackend() !== 'tensorflow' || square !== 4) fail('the native backend gives wrong results');
say(`tfjs-node ${tf.version['tfjs-node']}, libtensorflow ${tf.backend().binding.TF_Version}: ready`);
