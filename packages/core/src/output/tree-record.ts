import { readdirSync } from 'node:fs';
import type { ListedFile } from './output-file.ts';
import { isInside, readPlainFile } from './tree-path.ts';

/** The record of the first model of a folder; a further one's has its name in it. */
const firstRecord = 'tinyml-build.json';
const anyRecord = /^tinyml-build(?:\.([A-Za-z_]\w*))?\.json$/;

export const isRecordPath = (path: string): boolean => anyRecord.test(path);

/** The model as a file, as code generation names it and as it lies in a folder of one model. */
export const modelFileName = 'model.tflite';

/** Where what is not named after its model lies: the record, and the model as a file. */
export interface TreePlace {
  readonly record: string;
  readonly model: string;
}

const placeOf = (name: string, isFirst: boolean): TreePlace =>
  isFirst
    ? { record: firstRecord, model: modelFileName }
    : { record: `tinyml-build.${name}.json`, model: `model.${name}.tflite` };

/** A model that a folder holds, as its record tells. Nothing in it is to be trusted: it may have come with a checkout. */
export interface TreeRecord {
  readonly name: string;
  readonly place: TreePlace;
  readonly files: readonly ListedFile[];
  /** The record itself. */
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * True for a path that tinyml gives to a file of a model of this name, or to one of the user's. A record that names
 * another path claims what is not its own.
 */
const isPathOf = ({ path, owner }: ListedFile, name: string, { record, model }: TreePlace): boolean =>
  isInside(path) &&
  (owner === 'user' ||
    path === record ||
    path === model ||
    path.startsWith(`lib/${name}/`) ||
    path.startsWith(`test/test_${name}/`) ||
    path === `extras/${name}_model_data.h` ||
    path === `src/${name}_model_data.h`);

const isListed = (file: unknown): file is ListedFile => {
  const { path, sha256, owner } = (file ?? {}) as Partial<Record<keyof ListedFile, unknown>>;
  return (
    typeof path === 'string' &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    (owner === 'tinyml' || owner === 'user')
  );
};

const readRecord = (folder: string, file: string): TreeRecord | undefined => {
  const bytes = readPlainFile(folder, file);
  if (bytes === undefined) return undefined;
  try {
    const document = JSON.parse(Buffer.from(bytes).toString()) as Readonly<Record<string, unknown>>;
    const { schema, name, files } = document;
    const [, inName] = anyRecord.exec(file) ?? [];
    // What the models of a firmware share is recorded under its own name, never as the first one.
    const isWorkspace = schema === 'tinyml-workspace/1' && inName !== undefined;
    if ((schema !== 'tinyml-build/1' && !isWorkspace) || typeof name !== 'string' || !/^[A-Za-z_]\w*$/.test(name))
      return undefined;
    if (inName !== undefined && inName !== name) return undefined;
    const place = placeOf(name, inName === undefined);
    const listed = (Array.isArray(files) ? files : []).filter(isListed);
    return { name, place, document, files: listed.filter((entry) => isPathOf(entry, name, place)) };
  } catch {
    return undefined;
  }
};

/** The models that a folder holds, the first one first, then by name. A record that is none is left out. */
export const readRecords = (folder: string): readonly TreeRecord[] => {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter(isRecordPath).sort();
  } catch {
    return [];
  }
  const seen = new Set<string>();
  return [...names.filter((name) => name === firstRecord), ...names.filter((name) => name !== firstRecord)].flatMap(
    (name) => {
      const record = readRecord(folder, name);
      if (record === undefined || seen.has(record.name)) return [];
      seen.add(record.name);
      return [record];
    },
  );
};

/** Where a model lies in a folder that holds these: where it is already, else first, else under its name. */
export const placeIn = (records: readonly TreeRecord[], name: string): TreePlace =>
  records.find((record) => record.name === name)?.place ??
  placeOf(name, !records.some(({ place }) => place.record === firstRecord));
