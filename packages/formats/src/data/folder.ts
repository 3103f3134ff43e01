import { TinymlError } from '@tinyml/core';
import { unknownName, unusableFolder } from '../diagnostics/data.ts';

export type Medium = 'image' | 'sound';

const endings: readonly (readonly [RegExp, Medium])[] = [
  [/\.(png|jpe?g)$/i, 'image'],
  [/\.wav$/i, 'sound'],
];

/** What a file's ending says that it holds. */
export const mediumOf = (path: string): Medium | undefined => endings.find(([ending]) => ending.test(path))?.[1];

/** The samples of a folder, in the order in which they count. */
export interface FolderSamples {
  readonly medium: Medium;
  readonly files: readonly string[];
  /** Where subfolders are classes. */
  readonly labels?: Int32Array;
}

/** In turn one of each group, so that the first samples are of all classes. */
const interleaved = <T>(groups: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, i) => groups.flatMap((group) => group.slice(i, i + 1))).flat();
};

const byClasses = (
  folder: string,
  medium: Medium,
  files: readonly string[],
  wanted: readonly string[] | undefined,
  mix: boolean,
): FolderSamples => {
  const classOf = (file: string): string => file.slice(0, file.indexOf('/'));
  const stray = files.find((file) => !file.includes('/'));
  if (stray !== undefined)
    throw new TinymlError(
      unusableFolder(folder, `${stray} lies in none of the subfolders, which are classes`, 'put it into one, or all files side by side with a .csv for `labels:`'), // prettier-ignore
    );
  const found = [...new Set(files.map(classOf))].sort();
  const classes = wanted ?? found;
  const missing = classes.find((name) => !found.includes(name));
  if (missing !== undefined) throw new TinymlError(unknownName(folder, 'class with samples', missing, found));
  const groups = classes.map((name, label) =>
    files.filter((file) => classOf(file) === name).map((file) => ({ file, label })),
  );
  const samples = mix ? interleaved(groups) : groups.flat();
  return { medium, files: samples.map(({ file }) => file), labels: Int32Array.from(samples, ({ label }) => label) };
};

/**
 * Which of the files in `folder` are samples. Subfolders are classes, unless other labels are given.
 * @param listed the files that a table beside the folder names, in its order
 * @param mix take the classes in turn; else one after the other, for arrays beside the folder to go by
 * @throws TinymlError TML807, TML818
 */
export const folderSamples = (
  folder: string,
  names: readonly string[],
  { classes, listed, mix }: { readonly classes?: readonly string[]; readonly listed?: readonly string[]; readonly mix: boolean }, // prettier-ignore
): FolderSamples => {
  const media = [...new Set(names.flatMap((name) => mediumOf(name) ?? []))];
  const [medium] = media;
  if (medium === undefined)
    throw new TinymlError(
      unusableFolder(folder, 'the folder holds no images (.png, .jpg) and no sounds (.wav)', 'other files are left alone'), // prettier-ignore
    );
  if (media.length > 1)
    throw new TinymlError(unusableFolder(folder, 'the folder holds images and sounds', 'keep them in folders of their own')); // prettier-ignore
  if (listed !== undefined) return { medium, files: listed };
  const files = names.filter((name) => mediumOf(name) !== undefined);
  return files.some((file) => file.includes('/')) ? byClasses(folder, medium, files, classes, mix) : { medium, files };
};
