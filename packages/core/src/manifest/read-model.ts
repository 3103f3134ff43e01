import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { cName, cNameProblem, nameFromPath } from './c-name.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LayerForms } from './layer-form.ts';
import type { LayersModel, ManifestPath, ModelRequest, OutputRequest } from './manifest.ts';
import { readLayers, type ReportProblem } from './read-layers.ts';
import type { InputShapes } from '../model/format.ts';
import { mappingOf, type Mapping, type Reader } from './reader.ts';
import { layersModelSchema } from './schema.ts';
import { findProblems } from './structure.ts';

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const modelHint = (written: string, path: string): string => {
  if (/^https?:/.test(written)) return 'tinyml does not download models: fetch it first and give its path';
  if (written.startsWith('~')) return 'a shell expands `~`, YAML does not: write `${HOME}/…`';
  const folder = dirname(path);
  if (!existsSync(folder)) return `the folder ${folder} does not exist; paths are relative to the manifest`;
  const near = didYouMean(basename(path), filesIn(folder));
  return near ?? 'paths are relative to the manifest';
};

/** @returns null where the model is not given as it should be; that has been reported. */
export const readModel = (
  { model: value, signature, inputs, 'input-layout': layout }: Mapping,
  reader: Reader,
  { forms, exists }: { readonly forms: LayerForms; readonly exists: (path: string) => boolean },
): ModelRequest | null => {
  if (typeof value === 'string') {
    const path = reader.file(value, ['model']);
    if (path === null) return null;
    if (!exists(path)) {
      const shown = relative(dirname(reader.source.file), path);
      reader.report(
        ['model'],
        messages.modelNotFound(shown === '' || shown.startsWith('..') ? path : shown, modelHint(value, path)),
      );
    }
    return {
      kind: 'file',
      path,
      signature: typeof signature === 'string' ? signature : null,
      inputs: typeof inputs === 'object' ? (inputs as InputShapes | null) : null,
      inputLayout: layout === 'nhwc' ? 'nhwc' : 'keep',
    };
  }
  const model = readLayersModel(value, ['model'], forms, (path, diagnostic, at) => reader.report(path, diagnostic, at));
  return model && { kind: 'layers', ...model };
};

const readLayersModel = (
  value: unknown,
  at: ManifestPath,
  forms: LayerForms,
  report: ReportProblem,
): LayersModel | null => {
  const { input, layers, seed } = mappingOf(value);
  if (!Array.isArray(layers) || !Array.isArray(input)) return null;
  return {
    input: input as number[],
    layers: readLayers(layers, [...at, 'layers'], forms, report),
    seed: typeof seed === 'number' ? seed : 1,
  };
};

/** A network that a module describes by its layers. @throws TinymlError with every problem at once */
export const checkLayersModel = (value: unknown, file: string, forms: LayerForms): LayersModel => {
  const problems: Diagnostic[] = [];
  const report: ReportProblem = (_, diagnostic) => void problems.push({ ...diagnostic, file });
  const isOfLayer = ({ instancePath }: { readonly instancePath: string }): boolean =>
    instancePath.startsWith('/layers/');
  for (const { path, diagnostic } of findProblems(layersModelSchema(forms), value, [], isOfLayer))
    report(path, diagnostic);
  const model = readLayersModel(value, [], forms, report);
  if (model === null || problems.length > 0) throw new TinymlError(...problems);
  return model;
};

export const readName = (value: unknown, model: ModelRequest | null, reader: Reader): string => {
  if (value === undefined) return model?.kind === 'file' ? nameFromPath(model.path) : 'model';
  if (typeof value !== 'string') return 'model';
  const name = value;
  const problem = cNameProblem(name);
  if (problem === undefined) return name;
  const suggestion = cName(name);
  reader.report(['name'], messages.badName(name, problem, suggestion));
  return suggestion;
};

const oneOf = <T extends string>(value: unknown, values: readonly [T, ...T[]]): T =>
  values.find((candidate) => candidate === value) ?? values[0];

/** True where `inner` is `outer` or lies in it. */
const isWithin = (inner: string, outer: string): boolean => {
  const path = relative(outer, inner);
  return path === '' || !(path.startsWith('..') || path.startsWith('/') || /^[A-Za-z]:/.test(path));
};

export const readOutput = (value: unknown, dir: string, model: ModelRequest | null, reader: Reader): OutputRequest => {
  const output = mappingOf(value);
  const folder = output['dir'] === undefined ? join(dir, 'firmware') : reader.file(output['dir'], ['output', 'dir']);
  if (folder !== null) {
    if (isWithin(dir, folder))
      reader.report(['output', 'dir'], messages.badOutputFolder("holds the manifest's own folder"));
    else if (model?.kind === 'file' && isWithin(model.path, folder))
      reader.report(['output', 'dir'], messages.badOutputFolder('holds the model'));
  }
  return {
    dir: folder ?? join(dir, 'firmware'),
    project: oneOf(output['project'], ['platformio', 'library', 'cmake']),
    runtime: oneOf(output['runtime'], ['native', 'tflite-micro']),
    arena: oneOf(output['arena'], ['static', 'external']),
  };
};
