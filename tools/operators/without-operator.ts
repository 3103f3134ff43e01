import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../steps.mjs';

const operators = join(root, 'packages/operators/src');
const listFile = join(operators, 'list.ts');

const listLine = /^export \{ \w+ \} from '\.\/(.*)\/operator\.ts';\n/gm;

/** The operators' folders within the operators' sources, as the list has them. */
export const operatorFolders = (): readonly string[] =>
  [...readFileSync(listFile, 'utf8').matchAll(listLine)].map(([, folder]) => folder as string);

/** The list without the lines of some folders. */
const listWithout = (folders: ReadonlySet<string>): string =>
  readFileSync(listFile, 'utf8').replace(listLine, (line, folder: string) => (folders.has(folder) ? '' : line));

const sources = (): readonly string[] =>
  readdirSync(join(root, 'packages')).flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(root, 'packages', name, 'src', path)),
  );

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
    readonly config: unknown;
  };
  const parsed = ts.parseJsonConfigFileContent(
    { ...(config as object), include: [], files: ['package.json'] },
    ts.sys,
    root,
  );
  const { tsBuildInfoFile: _, ...rest } = parsed.options;
  return { ...rest, incremental: false };
};

/**
 * The packages' sources without the folders of some operators and their lines in the list, type-checked. Files are parsed once, and
 * nothing is written.
 */
export const operatorRemover = (): ((folders: readonly string[]) => readonly string[]) => {
  const all = sources();
  const compilerOptions = options();
  const parsed = new Map<string, ts.SourceFile | undefined>();
  let before: ts.Program | undefined;
  return (folders) => {
    const gone = new Set(folders);
    const prefixes = folders.map((folder) => join(operators, folder) + sep);
    const isGone = (path: string): boolean => prefixes.some((prefix) => join(path).startsWith(prefix));
    const host = ts.createCompilerHost(compilerOptions, true);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (path) => !isGone(path) && fileExists(path);
    host.readFile = (path) => (isGone(path) ? undefined : readFile(path));
    host.getSourceFile = (path, ...rest) => {
      if (isGone(path)) return undefined;
      if (join(path) === listFile)
        return ts.createSourceFile(
          path,
          listWithout(gone),
          { languageVersion: ts.ScriptTarget.ES2023, impliedNodeFormat: ts.ModuleKind.ESNext },
          true,
        );
      if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest));
      return parsed.get(path);
    };
    const program = ts.createProgram({
      rootNames: all.filter((path) => !isGone(path)),
      options: compilerOptions,
      host,
      ...(before && { oldProgram: before }),
    });
    before = program;
    return program.getSourceFiles().flatMap((file) =>
      file.fileName.includes('/node_modules/')
        ? []
        : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
            ({ file: at, messageText, start = 0 }) => {
              const line = at === undefined ? 0 : at.getLineAndCharacterOfPosition(start).line + 1;
              const text = ts.flattenDiagnosticMessageText(messageText, ' ');
              return `${at === undefined ? '' : relative(root, at.fileName)}:${String(line)}: ${text}`;
            },
          ),
    );
  };
};
