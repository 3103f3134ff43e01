import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import type { Program } from '../lower/program.ts';
import { libraryCmake, projectCmake } from './cmake.ts';
import { libraryJson } from './library-json.ts';
import { mainC, mainCpp } from './main-source.ts';
import { modelData } from './model-data.ts';
import type { ProjectOptions } from './options.ts';
import { platformioIni } from './platformio-ini.ts';
import { testSource, vectorsHeader } from './test-source.ts';
import { tfliteMicroMain } from './tflite-micro.ts';

/**
 * What surrounds the emitted library: manifests, an application, a test, the model as a file. The user's own files
 * (`owner: 'user'`) are written once. Of a `library` only what lies in `lib/<name>`, and the model file.
 */
export const projectFiles = (program: Program, options: ProjectOptions): readonly EmittedFile[] => {
  const { arena, board, project, provenance, runtime, tflite, vectors } = options;
  const library = libraryFolder(program);
  const tinyml = (path: string, contents: string | Uint8Array): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const user = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'user' });
  const arduino = board?.framework === 'arduino';
  const micro = runtime === 'tflite-micro';
  const files: EmittedFile[] = [tinyml(`${library}/library.json`, libraryJson(program, provenance))];
  if (tflite !== null) {
    const data = modelData(program.name, tflite, provenance);
    files.push(
      tinyml('model.tflite', tflite),
      tinyml(micro ? `src/${program.name}_model_data.h` : `extras/${program.name}_model_data.h`, data),
    );
  }
  if (project === 'library') return files;
  if (project === 'cmake')
    files.push(
      tinyml(`${library}/CMakeLists.txt`, libraryCmake(program)),
      user('CMakeLists.txt', projectCmake(program)),
      user('src/main.c', mainC(program, arena)),
    );
  else {
    files.push(user('platformio.ini', platformioIni(program, board)));
    if (micro) files.push(user('src/main.cpp', tfliteMicroMain(program)));
    else if (arduino) files.push(user('src/main.cpp', mainCpp(program, arena)));
    else files.push(user('src/main.c', mainC(program, arena)));
    if (vectors.length > 0) {
      const folder = `test/test_${program.name}`;
      files.push(
        tinyml(`${folder}/test_main.${arduino ? 'cpp' : 'c'}`, testSource(program, options)),
        tinyml(`${folder}/test_vectors.h`, vectorsHeader(program, options)),
      );
    }
  }
  return files;
};
