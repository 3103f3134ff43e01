import type { KernelEntry } from './kernel-entries.ts';

/**
 * Fields of structs as a typical layer has them: what is 1 or nothing in most layers lets gcc leave loops out, and large
 * numbers take more code than small ones. The first pattern that matches kernel and field decides.
 */
const typical: readonly (readonly [kernel: RegExp, field: RegExp, value: string])[] = [
  [/./, /^batch$|dilation|^beta$|^phases$|^(?:reduced0|kept0|kept1)$|^whole_runs$/, '1'],
  [/^tml_(?!conv_2d|depthwise|planes?_|window|strip)/, /^rows$/, '1'],
  [/conv_2d_window/, /^rows$/, '1'],
  [/./, /^outer$|^[ab]_stride$/, '1'],
  [/pool_2d/, /^pad_/, '0'],
  [/max_pool_2d_(?:s8|f32)/, /^stride_|^filter_/, '2'],
  [/average_pool/, /^stride_|^filter_|^input_(?:height|width)$/, '8'],
  [/average_pool/, /^output_(?:height|width)$/, '1'],
  [/./, /^pad|^stride(?:_|$)|^taps$/, '1'],
  [/./, /^filter_(?:height|width|rows)$|^run_taps$/, '3'],
  [/./, /^filter_pairs$/, '2'],
  [/depthwise|plane/, /^multiplier$/, '1'],
  [/./, /multiplier$/, '1098017566'],
  [/./, /^rounding$/, '-16711680'],
  [/./, /^[ab]_shift$/, '-2'],
  [/./, /shift$/, '-7'],
  [/fully_connected/, /^asymmetric$/, '0'],
  [/./, /^asymmetric$/, '1'],
  [/./, /^factor_step$|^sign_step$/, '0'],
  [/./, /^zeros$/, '-1'],
  [/./, /^longest$/, '12'],
  [/./, /^table_length$/, '100'],
  [/./, /^count$/, '1024'],
  [/pool_2d_f32|mul_f32/, /^min$|^low$/, '-__builtin_inff()'],
  [/f32|f16w|hybrid|fpu/, /^min$|^low$/, '0'],
  [/f32|f16w|hybrid|fpu/, /^max$|^high$/, '__builtin_inff()'],
  [/./, /^min$|^low$|zero_point$/, '-128'],
  [/./, /^max$|^high$/, '127'],
];

/** What layers differ in: so that no two calls of a program have a value in common. */
const ordinary = (call: number): string => String(16 + 8 * call);

const fieldValue = (kernel: string, name: string, call: number): string =>
  typical.find(([whose, pattern]) => whose.test(kernel) && pattern.test(name))?.[2] ?? ordinary(call);

const initialiser = (entry: KernelEntry, type: string, call: number): string =>
  `{ ${(entry.structs.get(type) ?? [])
    .map(({ flash, length, name, pointer, type: own }) => {
      const value = pointer
        ? name === 'outer'
          ? 'NULL'
          : `(const ${flash ? 'FLASH ' : ''}void *)constants_${String(call)}`
        : entry.structs.has(own)
          ? initialiser(entry, own, call)
          : fieldValue(entry.name, name, call);
      return `.${name} = ${length === undefined ? value : `{ ${value}, ${value} }`}`;
    })
    .join(', ')} }`;

/** Constants lie in flash; what a layer computes from and its result lie in the arena. */
const argument = (declared: string, at: number, call: number): string =>
  !declared.includes('*')
    ? ordinary(call)
    : declared.includes('__flash')
      ? `(const FLASH void *)constants_${String(call)}_${String(at)}`
      : /^const (?!void\b)\w+ \*(?:restrict |__restrict )?(?!x$|a$|b$|input$|values$)/.test(declared)
        ? `(const void *)constants_${String(call)}_${String(at)}`
        : `(void *)(arena + ${String(256 * (8 * call + at))})`;

/** gcc's name for an AVR's flash. */
const flashQualifier = '#ifdef __FLASH\n#define FLASH __flash\n#else\n#define FLASH\n#endif';

/**
 * A program's source with so many calls of the kernel: constant parameters, tensors in the arena, weights in flash.
 * `separateFlash`: parameters are copied to the stack, as ordinary pointers do not lead to them.
 */
export const callSource = (entry: KernelEntry, calls: number, separateFlash: boolean): string => {
  const { header, name, params, rest } = entry;
  const lines: string[] = [];
  const statements: string[] = [];
  for (let call = 0; call < calls; call += 1) {
    const values = rest.map((declared, at) => argument(declared, at, call));
    lines.push(`extern const FLASH signed char constants_${String(call)}[];`);
    rest.forEach((declared, at) =>
      lines.push(
        `extern const ${declared.includes('__flash') ? 'FLASH ' : ''}signed char constants_${String(call)}_${String(at)}[];`,
      ),
    );
    lines.push(`static const FLASH ${params} params_${String(call)} = ${initialiser(entry, params, call)};`);
    statements.push(
      separateFlash
        ? `  { const ${params} params = params_${String(call)}; ${name}(${['&params', ...values].join(', ')}); }`
        : `  ${name}(${[`&params_${String(call)}`, ...values].join(', ')});`,
    );
  }
  return [
    `#include "${header}"`,
    flashQualifier,
    'extern signed char arena[];',
    ...lines,
    `int invoke(void)\n{\n${statements.join('\n')}\n  return 0;\n}\n`,
  ].join('\n');
};

/** The kernel as a function that may be called from anywhere, with all that it calls. */
export const addressSource = ({ header, name }: KernelEntry): string =>
  `#include "${header}"\nextern const void *const entry;\nconst void *const entry = (const void *)&${name};\n`;
