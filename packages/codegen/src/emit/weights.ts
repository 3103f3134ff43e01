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
export const weightsHeader = (program: Program, constants: Constants, provenance: Provenance): string => {
  const symbols = symbolsOf(program);
  const arrays = program.constants.map((constant, index) => {
    const values = fromBytes(dtypeOf[constant.ctype], constants.get(constant.digest));
    const align =
      constant.align > elementBytes(constant.ctype) ? ` __attribute__((aligned(${String(constant.align)})))` : '';
    const place = hasSeparateFlash(program) && constant.memory === 'flash' ? 'TML_FLASH ' : '';
    return `static const ${place}${constant.ctype} ${symbols.constant(index)}[${String(constant.count)}]${align} = {\n${arrayLines(values, constant.ctype)}\n};\n`;
  });
  const guard = `${symbols.macro}_WEIGHTS_H`;
  const bytes = program.constants.reduce((sum, constant) => sum + constant.bytes, 0);
  return [
    banner(`Weights of ${program.name}: ${String(bytes)} bytes.`, provenance),
    `#ifndef ${guard}\n#define ${guard}\n\n${libraryIncludes(arrays.join(''))}#include <stdint.h>\n`,
    ...arrays,
    `#endif\n`,
  ].join('\n');
};
