import { arenaNames } from '../emit/arena-names.ts';
import type { Program } from '../program/program.ts';

/** C of the models that share an arena. */
export interface ArenaTurns {
  readonly declarations: readonly string[];
  readonly definitions: readonly string[];
}

interface SharedRegion {
  readonly region: string | null;
  readonly variable: string;
  readonly bytes: number;
  readonly attribute: string;
}

const sharedRegions = (programs: readonly Program[], library: string, group: number): readonly SharedRegion[] => {
  const regions = new Map<string | null, SharedRegion>();
  for (const program of programs)
    for (const { attribute, bytes, region } of arenaNames(program))
      regions.set(region, {
        region,
        variable: `${library}${region === null ? '' : `_${region}`}_arena_${String(group)}`,
        bytes: Math.max(bytes, regions.get(region)?.bytes ?? 0),
        attribute,
      });
  return [...regions.values()];
};

const hasState = ({ state }: Program): boolean => state !== undefined;

/** Takes the memory from a model; what it keeps from one inference to the next is put aside. */
const takeAway = ({ name, ...program }: Program, library: string, index: number): string => {
  const nothing = arenaNames({ name, ...program })
    .map(() => 'NULL, 0')
    .join(', ');
  const keep = hasState({ name, ...program })
    ? `      ${name}_save_state(${library}_${name}_state);\n      ${library}_${name}_is_kept = 1;\n`
    : '';
  return `    case ${String(index)}:\n${keep}      (void)${name}_init_with(${nothing});\n      break;\n`;
};

/** The functions that hand one arena from model to model of a group. */
export const arenaTurns = (programs: readonly Program[], library: string, group: number): ArenaTurns => {
  const regions = sharedRegions(programs, library, group);
  const align = Math.max(...programs.map(({ memory }) => memory.align));
  const holder = `${library}_holder_${String(group)}`;
  const others = (name: string): string =>
    programs.flatMap((program) => (program.name === name ? [] : [program.name])).join(' and ');
  const declarations = programs.map(
    (program) =>
      `/* Gives ${program.name} the memory that it shares with ${others(program.name)}. Call it before ${program.name}_init, its inputs and its invoke,\n` +
      ` * and read the results of ${others(program.name)} first: they are gone then, and their invoke fails until it is their turn again.\n` +
      ` * ${hasState(program) ? `The state of ${program.name} is as at the end of its last turn, at first as ${program.name}_init leaves it.` : `${program.name} is ready to run: it keeps nothing from one turn to the next.`} 0 = ok. */\n` +
      `int ${library}_use_${program.name}(void);\n`,
  );
  const kept = programs
    .filter(hasState)
    .map(
      ({ name }) =>
        `static uint8_t ${library}_${name}_state[${name.toUpperCase()}_STATE_BYTES];\nstatic uint8_t ${library}_${name}_is_kept;\n`,
    );
  const uses = programs.map((program, at) => {
    const { name } = program;
    const index = String(at + 1);
    const lent = arenaNames(program)
      .map(({ region }) => {
        const { variable = '' } = regions.find((one) => one.region === region) ?? {};
        return `${variable}, sizeof ${variable}`;
      })
      .join(', ');
    const restore = hasState(program)
      ? `  if (${library}_${name}_is_kept != 0) {\n    ${name}_restore_state(${library}_${name}_state);\n  }\n`
      : '';
    return (
      `int ${library}_use_${name}(void)\n{\n  if (${holder} == ${index}) {\n    return 0;\n  }\n  ${library}_leave_${String(group)}();\n` +
      `  if (${name}_init_with(${lent}) != 0) {\n    return 1;\n  }\n${restore}  ${holder} = ${index};\n  return 0;\n}\n`
    );
  });
  return {
    declarations,
    definitions: [
      `/* ${programs.map(({ name }) => name).join(', ')}: one arena, one model at a time. */\n` +
        regions
          .map(
            ({ attribute, bytes, variable }) =>
              `static uint8_t ${variable}[${String(bytes)}] __attribute__((aligned(${String(align)})))${attribute === '' ? '' : ` ${attribute}`};\n`,
          )
          .join('') +
        `/* Whose turn it is, counted from 1; 0: nobody's yet. */\nstatic uint8_t ${holder};\n${kept.join('')}`,
      `static void ${library}_leave_${String(group)}(void)\n{\n  switch (${holder}) {\n` +
        programs.map((program, at) => takeAway(program, library, at + 1)).join('') +
        `    default:\n      break;\n  }\n  ${holder} = 0;\n}\n`,
      ...uses,
    ],
  };
};
