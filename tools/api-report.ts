/**
 * The public interface of @tinyml/core as text: every exported name with its signature. `pnpm api` writes it into
 * packages/core/api; a test fails where the code says something else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const core = join(root, 'packages/core');

/** Report by entry point. */
export const entries = { 'core.api.md': 'src/index.ts', 'testing.api.md': 'src/testing/index.ts' } as const;
export type Report = keyof typeof entries;

export const reportPath = (report: Report): string => join(core, 'api', report);

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
    config: object;
  };
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root).options;
};

const printer = ts.createPrinter({ removeComments: true });

/** A declaration without its comments and bodies. */
const declarationText = (declaration: ts.Declaration): string =>
  printer.printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile());

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType;

const describe = (checker: ts.TypeChecker, symbol: ts.Symbol): string => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  // What packages add to an interface is theirs.
  const own = (target.declarations ?? []).filter((one) => one.getSourceFile().fileName.startsWith(`${core}/`));
  const [declaration] = own;
  if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere in core`);
  if (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) {
    const type = checker.typeToString(checker.getTypeOfSymbolAtLocation(target, declaration), declaration, flags);
    return `const ${symbol.name}: ${type}`;
  }
  if (ts.isClassDeclaration(declaration)) return `class ${symbol.name}`;
  return own.map(declarationText).join('\n');
};

/** The reports as they should be. */
export const apiReports = (): Readonly<Record<Report, string>> => {
  const files = Object.values(entries).map((file) => join(core, file));
  const program = ts.createProgram(files, { ...options(), noEmit: true });
  const checker = program.getTypeChecker();
  const reports = Object.entries(entries).map(([report, file]) => {
    const source = program.getSourceFile(join(core, file));
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module`);
    const symbols = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const body = symbols.map((symbol) => describe(checker, symbol).split(`${core}/src/`).join('')).join('\n\n');
    const entry = file === 'src/index.ts' ? '@tinyml/core' : '@tinyml/core/testing';
    return [
      report,
      `# ${entry}: ${String(symbols.length)} names\n\nWritten by \`pnpm api\`.\n\n\`\`\`ts\n${body}\n\`\`\`\n`,
    ];
  });
  return Object.fromEntries(reports) as Record<Report, string>;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [report, text] of Object.entries(apiReports())) writeFileSync(reportPath(report as Report), text);
