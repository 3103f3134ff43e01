import { fromBytes, type Constants, type DType } from '@tinyml/core';
import { hasSeparateFlash, type ConstantType, type Program } from '../program/program.ts';
import { elementBytes } from '../program/stored-elements.ts';
import { libraryIncludes } from './includes.ts';
import { arrayLines } from './literal.ts';
import { banner, type Provenance } from './provenance.ts';
import { symbolsOf } from './symbols.ts';

const dtypeOf: Readonly<Record<ConstantType, DType>> = {
  int8_t: 'int8',
  uint8_t: 'uint8',
  int16_t: 'int16',
  uint16_t: 'float16',
  int32_t: 'int32',
  uint32_t: 'uint32',
  int64_t: 'int64',
  uint64_t: 'uint64',
  float: 'float32',
};

/** `<name>_weights.h`: every constant array, readable; the .c file alone includes it. */
export interface WeightsHeader {
  readonly contents: Uint8Array;
  /** The lines that declare the arrays. */
  readonly declared: string;
}

/** The text is several times as long as the weights: it becomes bytes array by array, and none of it is held twice. */
export const weightsHeader = (program: Program, constants: Constants, provenance: Provenance): WeightsHeader => {
  const symbols = symbolsOf(program);
  const declarations: string[] = [];
  const includes = new Set<string>();
  const arrays = program.constants.flatMap((constant, index) => {
    const values = fromBytes(dtypeOf[constant.ctype], constants.get(constant.digest));
    const align =
      constant.align > elementBytes(constant.ctype) ? ` __attribute__((aligned(${String(constant.align)})))` : '';
    const place = hasSeparateFlash(program) && constant.memory === 'flash' ? 'TML_FLASH ' : '';
    const declaration = `static const ${place}${constant.ctype} ${symbols.constant(index)}[${String(constant.count)}]${align} = {\n`;
    const lines = arrayLines(values, constant.ctype);
    declarations.push(declaration);
    includes.add(libraryIncludes(lines));
    return [Buffer.from(`${index > 0 ? '\n' : ''}${declaration}`), Buffer.from(lines, 'latin1'), Buffer.from('\n};\n')];
  });
  const guard = `${symbols.macro}_WEIGHTS_H`;
  const bytes = program.constants.reduce((sum, constant) => sum + constant.bytes, 0);
  const head = [
    banner(`Weights of ${program.name}: ${String(bytes)} bytes.`, provenance),
    `#ifndef ${guard}\n#define ${guard}\n\n${[...includes].join('')}#include <stdint.h>\n`,
  ].join('\n');
  const start = Buffer.from(`${head}\n`);
  const end = Buffer.from(`${arrays.length > 0 ? '\n' : ''}#endif\n`);
  return { contents: Buffer.concat([start, ...arrays, end]), declared: declarations.join('') };
};
