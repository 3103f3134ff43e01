import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML948 */
export const depfileNotWritable = (file: string, error: Error): Diagnostic => ({
  code: 'TML948',
  severity: 'error',
  message: `cannot write ${file}: ${error.message}`,
  hint: 'the output folder is up to date; choose another place for --depfile',
});

const atLine = (line: number | undefined): Pick<Diagnostic, 'line'> => (line === undefined ? {} : { line });

/** TML949 */
export const otherBoardInProject = (
  file: string,
  line: number | undefined,
  found: string | undefined,
  wanted: string,
  lines: readonly string[],
): Diagnostic => ({
  code: 'TML949',
  severity: 'warning',
  message:
    found === undefined
      ? `platformio.ini has no environment for ${wanted}, the target of this build`
      : `platformio.ini compiles for ${found}; this build is for ${wanted}`,
  hint: `${found === undefined ? 'add' : 'it is your file, so change it there to'} [env:${wanted}] with ${lines.join(' · ')}`,
  file,
  ...atLine(line),
});

/** TML950 */
export const modelNotUsed = (file: string, line: number | undefined, name: string, header: string): Diagnostic => ({
  code: 'TML950',
  severity: 'warning',
  message: `no file in src uses the model ${name}`,
  hint: `#include "${header}" and call ${name}_init() and ${name}_invoke(); or delete this file and build again: it is then written for all models of the folder`,
  file,
  ...atLine(line),
});

/** TML951 */
export const entryPointMissing = (file: string, entry: string, framework: string): Diagnostic => ({
  code: 'TML951',
  severity: 'warning',
  message: `no file in src has ${entry}(), with which a program for the framework ${framework} begins`,
  hint: 'this file was written for another board: give it that function, or delete it and build again',
  file,
});

/** TML952 */
export const otherFlagsInProject = (file: string, line: number, found: string, wanted: string): Diagnostic => ({
  code: 'TML952',
  severity: 'note',
  message: `platformio.ini has build_flags = ${found}; with this priority the model is compiled with ${wanted}`,
  hint: `the model's library brings ${wanted} itself; change this line, and build_unflags, to compile the rest of your program so too`,
  file,
  line,
});

/** TML953 */
export const functionMissing = (file: string, line: number, name: string, isExternal: boolean): Diagnostic => ({
  code: 'TML953',
  severity: 'warning',
  message: `${name}() is called here and is no function of the model any more`,
  hint: isExternal
    ? `with output.arena: external the firmware lends the memory: call ${name}_with(arena, sizeof arena)`
    : `with output.arena: static the model has its own memory: call ${name.replace(/_with$/, '')}()`,
  file,
  line,
});

/** TML954 */
export const modelNotBuilt = (file: string, line: number | undefined, name: string): Diagnostic => ({
  code: 'TML954',
  severity: 'warning',
  message: `CMakeLists.txt does not build the model ${name}`,
  hint: `add add_subdirectory(lib/${name}) and link ${name} to your program`,
  file,
  ...atLine(line),
});

export const projectExplanations: Explanations = {
  TML948: `The list of inputs and outputs for make or ninja could not be written.`,
  TML949: `platformio.ini belongs to you: tinyml writes it where it is missing and never changes it. The manifest's board is
another one now, so \`pio run\` would compile this model for the former board.`,
  TML950: `The application in src/ belongs to you and is never changed. It does not use this model: because the model was renamed, or
because it came to a folder that held another one.`,
  TML951: `The application in src/ was written for a board with another framework and does not have the function that this one calls.`,
  TML952: `The flags of the whole project are yours. Those that the model's figures hold for are in its own library.json.`,
  TML953: `output.arena was changed since the application was written; the function that makes the model ready has another name now.`,
  TML954: `CMakeLists.txt belongs to you and is never changed; it does not name this model's folder.`,
};
