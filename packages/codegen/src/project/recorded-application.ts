import type { TreeRecord } from '@tinyml/core/internal';
import type { ApplicationModel } from './application.ts';

const isText =
  (form: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && form.test(value);
const isWord = isText(/^[A-Za-z_]\w*$/);
const isId = isText(/^[\w-]+$/);
const isTruth = (value: unknown): boolean => typeof value === 'boolean';

const isListOf =
  (isItem: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isItem);

const orNull =
  (isValue: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || isValue(value);

/** An object with just these fields, each as its check says. */
const isRecordOf =
  (fields: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([key, isValue]) => isValue((value as Readonly<Record<string, unknown>>)[key]));

const isApplication = isRecordOf({
  name: isWord,
  project: isText(/^(?:platformio|cmake|library)$/),
  board: orNull(isId),
  core: isId,
  flags: isListOf(isText(/^-[\w=-]+$/)),
  lent: orNull(
    isListOf(
      isRecordOf({
        parameter: isWord,
        macro: isWord,
        attribute: isText(/^(?:__attribute__\(\(section\("\.bss\.\w+"\)\)\))?$/),
      }),
    ),
  ),
  use: (value) => value === undefined || isWord(value),
  inputs: isListOf(isRecordOf({ isReal: isTruth, isFloat: isTruth })),
  outputs: isListOf(isRecordOf({ isReal: isTruth })),
  hasLabels: isTruth,
  micro: orNull(isRecordOf({ operators: isListOf(isWord), arenaBytes: Number.isSafeInteger })),
});

/**
 * What the record of another model tells of it; undefined where it does not (another version's) or is no plain text:
 * its words become C and configuration.
 */
export const recordedApplication = ({ name, document }: TreeRecord): ApplicationModel | undefined => {
  const { application } = document;
  if (!isApplication(application) || (application as ApplicationModel).name !== name) return undefined;
  return application as ApplicationModel;
};
