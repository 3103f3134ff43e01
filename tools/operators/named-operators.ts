import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../steps.mjs';

/** An operator, and the folder that may name it, from the root of the repository. */
export interface Place {
  readonly name: string;
  readonly folder: string;
}

/** A source that names an operator beside whose folder it lies. */
export interface Naming {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** As the operator of a node that is made there. */
  readonly makes: boolean;
}

const list = 'packages/operators/src/list.ts';

/** Written by tools: they name the functions of the C library too, `exp` among them. */
const written = /\/kernel-(?:sizes|rates)\.ts$/;

/** Names that also are a word of its own: of an activation, of arithmetic, of a shape, an option of a layer. */
const isWord = (name: string): boolean => !/[_\d]/.test(name) || /^relu/.test(name);

/** Calls that take the name of an operator. */
const takesNames = /^(?:emit|isNode|append|convert|add)$/;

/** Properties that hold names of operators. */
const holdsNames = /^(?:op|followedBy|layers)$/;

const nameOf = (node: ts.Node): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';

/** `KernelRequest<'add'>`; those that only choose among strings are no types of an operator. */
const choosesStrings = /^(?:Exclude|Extract|Omit|Pick|Record)$/;

/** What a literal is a part of, whichever of several it is there. */
const holderOf = (literal: ts.Node): readonly [from: ts.Node, at: ts.Node] => {
  let [from, at] = [literal, literal.parent];
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isConditionalExpression(at) ||
    ts.isArrayLiteralExpression(at) ||
    ts.isAsExpression(at)
  )
    [from, at] = [at, at.parent];
  return [from, at];
};

/** Calls that make a node. */
const makesNodes = /^(?:emit|emitAll|append|add|of|reduce|truth)$/;

const makesNode = (literal: ts.Node): boolean => {
  const [, at] = holderOf(literal);
  return ts.isCallExpression(at)
    ? makesNodes.test(nameOf(at.expression))
    : ts.isPropertyAssignment(at) && ts.isIdentifier(at.name) && at.name.text === 'op';
};

/** Whether a literal stands where a name of an operator does. */
const namesOperator = (literal: ts.Node, operators: ReadonlySet<string>): boolean => {
  const [from, at] = holderOf(literal);
  if (ts.isPropertyAssignment(at)) return ts.isIdentifier(at.name) && holdsNames.test(at.name.text);
  if (ts.isBinaryExpression(at)) return [at.left, at.right].some((side) => nameOf(side) === 'op');
  if (ts.isCallExpression(at))
    return takesNames.test(nameOf(at.expression)) && at.arguments.slice(0, 3).some((argument) => argument === from);
  if (!ts.isLiteralTypeNode(at)) return false;
  const holder = ts.isUnionTypeNode(at.parent) ? at.parent : at;
  const members = ts.isUnionTypeNode(holder) ? holder.types : [at];
  const allOperators = members.every(
    (type) => ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) && operators.has(type.literal.text),
  );
  if (!allOperators) return false;
  if (ts.isTypeReferenceNode(holder.parent))
    return !(ts.isIdentifier(holder.parent.typeName) && choosesStrings.test(holder.parent.typeName.text));
  return members.length > 1;
};

const cFunction = /\btml_\w+/g;

/** The C functions of an operator's own folder: as they were measured there. */
const functionsIn = (folder: string): readonly string[] =>
  ['', 'kernels/'].flatMap((below) => {
    const path = join(root, folder, `${below}kernel-sizes.ts`);
    return existsSync(path)
      ? [...readFileSync(path, 'utf8').matchAll(/^ {2}'?(tml_\w+)'?: \{$/gm)].map(([, name]) => name as string)
      : [];
  });

const namingsIn = (
  file: string,
  byName: ReadonlyMap<string, Place>,
  byFunction: ReadonlyMap<string, Place>,
): readonly Naming[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const names = new Set(byName.keys());
  const found: Naming[] = [];
  const note = (place: Place | undefined, node: ts.Node): void => {
    if (place === undefined || file.startsWith(`${place.folder}/`)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ file, line, name: place.name, makes: makesNode(node) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      const place = byName.get(node.text);
      if (place !== undefined && (!isWord(place.name) || namesOperator(node, names))) note(place, node);
      for (const [word] of node.text.matchAll(cFunction)) note(byFunction.get(word), node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** Every place in the packages' sources where an operator is named outside its own folder and the list of operators. */
export const namings = (operators: readonly Place[]): readonly Naming[] => {
  const byName = new Map(operators.map((place) => [place.name, place]));
  const byFunction = new Map(
    operators.flatMap((place) => functionsIn(place.folder).map((name) => [name, place] as const)),
  );
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const folder = join(root, 'packages', name, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => relative(root, join(folder, path)).split(sep).join('/'))
      .filter((file) => file !== list && !written.test(file))
      .sort()
      .flatMap((file) => namingsIn(file, byName, byFunction));
  });
};
