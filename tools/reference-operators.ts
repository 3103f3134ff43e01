import { slotOf, whyNone, type Operator, type Slot } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { operatorFamilies } from './operators/families.ts';
import { leftOut } from './operators/left-out.ts';
import { openNotes, type Notes } from './operators/notes.ts';
import { allSlots } from './operators/slots.ts';
import { typesOf, type OperatorType } from './operators/types.ts';
import { dtypes } from './operators/sample.ts';
import { generated, table } from './reference-table.ts';

const kernelNames = (op: string): string =>
  builtinKernels
    .filter((kernel) => kernel.op === op)
    .map(({ name }) => `\`${name}\``)
    .join(' ');

const unanswered = 'not yet';

const slotCell = (slot: Slot, operator: Operator, notes: Notes): string => {
  const why = whyNone(slot, operator);
  if (why !== undefined) return notes.mark(why);
  if (slotOf(slot, operator) === undefined) return notes.mark(unanswered);
  return slot.name in (operator.slots ?? {}) ? 'yes' : 'traits';
};

/** That an operator does not have a type needs no more words than this, where its own message has no others. */
const withoutType = /^(types .*|input .*|\w+( to \w+)?) (is|are) not supported(;.*)?$/;

const typeCell = ({ recorded, interpreted, compiled }: OperatorType, notes: Notes): string => {
  if (interpreted !== true) {
    if (interpreted === undefined) return notes.mark(unanswered);
    return notes.mark(withoutType.test(interpreted) ? 'the operator does not have this type' : interpreted);
  }
  const part = (letter: string, answer: OperatorType['recorded']): string =>
    answer === true ? letter : notes.mark(answer ?? unanswered);
  return [part('L', recorded), 'I', part('C', compiled)].join(' ');
};

const families = (): readonly (readonly [string, readonly Operator[]])[] =>
  [...operatorFamilies()].map(([family, names]) => [
    family,
    names.flatMap((name) => builtinOperatorTable.get(name) ?? []),
  ]);

const title = (family: string): string => `${family.charAt(0).toUpperCase()}${family.slice(1)}`;

const familySection = (family: string, operators: readonly Operator[]): string => {
  const notes = openNotes();
  const slots = table(
    ['operator', ...allSlots.map(({ name }) => name)],
    operators.map((operator) => [`\`${operator.name}\``, ...allSlots.map((slot) => slotCell(slot, operator, notes))]),
  );
  const types = table(
    ['operator', ...dtypes],
    operators.map((operator) => [`\`${operator.name}\``, ...typesOf(operator).map((type) => typeCell(type, notes))]),
  );
  return `## ${title(family)}

${table(
  ['operator', 'what it does', 'kernels'],
  operators.map(({ name, summary }) => [`\`${name}\``, summary, kernelNames(name)]),
)}

What tinyml's packages know of each:

${slots}

What runs it, by the type of its data:

${types}

${notes.list()}
`;
};

export const operatorsPage = (): string => `${generated}
# Operators and kernels

Names and semantics are TensorFlow Lite's. Every operator has a reference execution; the kernels in C give the same bits for integers.
Operators are grouped by family, as the folders of packages/operators are. Each family has three tables; a number in square brackets is
a note below them.

The second table has a column for each *slot*: what one of tinyml's packages needs to know of every operator. \`yes\`: a file or entry of
the operator's own; \`traits\`: derived from what holds of the operator anyway (element by element, a movement of elements, …); a
number: none, and why.

${table(
  ['slot', 'what it is'],
  allSlots.map(({ name, summary }) => [`\`${name}\``, summary]),
)}

The third table says by type what runs the operator. L: LiteRT's reference kernels (those of TensorFlow Lite Micro for operators
that LiteRT does not have) have run it, and what they gave is a test case; I:
our interpreter, which is the reference for kernels; C: a portable kernel in C. The type is that of the data operand, or of the result
where there is none.

Left out on purpose:

${table(['operator of TensorFlow Lite', 'why'], leftOut())}

${families()
  .map(([family, operators]) => familySection(family, operators))
  .join('\n')}`;
