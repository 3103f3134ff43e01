import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Board } from '../hardware/board.ts';
import type { LayerForms } from './layer-form.ts';
import type { Manifest } from './manifest.ts';
import { placed, placedAt } from './place.ts';
import { readData } from './read-data.ts';
import { readExplore } from './read-explore.ts';
import { readModel, readName, readOutput } from './read-model.ts';
import { readPasses } from './read-passes.ts';
import { readBudget, readPriority, readTarget } from './read-target.ts';
import { makeReader, type Mapping } from './reader.ts';
import { checkStructure, kindOf } from './structure.ts';
import { parseYaml } from './yaml-source.ts';

/** What a manifest may refer to. */
export interface ManifestEnvironment {
  readonly boards: readonly Board[];
  /** The layers that an untrained network may be described by. Default: none. */
  readonly layers?: LayerForms;
  /** Expanded in paths. Default: the process's environment. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Whether a model file or folder is there. Default: asks the file system. */
  readonly exists?: (path: string) => boolean;
}

const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return diagnostics
    .filter(({ code, line, column, message }) => {
      const key = `${code} ${String(line)} ${String(column)} ${message}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
};

const versionProblem = (value: Mapping): Diagnostic | undefined => {
  const version = value['version'];
  if (version === 1 || version === undefined) return undefined;
  return messages.wrongVersion(
    typeof version === 'string' ? `'${version}' (a text)` : version === null ? '(empty)' : JSON.stringify(version),
  );
};

/**
 * Reads a manifest's text. `file`: where it lies; paths in it are relative to that folder.
 * @throws TinymlError with every problem at once (TML1xx), in the order of the file.
 */
export const parseManifest = (text: string, file: string, environment: ManifestEnvironment): Manifest => {
  const path = resolve(file);
  const dir = dirname(path);
  const yaml = parseYaml(text, path);
  const { source, value } = yaml;
  if (yaml.diagnostics.length > 0) throw new TinymlError(...inOrder(yaml.diagnostics));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const top = { line: 1, column: 1, length: 1 };
    throw new TinymlError(
      placed(
        source,
        top,
        value === null || value === undefined ? messages.emptyManifest() : messages.notAMapping(kindOf(value)),
      ),
    );
  }
  const root = value as Mapping;
  const forms = environment.layers ?? {};
  const diagnostics: Diagnostic[] = [...checkStructure(root, source, forms)];
  const version = versionProblem(root);
  if (version !== undefined) diagnostics.push(placedAt(source, ['version'], version));
  const reader = makeReader(source, dir, environment.variables ?? process.env, diagnostics);
  const model = readModel(root, reader, {
    forms,
    exists: environment.exists ?? existsSync,
  });
  const target = readTarget(root['target'], reader, environment.boards);
  const manifest: Omit<Manifest, 'model'> = {
    source,
    dir,
    name: readName(root['name'], model, reader),
    target,
    budget: readBudget(root['budget'], reader, target, environment.boards),
    priority: readPriority(root['priority'], reader),
    data: readData(root['data'], reader),
    passes: readPasses(root['passes'], reader),
    explore: readExplore(root['explore'], reader),
    output: readOutput(root['output'], dir, model, reader),
    warnings: diagnostics.filter(({ severity }) => severity !== 'error'),
  };
  if (model === null || diagnostics.some(({ severity }) => severity === 'error'))
    throw new TinymlError(...inOrder(diagnostics));
  return { ...manifest, model };
};
