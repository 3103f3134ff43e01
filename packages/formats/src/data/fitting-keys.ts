import { TinymlError, type DataSource } from '@tinyml/core';
import { unusableDataSource } from '../diagnostics/data.ts';

/** What a source's samples come from. */
export type Origin = 'arrays' | 'images' | 'sounds' | 'loader';

const words: Readonly<Record<Origin, string>> = {
  arrays: 'an array',
  images: 'images',
  sounds: 'sounds',
  loader: 'a loader',
};

/** Keys that only some origins have a use for, as the manifest calls them. */
const uses: readonly (readonly [key: keyof DataSource, name: string, origins: readonly Origin[]])[] = [
  ['images', 'images', ['images', 'arrays']],
  ['audio', 'audio', ['sounds', 'arrays']],
  ['resize', 'resize', ['images']],
  ['crop', 'crop', ['images', 'sounds']],
  ['features', 'preprocess', ['sounds']],
  ['sampleRate', 'sample-rate', ['sounds']],
  ['classes', 'classes', ['images', 'sounds']],
  ['labels', 'labels', ['arrays', 'images', 'sounds']],
  ['targets', 'targets', ['arrays', 'images', 'sounds']],
  ['reads', 'reads', ['loader']],
];

/**
 * Refuses a key that would have no effect: the samples would not be what the manifest says.
 * @throws TinymlError TML809
 */
export const checkKeys = (source: DataSource, origin: Origin): void => {
  const idle = uses.find(([key, , origins]) => source[key] !== undefined && !origins.includes(origin));
  if (idle === undefined) return;
  const [key, name, origins] = idle;
  const what = key === 'features' && source.features !== undefined ? `preprocess: ${source.features.kind}` : name;
  throw new TinymlError(
    unusableDataSource(
      `\`${what}\` says nothing about ${words[origin]}`,
      `it goes with ${origins.map((other) => words[other]).join(' or ')}: leave it out`,
    ),
  );
};
