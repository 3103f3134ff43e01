import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const modelEndings = ['.tflite', '.h5', '.keras', '.onnx', '.pt2', 'model.json'];
const sampleName = /calib|train|sample/i;
const sampleEnding = /\.(npz|npy|csv)$/i;
const skipped = new Set(['node_modules', 'firmware', 'lib', 'dist', 'build']);
const deepest = 3;
const most = 50;

/** What lies in a project's folder and below, the nearest first; paths relative to it, with `/`. */
export interface ProjectFiles {
  readonly models: readonly string[];
  /** Arrays whose names suggest that they are samples of the model's inputs. */
  readonly samples: readonly string[];
}

const filesBelow = async (folder: string, depth = 0): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const found = sorted.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
  if (depth === deepest) return found;
  for (const entry of sorted)
    if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name))
      found.push(...(await filesBelow(join(folder, entry.name), depth + 1)));
  return found;
};

export const findFiles = async (folder: string): Promise<ProjectFiles> => {
  const paths = (await filesBelow(folder)).map((path) => relative(folder, path).split(sep).join('/'));
  return {
    models: paths.filter((path) => modelEndings.some((ending) => path.endsWith(ending))).slice(0, most),
    samples: paths.filter((path) => sampleEnding.test(path) && sampleName.test(path)).slice(0, most),
  };
};
