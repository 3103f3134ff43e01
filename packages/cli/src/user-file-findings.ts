import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { boardLines, boards, environmentOf, type ApplicationModel } from '@tinyml/codegen';
import { type Diagnostic } from '@tinyml/core';
import { readRecords, type BuildResult } from '@tinyml/core/internal';
import {
  entryPointMissing,
  functionMissing,
  modelNotBuilt,
  modelNotUsed,
  otherBoardInProject,
  otherFlagsInProject,
} from './diagnostics/project.ts';
import { environmentsIn, textIn } from './project-configuration.ts';

const lineOf = (text: string, pattern: RegExp): number | undefined => {
  const index = text.split('\n').findIndex((line) => pattern.test(line));
  return index < 0 ? undefined : index + 1;
};

/** The user's C sources, path and text. Links are left out, as elsewhere in the output folder. */
const sourcesIn = (dir: string): readonly (readonly [string, string])[] => {
  try {
    return readdirSync(join(dir, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:c|cc|cpp|cxx|h|hpp|ino)$/i.test(entry.name))
      .slice(0, 500)
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
      .map((path) => [path, textIn(dir, path) ?? ''] as const);
  } catch {
    return [];
  }
};

const platformioFindings = (dir: string, model: ApplicationModel): readonly Diagnostic[] => {
  const found = environmentsIn(dir);
  const wanted = environmentOf(model);
  if (found === undefined || found.isOpen) return [];
  const file = join(dir, 'platformio.ini');
  const findings: Diagnostic[] = [];
  const board = boards.find(({ id }) => id === model.board);
  if (wanted !== undefined && !found.boards.some(({ value }) => value === wanted)) {
    const [other] = found.boards;
    const lines = board === undefined ? ['platform = qemu', `board = ${wanted}`] : boardLines(board);
    findings.push(otherBoardInProject(file, other?.line, other?.value, wanted, lines));
  }
  const flags = found.settings.find(({ key, value }) => key === 'build_flags' && /(?:^|\s)-O\w/.test(value));
  const level = model.flags.find((flag) => flag.startsWith('-O'));
  const isAlone = readRecords(dir).length === 1;
  if (isAlone && flags !== undefined && level !== undefined && !flags.value.split(/\s+/).includes(level))
    findings.push(otherFlagsInProject(file, flags.line, flags.value, level));
  return findings;
};

const sourceFindings = (dir: string, model: ApplicationModel): readonly Diagnostic[] => {
  const sources = sourcesIn(dir);
  const [main] = [...sources].sort(([a], [b]) => Number(/main\.\w+$/.test(b)) - Number(/main\.\w+$/.test(a)));
  if (main === undefined) return [];
  const { name, lent, micro } = model;
  const header = micro === null ? `${name}.h` : `${name}_model_data.h`;
  const [path, text] = main;
  if (!sources.some(([, source]) => source.includes(`"${header}"`) || source.includes(`<${header}>`))) {
    const others = readRecords(dir).map((record) => record.name);
    const line =
      lineOf(text, new RegExp(`#include "(?:${others.filter((other) => other !== name).join('|')})\\.h"`)) ??
      lineOf(text, /#include "\w+\.h"/);
    return [modelNotUsed(join(dir, path), line, name, header)];
  }
  const findings: Diagnostic[] = [];
  const wrong = lent === null ? `${name}_init_with` : `${name}_init`;
  for (const [source, content] of sources) {
    const line = lineOf(content, new RegExp(`\\b${wrong}\\s*\\(`));
    if (line !== undefined && micro === null)
      findings.push(functionMissing(join(dir, source), line, wrong, lent !== null));
  }
  const framework = boards.find(({ id }) => id === model.board)?.framework;
  const entry = framework === 'arduino' ? 'setup' : framework === 'espidf' ? 'app_main' : undefined;
  if (entry !== undefined && !sources.some(([, source]) => new RegExp(`\\b${entry}\\s*\\(`).test(source)))
    findings.push(entryPointMissing(join(dir, path), entry, framework ?? ''));
  return findings;
};

const cmakeFindings = (dir: string, { name }: ApplicationModel): readonly Diagnostic[] => {
  const text = textIn(dir, 'CMakeLists.txt');
  if (text === undefined || new RegExp(`lib/${name}\\b`).test(text)) return [];
  return [modelNotBuilt(join(dir, 'CMakeLists.txt'), lineOf(text, /add_subdirectory\(lib\//), name)];
};

/**
 * Where the user's own files, which are written once and never again, do not go with what was built: another board,
 * name, priority or arena than they were written for. Each says which line it is about.
 */
export const userFileFindings = ({ dir, record }: BuildResult): readonly Diagnostic[] => {
  const model = record.application as unknown as ApplicationModel;
  if (model.project === 'library') return [];
  return [
    ...(model.project === 'platformio' ? platformioFindings(dir, model) : cmakeFindings(dir, model)),
    ...sourceFindings(dir, model),
  ];
};
