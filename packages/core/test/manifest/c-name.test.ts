import { describe, expect, test } from '@jest/globals';
import { cName, cNameProblem } from '@tinyml/core/internal';

const taken = [
  ...['int', 'class', 'restrict', 'and', '_Bool', '__x', 'constexpr', 'While'],
  ...['math', 'string', 'String', 'errno', 'STDINT', 'memory', 'pthread', 'unistd'],
  ...['arduino', 'Arduino', 'SPI', 'Wire', 'unity', 'main', 'tinyml'],
  ...['tml', 'tml_port', 'tml_conv_2d_s8', 'TML_PORT'],
  ...['test', 'all', 'app', 'install', 'gpio', 'uart'],
];

describe('names that C, build tools or SDKs have for themselves', () => {
  test.each(taken)('%s is refused, and what is suggested is not', (name) => {
    expect(cNameProblem(name)).toEqual(expect.any(String));
    expect(cNameProblem(cName(name))).toBeUndefined();
  });

  test.each(['m', 'fashion', 'kws_int8', 'classes', 'mathematics', 'my_test', 'int8', 'NULL'])(
    '%s is a name',
    (name) => {
      expect(cNameProblem(name)).toBeUndefined();
      expect(cName(name)).toBe(name);
    },
  );

  test('a file that is called like one gets another name', () => {
    expect(cName('tml_take')).toBe('model_tml_take');
    expect(cName('1_fashion-mnist.v2')).toBe('m1_fashion_mnist_v2');
  });
});
