import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import type { Program } from '../program/program.ts';
import { libraryCmake } from './cmake.ts';
import { libraryJson } from './library-json.ts';
import { modelData } from './model-data.ts';
import type { ProjectOptions } from './options.ts';
import { testSource, vectorsHeader } from './test-source.ts';

/**
 * What goes with the emitted library: its manifests, a test, the model as a file, and as a C array where an interpreter runs it. All of it is the model's own; what
 * several models of a folder have in common is `sharedFiles`.
 */
export const projectFiles = (program: Program, options: ProjectOptions): readonly EmittedFile[] => {
  const { board, project, provenance, runtime, tflite, vectors } = options;
  const library = libraryFolder(program);
  const tinyml = (path: string, contents: string | Uint8Array): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const files: EmittedFile[] = [tinyml(`${library}/library.json`, libraryJson(program, provenance))];
  if (tflite !== null) files.push(tinyml('model.tflite', tflite));
  if (tflite !== null && runtime === 'tflite-micro')
    files.push(tinyml(`src/${program.name}_model_data.h`, modelData(program.name, tflite, provenance)));
  if (project === 'cmake') files.push(tinyml(`${library}/CMakeLists.txt`, libraryCmake(program)));
  if (project === 'platformio' && vectors.length > 0) {
    const folder = `test/test_${program.name}`;
    const ending = board?.framework === 'arduino' ? 'cpp' : 'c';
    files.push(
      tinyml(`${folder}/test_main.${ending}`, testSource(program, options)),
      tinyml(`${folder}/test_vectors.h`, vectorsHeader(program, options)),
    );
  }
  return files;
};
