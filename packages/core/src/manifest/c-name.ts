import { basename, extname } from 'node:path';

const keywords = new Set(
  ('alignas alignof asm auto bool break case catch char class const constexpr const_cast continue decltype default delete do double ' +
    'dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept ' +
    'nullptr operator private protected public register reinterpret_cast restrict return short signed sizeof static static_assert ' +
    'static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void ' +
    'volatile wchar_t while and or not xor').split(' '),
); // prettier-ignore

/** Headers that `<name>.h` would hide from the rest of the firmware. */
const headers = new Set(
  ('assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool ' +
    'stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype main arduino tinyml tml').split(' '),
); // prettier-ignore

const longest = 48;

/** Why `name` cannot prefix C symbols and name a header; undefined where it can. */
export const cNameProblem = (name: string): string | undefined => {
  if (name === '') return 'it is empty';
  if (!/^[A-Za-z_]/.test(name)) return 'a C identifier starts with a letter';
  if (!/^\w+$/.test(name)) return 'a C identifier has only letters, digits and `_`';
  if (/^_[A-Z_]/.test(name)) return 'C reserves identifiers that start like this';
  if (keywords.has(name.toLowerCase())) return 'it is a keyword of C or C++';
  if (headers.has(name.toLowerCase())) return `its header \`${name}.h\` would hide another one`;
  if (name.length > longest) return `it is longer than ${String(longest)} characters`;
  return undefined;
};

/** A C identifier as close to `text` as possible: `1_fashion-mnist.v2` → `m1_fashion_mnist_v2`, `int` → `int_model`. */
export const cName = (text: string): string => {
  const ascii = text.normalize('NFKD').replace(/\p{Mn}/gu, '');
  let name = ascii
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longest)
    .replace(/_+$/, '');
  if (name === '') return 'model';
  if (/^\d/.test(name)) name = `m${name}`.slice(0, longest);
  return keywords.has(name.toLowerCase()) || headers.has(name.toLowerCase()) ? `${name}_model` : name;
};

/** The name that a model gets from its file or folder. */
export const nameFromPath = (path: string): string => cName(basename(path, extname(path)));
