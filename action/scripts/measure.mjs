// @ts-check
// Builds every manifest with --frozen, and writes its figures beside those of the base commit.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { figuresOf, mostModels, reportSchema } from './report-form.mjs';
/** @import { Figures, Model } from './report-form.mjs' */

const env = process.env;
const work = mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'tinyml-measure-'));
const report = join(work, 'report', 'tinyml-report.json');
const command = env['TINYML'] ?? 'npx --no-install tinyml';

/** @param {readonly string[]} words */
const git = (words) => {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
};

/** @typedef {{ readonly name?: unknown, readonly schema?: unknown }} BuildDocument */

/**
 * @param {readonly string[]} words
 * @returns {{ readonly status: number, readonly document: BuildDocument | undefined }}
 */
const build = (words) => {
  // The command is the workflow's own text; what comes from the repository are separate words.
  const { status, stdout } = spawnSync('bash', ['-c', `${command} build "$@" --json`, 'tinyml', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  try {
    const document = /** @type {BuildDocument} */ (JSON.parse(stdout));
    return { status: status ?? 1, document: document.schema === 'tinyml-build/1' ? document : undefined };
  } catch {
    return { status: status ?? 1, document: undefined };
  }
};

const base = /^[0-9a-f]{40}$/.test(env['BASE'] ?? '') ? env['BASE'] : undefined;
const hasBase =
  base !== undefined &&
  (git(['cat-file', '-e', `${base}^{commit}`]) !== undefined ||
    git(['fetch', '--no-tags', '--depth=1', 'origin', base]) !== undefined);
const top = resolve(git(['rev-parse', '--show-toplevel'])?.trim() ?? '.');

/**
 * The record of a model's build that the base commit holds: what its own check with --frozen vouches for.
 * @param {string} name
 * @returns {Figures | undefined}
 */
const committedFigures = (name) => {
  const files = (git(['ls-tree', '-r', '--name-only', '-z', `${base}`]) ?? '').split('\0');
  for (const file of files.filter((path) => /^tinyml-build.*\.json$/.test(basename(path)))) {
    try {
      const record = /** @type {BuildDocument} */ (JSON.parse(git(['show', `${base}:${file}`]) ?? ''));
      if (record.schema === 'tinyml-build/1' && record.name === name) return figuresOf(record);
    } catch {
      // Another file of that name.
    }
  }
  return undefined;
};

let tree = '';

/**
 * Builds the base commit's own manifest with the tinyml of this one, where its C is not committed.
 * @param {string} manifest
 * @returns {Figures | undefined}
 */
const builtFigures = (manifest) => {
  const within = relative(top, resolve(manifest));
  if (within.startsWith(`..${sep}`)) return undefined;
  if (tree === '') {
    tree = join(work, 'base');
    if (git(['worktree', 'add', '--detach', tree, `${base}`]) === undefined) return undefined;
  }
  const { document } = build([join(tree, within), '--out', mkdtempSync(join(work, 'out-'))]);
  return document && figuresOf(document);
};

/**
 * @param {string} manifest
 * @returns {{ readonly model: Model, readonly status: number }}
 */
const measure = (manifest) => {
  const frozen = build([manifest, '--frozen']);
  const document = frozen.document ?? build([manifest, '--out', mkdtempSync(join(work, 'out-'))]).document;
  const name = String(document?.name ?? 'model');
  const before = hasBase ? (committedFigures(name) ?? builtFigures(manifest) ?? null) : null;
  const head = document === undefined ? null : figuresOf(document);
  return { status: frozen.status, model: { name, upToDate: frozen.status === 0, head, base: before } };
};

const manifests = (env['MANIFESTS'] ?? '.')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('-'))
  .slice(0, mostModels);
const measured = manifests.map(measure);
if (tree !== '') git(['worktree', 'remove', '--force', tree]);
mkdirSync(join(work, 'report'));
writeFileSync(report, JSON.stringify({ schema: reportSchema, models: measured.map(({ model }) => model) }));
rmSync(join(work, 'base'), { recursive: true, force: true });
const status = measured.find((one) => one.status !== 0)?.status ?? 0;
if (env['GITHUB_OUTPUT'] !== undefined)
  appendFileSync(env['GITHUB_OUTPUT'], `report=${report}\nstatus=${String(status)}\n`);
