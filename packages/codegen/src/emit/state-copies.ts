import type { Program } from '../program/program.ts';
import { symbolsOf } from './symbols.ts';

/** Declarations of the functions that copy the state out and back in: none where a model has no state. */
export const stateCopyDeclarations = (program: Program): readonly string[] => {
  const { prefix, macro } = symbolsOf(program);
  if (program.state === undefined) return [];
  return [
    `\n/* Copy the state, ${macro}_STATE_BYTES of it, between two invokes: to go on later. What was saved`,
    ` * is of use to the same build of the model alone. */`,
    `void ${prefix}_save_state(void *to);`,
    `void ${prefix}_restore_state(const void *from);`,
  ];
};

/** The two functions: the state's buffers, one after another, in the order in which init sets them. */
export const stateCopyLines = (program: Program): readonly string[] => {
  const symbols = symbolsOf(program);
  const { state } = program;
  if (state === undefined) return [];
  let at = 0;
  const places = state.map(({ tensor: { bytes, place } }) => {
    const offset = at;
    at += bytes;
    return { bytes, inside: symbols.pointer(place, 'void'), outside: offset === 0 ? '' : ` + ${String(offset)}` };
  });
  const saved = places.map(
    ({ bytes, inside, outside }) => `  memcpy((uint8_t *)to${outside}, ${inside}, ${String(bytes)});\n`,
  );
  const restored = places.map(
    ({ bytes, inside, outside }) => `  memcpy(${inside}, (const uint8_t *)from${outside}, ${String(bytes)});\n`,
  );
  return [
    `void ${symbols.prefix}_save_state(void *to)\n{\n${saved.join('')}}\n`,
    `void ${symbols.prefix}_restore_state(const void *from)\n{\n${restored.join('')}}\n`,
  ];
};
