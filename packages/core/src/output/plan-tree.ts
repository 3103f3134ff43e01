import { statSync } from 'node:fs';
import { join } from 'node:path';
import { editedFileKept } from '../diagnostics/catalogue/build.ts';
import {
  inputInTheWay,
  namesDifferByCase,
  obstacleInTheWay,
  userFileNotWritten,
} from '../diagnostics/catalogue/output.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../ir/digest.ts';
import type { ListedFile, OutputFile, SharedFile } from './output-file.ts';
import type { Change } from './transaction.ts';
import { isInside, obstacleAbove, readPlainFile, standingAt } from './tree-path.ts';
import { modelFileName, placeIn, readRecords, type TreePlace, type TreeRecord } from './tree-record.ts';

/** A model that shall lie in a folder. */
export interface ModelTree {
  readonly name: string;
  /** The files that are tinyml's, as for a folder that holds this model alone. */
  readonly files: readonly OutputFile[];
  /** Absolute paths of the files that the model is made from: never written. */
  readonly inputs: readonly string[];
  /** The build record as text. */
  record(place: TreePlace, files: readonly ListedFile[]): string;
}

/**
 * The files that belong to the folder, for the models being built and the others that it holds.
 * `exists`: whether something stands at a path of the tree.
 */
export type SharedFiles = (others: readonly TreeRecord[], exists: (path: string) => boolean) => readonly SharedFile[];

/** A model's files in this folder: its record the last one. */
export interface PlannedModel {
  readonly name: string;
  readonly place: TreePlace;
  readonly files: readonly OutputFile[];
  readonly listed: readonly ListedFile[];
}

/** All that is known before anything is touched. */
export interface TreePlan {
  readonly models: readonly PlannedModel[];
  readonly shared: readonly SharedFile[];
  /** The models that the folder held before. */
  readonly records: readonly TreeRecord[];
  /** What of the tree is not as it shall be. */
  readonly differences: readonly TreeDifference[];
  /** What is done about it: all but that edited files are kept, unless that was asked for. */
  readonly change: Change;
  readonly diagnostics: readonly Diagnostic[];
}

const hex = (bytes: Uint8Array): string => digestOf(bytes).slice(7);

/** Lists a file of the user: what it was written with, which this build does not repeat. */
const listShared = (file: SharedFile, isWritten: boolean, records: readonly TreeRecord[], name: string): ListedFile => {
  const known = [...records]
    .sort((a, b) => Number(b.name === name) - Number(a.name === name))
    .flatMap(({ files }) => files.filter(({ path, owner }) => path === file.path && owner === 'user'));
  const [former] = isWritten ? [] : known;
  return { path: file.path, sha256: former?.sha256 ?? hex(file.contents), owner: 'user' };
};

const planModel = (
  model: ModelTree,
  shared: readonly SharedFile[],
  written: ReadonlySet<string>,
  records: readonly TreeRecord[],
): PlannedModel => {
  const place = placeIn(records, model.name);
  const files = model.files.map((file) => (file.path === modelFileName ? { ...file, path: place.model } : file));
  const listed = [
    ...files.map(({ path, contents, owner }): ListedFile => ({ path, sha256: hex(contents), owner })),
    ...shared
      .filter(({ models }) => models.includes(model.name))
      .map((file) => listShared(file, written.has(file.path), records, model.name)),
  ];
  const record: OutputFile = {
    path: place.record,
    contents: Buffer.from(model.record(place, listed)),
    owner: 'tinyml',
  };
  return { name: model.name, place, files: [...files, record], listed };
};

/** Two models whose macros, and on many machines folders, would be the same. */
const checkNames = (models: readonly ModelTree[], records: readonly TreeRecord[]): void => {
  const names = [...new Set([...records, ...models].map(({ name }) => name))];
  for (const { name } of models) {
    const other = names.find((known) => known !== name && known.toUpperCase() === name.toUpperCase());
    if (other !== undefined) throw new TinymlError(namesDifferByCase(name, other));
  }
};

const isSameFile = (path: string, other: string): boolean => {
  const [a, b] = [path, other].map((name) => statSync(name, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && a.ino !== 0n && a.ino === b?.ino && a.dev === b.dev;
};

/** Why a file cannot lie where it shall; undefined where nothing is in the way. */
const hindranceOf = (folder: string, { path }: OutputFile, inputs: readonly string[]): Diagnostic | undefined => {
  if (!isInside(path)) throw new Error('a path that leaves the output tree');
  const above = obstacleAbove(folder, path);
  if (above !== undefined) return obstacleInTheWay(join(folder, above.path), above.standing, path);
  const standing = standingAt(join(folder, path));
  if (standing === 'folder') return obstacleInTheWay(join(folder, path), standing, path);
  if (standing !== 'nothing' && inputs.some((input) => isSameFile(join(folder, path), input)))
    return inputInTheWay(join(folder, path));
  return undefined;
};

/** How a file of the tree is not as these inputs give it. `left`: it belongs to no model any more. */
export interface TreeDifference {
  readonly path: string;
  readonly state: 'missing' | 'stale' | 'edited' | 'left';
  /** What shall lie there; absent for a file that goes. */
  readonly contents?: Uint8Array;
  /** Of what lies there now, in hex. */
  readonly sha256?: string;
}

const differencesOf = (
  folder: string,
  { files, place }: PlannedModel,
  former: TreeRecord | undefined,
): readonly TreeDifference[] => {
  const known = new Map((former?.files ?? []).map((file) => [file.path, file]));
  const differences = files.flatMap(({ path, contents }): readonly TreeDifference[] => {
    if (standingAt(join(folder, path)) === 'nothing') return [{ path, state: 'missing', contents }];
    const now = readPlainFile(folder, path);
    if (now !== undefined && Buffer.compare(now, contents) === 0) return [];
    const isOurs = path === place.record || (now !== undefined && known.get(path)?.sha256 === hex(now));
    return [{ path, state: isOurs ? 'stale' : 'edited', contents }];
  });
  const wanted = new Set(files.map(({ path }) => path));
  const left = [...known.values()].flatMap(({ path, sha256, owner }): readonly TreeDifference[] => {
    if (owner === 'user' || wanted.has(path)) return [];
    const now = readPlainFile(folder, path);
    if (now === undefined) return [];
    return [{ path, state: hex(now) === sha256 ? 'left' : 'edited', sha256: hex(now) }];
  });
  return [...differences, ...left];
};

/** Decides what lies where and what has to change. @throws TinymlError TML941–TML943 where something is in the way */
export const planTree = (
  folder: string,
  trees: readonly ModelTree[],
  sharedFiles: SharedFiles,
  force: boolean,
): TreePlan => {
  const records = readRecords(folder);
  checkNames(trees, records);
  const others = records.filter(({ name }) => !trees.some((tree) => tree.name === name));
  const shared = sharedFiles(others, (path) => standingAt(join(folder, path)) !== 'nothing');
  const diagnostics: Diagnostic[] = [];
  const written: SharedFile[] = [];
  for (const file of shared) {
    const above = obstacleAbove(folder, file.path);
    if (above?.standing === 'link') {
      // The user's own arrangement: what lies behind it is theirs as well.
      if (!statSync(join(folder, file.path), { throwIfNoEntry: false }))
        diagnostics.push(userFileNotWritten(join(folder, file.path), join(folder, above.path)));
    } else if (above !== undefined || standingAt(join(folder, file.path)) === 'nothing') written.push(file);
  }
  // Each is placed with the former ones in view: the first of several takes the first place.
  const taken: TreeRecord[] = [...records];
  const paths = new Set(written.map(({ path }) => path));
  const models = trees.map((tree) => {
    const model = planModel(tree, shared, paths, taken);
    if (!taken.some(({ name }) => name === model.name))
      taken.push({ name: model.name, place: model.place, files: model.listed, document: {} });
    return model;
  });
  const hindrances = [
    ...models.flatMap(({ files }, index) => files.map((file) => hindranceOf(folder, file, trees[index]?.inputs ?? []))),
    ...written.map((file) => hindranceOf(folder, file, [])),
  ].filter((found) => found !== undefined);
  if (hindrances.length > 0) {
    const byMessage = new Map(hindrances.map((hindrance) => [hindrance.message, hindrance]));
    throw new TinymlError(...byMessage.values());
  }
  const differences = models.flatMap((model) =>
    differencesOf(
      folder,
      model,
      records.find(({ name }) => name === model.name),
    ),
  );
  const [kept, carriedOut] = [true, false].map((isKept) =>
    differences.filter(({ state }) => (state === 'edited' && !force) === isKept),
  ) as [TreeDifference[], TreeDifference[]];
  return {
    models,
    shared,
    records,
    differences: [
      ...written.map(({ path, contents }): TreeDifference => ({ path, state: 'missing', contents })),
      ...differences,
    ],
    change: {
      write: [
        ...written,
        ...carriedOut.flatMap(({ path, contents }) => (contents === undefined ? [] : [{ path, contents }])),
      ],
      remove: carriedOut.flatMap(({ path, sha256 }) => (sha256 === undefined ? [] : [{ path, sha256 }])),
    },
    diagnostics: [...diagnostics, ...kept.map(({ path }) => editedFileKept(join(folder, path)))],
  };
};
