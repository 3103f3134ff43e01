import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memoryConstants, type Target } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { describeWith, python, shared } from '../../../tools/testing.ts';
import { tfliteFormat } from '../../formats/src/index.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { applicationOf } from '../src/project/application.ts';
import { projectFiles } from '../src/project/project.ts';
import { sharedFiles } from '../src/project/shared-files.ts';
import { goldenVectors } from '../src/project/vectors.ts';

const target: Target = {
  core: 'cortex-m4f',
  board: null,
  clockHz: null,
  flash: null,
  ram: null,
  memory: [],
  priority: ['latency'],
};

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const sources = ['CNN1/13_fashion_mnist_integeronly_model.tflite', 'CNN2/13_mnist_integeronly_model.tflite'] as const;

const needs = {
  shared: ['platformio', ...sources.map((source) => `models/seed/${source}`)],
  commands: ['pio', 'arm-none-eabi-gcc', 'qemu-system-arm', 'cppcheck'],
  pythonModules: ['platformio'],
} as const;

describeWith('a PlatformIO project of two models', needs, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tinyml-pio-'));
  const kit = join(folder, 'kit');
  const project = join(folder, 'project');
  const environment = {
    ...process.env,
    PLATFORMIO_CORE_DIR: join(kit, '.core'),
    PLATFORMIO_SETTING_ENABLE_TELEMETRY: 'no',
    PLATFORMIO_SETTING_CHECK_PRUNE_SYSTEM_THRESHOLD: '0',
    PLATFORMIO_DISABLE_UPGRADE_CHECK: 'true',
    PLATFORMIO_NO_ANSI: 'true',
  };
  // Its output goes to a file: what it leaves behind would keep a pipe open.
  const pio = (...parameters: string[]): string => {
    const log = join(folder, 'log.txt');
    const file = openSync(log, 'w');
    const { status } = spawnSync('pio', parameters, {
      cwd: project,
      env: environment,
      stdio: ['ignore', file, file],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    closeSync(file);
    const text = readFileSync(log, 'utf8');
    if (status !== 0) throw new Error(`pio ${parameters.join(' ')}: ${String(status)}\n${text}`);
    return text;
  };

  /** A model's own files in a project, and what the project has to know of it. */
  const model = async (name: string, source: string) => {
    const constants = memoryConstants();
    const path = join(shared, 'models/seed', source);
    const graph = await tfliteFormat.read(
      { path, bytes: new Uint8Array(readFileSync(path)), readFile: () => Promise.reject(new Error('one file')) },
      { constants, operators },
    );
    const program = lower(graph, { operators, kernels: builtinKernels, constants, target, name });
    const options = {
      project: 'platformio',
      runtime: 'native',
      arena: 'static',
      board: null,
      provenance: { tinyml: '0.0.0', model: { file: `${name}.tflite`, digest: 'sha256-0' } },
      vectors: goldenVectors(graph, constants, operators),
      tflite: null,
    } as const;
    return {
      application: applicationOf(program, { ...options, operators }),
      files: [
        ...emit(program, { kernels: builtinKernels, constants, provenance: options.provenance, ram: 20_480 }),
        ...projectFiles(program, options),
      ],
    };
  };

  beforeAll(async () => {
    const models = [await model('fashion', sources[0]), await model('digits', sources[1])];
    const applications = models.map(({ application }) => application);
    for (const file of [...models.flatMap(({ files }) => files), ...sharedFiles(applications, [], () => false)]) {
      mkdirSync(dirname(join(project, file.path)), { recursive: true });
      writeFileSync(join(project, file.path), file.contents);
    }
    cpSync(join(shared, 'platformio'), kit, { recursive: true });
    execFileSync('bash', [join(kit, 'setup.sh')], { env: environment });
    execFileSync('bash', [join(kit, 'seed-tests.sh'), project], { env: environment });
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('its configuration has no errors', () => {
    expect(pio('project', 'config', '--lint')).toContain('is free from linting errors');
  });

  test('builds and runs on this computer', () => {
    expect(pio('run', '-e', 'native', '-t', 'exec')).toMatch(
      /digits output 0 \[9\] -?\d[^]*fashion output 0 \[9\] -?\d/,
    );
  }, 120_000);

  test('builds for the target', () => {
    expect(pio('run', '-e', 'mps2-an386')).toContain('SUCCESS');
  }, 120_000);

  test('its tests pass on this computer and on the emulated target', () => {
    expect(pio('test', '-e', 'native', '-e', 'mps2-an386')).toMatch(/12 test cases: 12 succeeded/);
  }, 120_000);

  test('has no defects of high severity', () => {
    pio('check', '-e', 'native', '--src-filters=+<lib/fashion/>', '--fail-on-defect=high');
  }, 120_000);

  test('its library can be packed', () => {
    const script = join(kit, 'tools', 'pack_check.py');
    const library = join(project, 'lib', 'fashion');
    expect(execFileSync(python, [script, library], { env: environment, encoding: 'utf8' })).toContain('fashion-1.0.0');
  }, 60_000);
});
