// What tests need beyond Node: where it is, and a `describe` that says what is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from '@jest/globals';
import { addonPath } from '../packages/training/native/place.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder with real models and reference outputs that lies beside the repository. */
export const shared = process.env['TINYML_SHARED'] ?? join(root, '..', 'shared');

/** The Python that has the test packages. */
export const python = process.env['TINYML_PYTHON'] ?? 'python3';

const hasCommand = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

const hasModule = (name: string): boolean => {
  try {
    execFileSync(python, ['-c', `import importlib.util, sys; sys.exit(importlib.util.find_spec('${name}') is None)`]);
    return true;
  } catch {
    return false;
  }
};

export interface Needs {
  /** The shared folder; a list names files in it. */
  readonly shared?: true | readonly string[];
  readonly commands?: readonly string[];
  readonly pythonModules?: readonly string[];
  /** Files of Debian packages, by absolute path. */
  readonly files?: readonly string[];
  /** Native TensorFlow.js: `pnpm setup:tfjs`. */
  readonly nativeTensorFlow?: true;
}

/** `npm run test:fast` leaves out what starts programs. */
const isFast = process.env['TINYML_FAST'] === '1';

const missing = (needs: Needs): readonly string[] => {
  const { shared: wanted, commands = [], pythonModules = [], files = [], nativeTensorFlow = false } = needs;
  return [
    ...(wanted === true && !existsSync(shared) ? ['the shared models'] : []),
    ...(Array.isArray(wanted) ? (wanted as string[]).filter((path) => !existsSync(join(shared, path))) : []),
    ...(isFast ? [...commands, ...pythonModules] : commands.filter((name) => !hasCommand(name))),
    ...(isFast ? [] : pythonModules.filter((name) => !hasModule(name))).map((name) => `Python's ${name}`),
    ...files.filter((path) => !existsSync(path)),
    ...(nativeTensorFlow && !existsSync(addonPath()) ? ['native TensorFlow.js (pnpm setup:tfjs)'] : []),
  ];
};

/**
 * `describe` for tests that need more than Node. Where something is missing they are skipped, and the title says why;
 * with TINYML_REQUIRE set they fail instead.
 */
export const describeWith = (title: string, needs: Needs, body: () => void): void => {
  const absent = missing(needs);
  if (absent.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `${title}: needs ${absent.join(', ')}`;
  if (process.env['TINYML_REQUIRE'])
    test(reason, () => {
      throw new Error(reason);
    });
  // The body is not even read: it may look at what is missing.
  else test.skip(reason, () => undefined);
};
