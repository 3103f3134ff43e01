import { readFile } from 'node:fs/promises';
import { badLock } from '../diagnostics/catalogue/lock.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { priorities, type Priority } from '../hardware/target.ts';
import type { ManifestPath, ManifestSource } from '../manifest/manifest.ts';
import { pathText, placedAt } from '../manifest/place.ts';
import { parseYaml } from '../manifest/yaml-source.ts';
import type { HeldOut } from '../pipeline/held-out.ts';
import type { Lock, LockedPass } from './lock.ts';

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDigest = (value: unknown): value is string => typeof value === 'string' && /^sha256-[0-9a-f]{64}$/.test(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const mostPasses = 200;

/** Reads parts of a lock; the first that is wrong is told of at its place. */
const partsOf = (root: Mapping, source: ManifestSource) => {
  const refuse = (path: ManifestPath, wanted: string): never => {
    throw new TinymlError(placedAt(source, path, badLock(`\`${pathText(path)}\` is not ${wanted}`)));
  };
  const mapping = (value: unknown, path: ManifestPath): Mapping =>
    isMapping(value) ? value : refuse(path, 'a mapping');
  const entries = <T>(key: string, is: (value: unknown) => value is T, wanted: string): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(mapping(root[key], [key])).map(([name, value]): [string, T] => [
        name,
        is(value) ? value : refuse([key, name], wanted),
      ]),
    );
  const passOf = (value: unknown, index: number): LockedPass => {
    const at = ['passes', index];
    const { name, version, options } = mapping(value, at);
    return {
      name: typeof name === 'string' && name !== '' ? name : refuse([...at, 'name'], 'the name of a pass'),
      version: isCount(version) ? version : refuse([...at, 'version'], 'a whole number'),
      options: mapping(options, [...at, 'options']),
    };
  };
  const heldOutOf = (value: unknown): HeldOut => {
    const { split, share } = mapping(value, ['heldOut']);
    if (split !== 'train' && split !== 'calibration') return refuse(['heldOut', 'split'], 'train or calibration');
    return typeof share === 'number' && share > 0 && share < 1
      ? { split, share }
      : refuse(['heldOut', 'share'], 'a number between 0 and 1');
  };
  return { refuse, entries, passOf, heldOutOf };
};

/** Reads the text of a lock. @throws TinymlError TML139 with the place of the first thing that is wrong */
export const parseLock = (text: string, file: string): Lock => {
  const { source, value, diagnostics } = parseYaml(text, file);
  const [problem] = diagnostics;
  if (problem !== undefined) throw new TinymlError({ ...problem, ...badLock(problem.message) });
  if (!isMapping(value)) throw new TinymlError(placedAt(source, [], badLock('it is not a mapping')));
  const { refuse, entries, passOf, heldOutOf } = partsOf(value, source);
  if (value['schema'] !== 'tinyml-lock/1') refuse(['schema'], '`tinyml-lock/1`, the form that this tinyml knows');
  const { passes, kernels, weights, evaluations, seed, heldOut } = value;
  const known = ['schema', 'inputs', 'passes', 'kernels', 'figures', 'weights', 'evaluations', 'seed', 'heldOut'];
  const [strange] = Object.keys(value).filter((key) => !known.includes(key));
  if (strange !== undefined) refuse([strange], 'a part of a lock');
  const isFigure = (figure: unknown): figure is number | null => figure === null || Number.isFinite(figure);
  return {
    schema: 'tinyml-lock/1',
    inputs: entries('inputs', isDigest, 'a digest'),
    passes:
      Array.isArray(passes) && passes.length <= mostPasses
        ? passes.map(passOf)
        : refuse(['passes'], 'a list of passes'),
    kernels: (priorities as readonly unknown[]).includes(kernels)
      ? (kernels as Priority)
      : refuse(['kernels'], `one of ${priorities.join(', ')}`),
    figures: entries('figures', isFigure, 'a number'),
    weights: weights === null || isDigest(weights) ? weights : refuse(['weights'], 'a digest, or null'),
    evaluations: isCount(evaluations) ? evaluations : refuse(['evaluations'], 'a whole number'),
    seed: isCount(seed) ? seed : refuse(['seed'], 'a whole number'),
    ...(heldOut === undefined ? {} : { heldOut: heldOutOf(heldOut) }),
  };
};

const largest = 256 * 1024;

/** The lock at `file`; undefined where there is none. @throws TinymlError TML139 */
export const readLock = async (file: string): Promise<Lock | undefined> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new TinymlError({ ...badLock(`it cannot be read: ${code}`), file });
  }
  if (bytes.length > largest) throw new TinymlError({ ...badLock(`it has ${String(bytes.length)} bytes`), file });
  return parseLock(new TextDecoder().decode(bytes), file);
};
