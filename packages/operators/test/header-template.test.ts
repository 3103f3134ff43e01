import { describe, expect, test } from '@jest/globals';
import { headersOf } from '../src/kernel/header-template.ts';
import { kernelHeaders } from '../src/kernel/kernel-headers.ts';

const none = (name: string): string => {
  throw new Error(`asked for ${name}`);
};

const map = `/*
 * @TEXT@
 */
#ifndef @GUARD@
    @FIELDS@;
@TYPE@ @NAME@(void);
`;

describe('templates of headers', () => {
  test('a header for each row, with the cells in their places', () => {
    const template = `@instances  NAME    TYPE
@           tml_a8  uint8_t
@           tml_a   const float *

#ifndef @GUARD@
@TYPE@ @NAME@(void);
`;
    expect(headersOf(template, none)).toEqual([
      { name: 'tml_a8.h', text: '#ifndef TML_A8_H\nuint8_t tml_a8(void);\n' },
      { name: 'tml_a.h', text: '#ifndef TML_A_H\nconst float * tml_a(void);\n' },
    ]);
  });

  test('the text of another template, with a comment; an empty cell takes its line', () => {
    const template = `@template map.h.in
@instances  NAME   TYPE   FIELDS
@           tml_b  float  -
@           tml_c  int    int d, e

Two
lines.
`;
    const named = (name: string): string => (name === 'map.h.in' ? map : none(name));
    expect(headersOf(template, named).map(({ text }) => text)).toEqual([
      '/*\n * Two\n * lines.\n */\n#ifndef TML_B_H\nfloat tml_b(void);\n',
      '/*\n * Two\n * lines.\n */\n#ifndef TML_C_H\n    int d, e;\nint tml_c(void);\n',
    ]);
  });

  test.each([
    ['a placeholder without a column', '@instances  NAME\n@           tml_a\n\n@TYPE@ a\n', 'no column TYPE'],
    ['a row that is too short', '@instances  NAME  TYPE\n@           tml_a\n\n@TYPE@\n', '2 cells'],
  ])('%s is a fault', (_, template, problem) => {
    expect(() => headersOf(template, none)).toThrow(problem);
  });

  test('no header has a placeholder left', () => {
    const texts = [...kernelHeaders().values()];
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(({ text }) => /@[A-Z_]+@|^@/m.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

/** How many lines the comment has that a header begins with, its licence aside. */
const openingLines = (text: string): number => {
  const [, comment = ''] = /^\/\* SPDX-License-Identifier: MIT-0 \*\/\n\/\*([^]*?)\*\//.exec(text) ?? [];
  return comment.split('\n').filter((line) => /\w/.test(line)).length;
};

test('every header begins with its licence and a paragraph: the algorithm, its data layout, a source', () => {
  const headers = [...kernelHeaders().values()];
  expect(headers.filter(({ text }) => openingLines(text) < 2).map(({ name }) => name)).toEqual([]);
  expect(headers.filter(({ text }) => /^(?=.{120}) *(?:\/\*|\* )/m.test(text)).map(({ name }) => name)).toEqual([]);
});

test('a header that uses math.h includes it, itself or by what it includes', () => {
  const headers = kernelHeaders();
  const uses = /\bINFINITY\b|\bNAN\b|\b(?:atan2|ceil|cos|exp|fabs|floor|fmod|log|pow|round|sin|sqrt|tanh)f\(/;
  const hasMath = (text: string): boolean =>
    text.includes('#include <math.h>') ||
    [...text.matchAll(/^#include "(\w+\.h)"/gm)].some(([, name = '']) => hasMath(headers.get(name)?.text ?? ''));
  const using = [...headers.values()].filter(({ text }) => uses.test(text));
  expect(using.length).toBeGreaterThan(20);
  expect(using.filter(({ text }) => !hasMath(text)).map(({ name }) => name)).toEqual([]);
});
