import type { SharedFile } from '@tinyml/core/internal';
import { boards } from '../boards.ts';
import type { ApplicationModel } from './application.ts';
import { projectCmake } from './cmake.ts';
import { mainSource } from './main-source.ts';
import { platformioIni } from './platformio-ini.ts';

const isArduino = ({ board }: ApplicationModel): boolean =>
  boards.find(({ id }) => id === board)?.framework === 'arduino';

/** Whoever has one of these needs no other: two of them would not link. */
const mainNames = ['c', 'cpp', 'cc', 'cxx', 'ino'].map((ending) => `src/main.${ending}`);

/**
 * The files of the user around the models of a folder: the application, and the project that builds it. They are
 * written once, for `models` and for those of `others` that are built in the same way.
 */
export const sharedFiles = (
  models: readonly ApplicationModel[],
  others: readonly ApplicationModel[],
  exists: (path: string) => boolean,
): readonly SharedFile[] => {
  const ofProject = (project: ApplicationModel['project']): readonly ApplicationModel[] =>
    models.some((model) => model.project === project)
      ? [...models, ...others].filter((model) => model.project === project).sort((a, b) => (a.name < b.name ? -1 : 1))
      : [];
  const file = (path: string, text: string, of: readonly ApplicationModel[]): SharedFile => ({
    path,
    contents: new TextEncoder().encode(text),
    owner: 'user',
    models: of.map(({ name }) => name),
  });
  const [platformio, cmake] = [ofProject('platformio'), ofProject('cmake')];
  const applied = [...platformio, ...cmake];
  if (applied.length === 0) return [];
  const language = platformio.some((model) => isArduino(model) || model.micro !== null) ? 'cpp' : 'c';
  const main = mainNames.find(exists) ?? `src/main.${language}`;
  return [
    ...(platformio.length === 0 ? [] : [file('platformio.ini', platformioIni(platformio), platformio)]),
    ...(cmake.length === 0 ? [] : [file('CMakeLists.txt', projectCmake(cmake), cmake)]),
    file(main, mainSource(applied, main.endsWith('.c') ? 'c' : language), applied),
  ];
};
