import { TinymlError } from '@tinyml/core';
import type { Manifest } from '@tinyml/core/internal';
import { trainingNotInstalled } from './diagnostics/installation.ts';
import { addCommand } from './package-manager.ts';
import { findTraining, trainingFor, trainingPassNames, type Training } from './training.ts';

/** The passes that train, where a search may use them. @throws TinymlError TML070 where it does, and they are not installed */
export const searchTraining = async (manifest: Manifest): Promise<Training | undefined> => {
  const { train, include } = manifest.explore;
  const named = include.map(({ name }) => name).filter((name) => trainingPassNames.includes(name));
  if (!train && named.length === 0) return trainingFor(manifest);
  const found = await findTraining(manifest.dir);
  if (found === undefined)
    throw new TinymlError(
      trainingNotInstalled(named.length > 0 ? named : ['train'], addCommand(manifest.dir, '@tinyml/training')),
    );
  return found;
};
