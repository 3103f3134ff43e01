import { basename, extname } from 'node:path';

const keywords = new Set(
  ('alignas alignof asm auto bool break case catch char class const constexpr const_cast continue decltype default delete do double ' +
    'dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept ' +
    'nullptr operator private protected public register reinterpret_cast restrict return short signed sizeof static static_assert ' +
    'static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void ' +
    'volatile wchar_t while and or not xor').split(' '),
); // prettier-ignore

/** Headers that `<name>.h` would hide from the rest of the firmware: C's, POSIX's, Arduino's, those of common SDKs. */
const headers = new Set(
  ('assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool ' +
    'stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype ' +
    'alloca dirent fcntl getopt malloc memory new poll pthread pwd regex sched search semaphore spawn strings syslog termios unistd utime ' +
    'arduino binary client eeprom ethernet hardwareserial ipaddress keyboard liquidcrystal mouse pgmspace print printable sd serial server ' +
    'servo softwareserial spi stepper stream tone udp wifi wire wiring wstring ' +
    'arm_math cmsis_compiler cmsis_gcc freertos hal sdkconfig task unity main tinyml').split(' '),
); // prettier-ignore

/** What CMake has targets for, or our CMakeLists.txt. */
const targets = new Set('all app clean depend edit_cache help install package rebuild_cache test'.split(' '));

/** Peripherals and the like, for which vendors' libraries have a function `<name>_init`. */
const vendors = new Set('adc dma gpio i2c i2s irq mutex nvs pwm queue rtc sem timer uart usb'.split(' '));

const longest = 48;

/** Why `name` cannot prefix C symbols and name a header; undefined where it can. */
export const cNameProblem = (name: string): string | undefined => {
  if (name === '') return 'it is empty';
  if (!/^[A-Za-z_]/.test(name)) return 'a C identifier starts with a letter';
  if (!/^\w+$/.test(name)) return 'a C identifier has only letters, digits and `_`';
  if (/^_[A-Z_]/.test(name)) return 'C reserves identifiers that start like this';
  if (keywords.has(name.toLowerCase())) return 'it is a keyword of C or C++';
  // Case does not tell files apart everywhere.
  const lower = name.toLowerCase();
  if (lower === 'tml' || lower.startsWith('tml_')) return 'names of the C kernels start like this';
  if (headers.has(lower)) return `its header \`${name}.h\` would hide another one`;
  if (targets.has(lower)) return 'CMake has a target of this name';
  if (vendors.has(lower)) return `libraries of vendors have a function \`${name}_init\``;
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
  if (/^tml(_|$)/i.test(name)) name = `model_${name}`.slice(0, longest).replace(/_+$/, '');
  return cNameProblem(name) === undefined ? name : `${name}_model`;
};

/** The name that a model gets from its file or folder. */
export const nameFromPath = (path: string): string => cName(basename(path, extname(path)));
