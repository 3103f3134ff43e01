// @ts-check
// The compilers, emulators and Python packages that the tests use beyond Node, and how to get them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addonPath } from '../packages/training/native/place.mjs';
import { has, outputOf, packageManager, root, run, say } from './steps.mjs';

/**
 * Commands, and the Debian packages that have them.
 * @type {readonly (readonly [command: string, name: string])[]}
 */
const debian = [
  ['gcc', 'gcc'],
  ['g++', 'g++'],
  ['arm-none-eabi-gcc', 'gcc-arm-none-eabi'],
  ['qemu-system-arm', 'qemu-system-arm'],
  ['riscv64-unknown-elf-gcc', 'gcc-riscv64-unknown-elf'],
  ['qemu-system-riscv32', 'qemu-system-misc'],
  ['avr-gcc', 'gcc-avr'],
  ['simavr', 'simavr'],
  ['cmake', 'cmake'],
  ['make', 'make'],
  ['ninja', 'ninja-build'],
  ['cppcheck', 'cppcheck'],
  ['chromium', 'chromium'],
  ['redis-server', 'redis-server'],
];

/**
 * Python modules, and the packages that have them.
 * @type {readonly (readonly [module: string, name: string])[]}
 */
const pip = [
  ['platformio', 'platformio==6.2.0'],
  ['SCons', 'scons==4.11.1'],
  ['ai_edge_litert', 'ai-edge-litert'],
  ['h5py', 'h5py'],
  ['numpy', 'numpy'],
  ['onnx', 'onnx==1.23.2'],
];

const venv = join(root, '.tools', 'venv');
export const python = join(venv, 'bin', 'python');

/**
 * @param {string} interpreter
 * @param {string} module
 */
const hasModule = (interpreter, module) =>
  outputOf(interpreter, [
    '-c',
    `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`,
  ]) !== undefined;

const hasNewlib = () => {
  const path = outputOf('arm-none-eabi-gcc', ['-print-file-name=libc.a']);
  return path !== undefined && existsSync(path);
};

/** Libraries without a command of their own: a file of each, and its package. */
/** @type {readonly (readonly [path: string, name: string])[]} */
const libraries = [
  ['/usr/lib/avr/include/avr/io.h', 'avr-libc'],
  ['/usr/lib/picolibc', 'picolibc-riscv64-unknown-elf'],
  ['/usr/share/libonnx-testdata/data', 'libonnx-testdata'],
];

const hasFashion = () =>
  existsSync('/usr/share/dataset-fashion-mnist') || outputOf('dpkg', ['-s', 'dataset-fashion-mnist']) !== undefined;

/** Names of Debian packages that are wanted and not there. */
const missingDebian = () => [
  ...debian.filter(([command]) => !has(command)).map(([, name]) => name),
  ...(hasNewlib() ? [] : ['libnewlib-arm-none-eabi']),
  ...libraries.filter(([path]) => !existsSync(path)).map(([, name]) => name),
  ...(hasFashion() ? [] : ['dataset-fashion-mnist']),
];

const installDebian = () => {
  const wanted = missingDebian();
  if (wanted.length === 0 || !has('apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined;
  if (sudo === undefined) return;
  say(`installing Debian packages: ${wanted.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} args */
  const apt = (args) =>
    run('env', [...sudo, 'apt-get', '-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt(['update']);
  // One by one: a package that this distribution lacks does not keep the others away.
  for (const name of wanted) apt(['install', '-y', '--no-install-recommends', name]);
};

const installPip = () => {
  if (!has('python3')) return;
  if (!existsSync(python) && run('python3', ['-m', 'venv', venv]) !== 0) return;
  const wanted = pip.filter(([module]) => !hasModule(python, module)).map(([, name]) => name);
  if (wanted.length === 0) return;
  say(`installing Python packages into .tools: ${wanted.join(' ')}`);
  run(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...wanted]);
};

/** pnpm as a command of its own, which tests start; the workspace itself goes without. */
export const pnpmFolder = join(root, '.tools', 'pnpm', 'node_modules', '.bin');
const hasPnpm = () => has('pnpm') || existsSync(join(pnpmFolder, 'pnpm'));

const installPnpm = () => {
  if (hasPnpm()) return;
  say(`installing ${packageManager} into .tools`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', '--prefix', join(root, '.tools', 'pnpm'), ...quiet, packageManager]);
};

/** A server for caches that teams share: what Turborepo's users run. Its own dependencies are many, so it is no part of the workspace. */
const cacheServer = 'turborepo-remote-cache';
export const cacheServerFile = join(root, '.tools', cacheServer, 'node_modules', cacheServer, 'dist', 'cli.js');

const installCacheServer = () => {
  if (existsSync(cacheServerFile)) return;
  say(`installing ${cacheServer} into .tools`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  run('npm', ['install', '--prefix', join(root, '.tools', cacheServer), ...quiet, `${cacheServer}@2.12.0`]);
};

/** Native TensorFlow.js: fetches more than 200 MB the first time. */
const setUpTensorFlow = () => {
  if (has('python3') && has('g++')) run(process.execPath, ['packages/training/native/setup.mjs']);
};

/** Installs what it can; returns the names of what is still missing. */
export const installTools = () => {
  installDebian();
  installPip();
  installPnpm();
  installCacheServer();
  setUpTensorFlow();
  return [
    ...missingDebian(),
    ...pip.filter(([module]) => !hasModule(python, module)).map(([, name]) => name),
    ...(hasPnpm() ? [] : ['pnpm']),
    ...(existsSync(cacheServerFile) ? [] : [cacheServer]),
    ...(existsSync(addonPath()) ? [] : ['tfjs-node']),
  ];
};
