/** A number with a unit, read; or why it cannot be. */
export type Quantity = { readonly value: number } | { readonly problem: string; readonly hint?: string };

type Units = Readonly<Record<string, number>>;

const sizeUnits: Units = { B: 1, KB: 1e3, KiB: 1024, MB: 1e6, MiB: 1024 ** 2 };
const timeUnits: Units = { us: 1e-6, ms: 1e-3, s: 1 };
const durationUnits: Units = { ms: 1e-3, s: 1, min: 60, h: 3600 };
const clockUnits: Units = { kHz: 1e3, MHz: 1e6, GHz: 1e9 };

/** What people write for a unit, in lower case, and the unit that they are likely to mean. */
const slips: Readonly<Record<string, string>> = {
  b: 'B', byte: 'B', bytes: 'B', k: 'KiB', kb: 'KB', kib: 'KiB', ki: 'KiB', kbyte: 'KB', m: 'MiB', mb: 'MB', mib: 'MiB', mi: 'MiB',
  us: 'us', µs: 'us', μs: 'us', usec: 'us', ms: 'ms', msec: 'ms', millis: 'ms', s: 's', sec: 's', second: 's', seconds: 's',
  minute: 'min', minutes: 'min', mins: 'min', hr: 'h', hour: 'h', hours: 'h', khz: 'kHz', mhz: 'MHz', ghz: 'GHz',
}; // prettier-ignore

const number = '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?';
const withUnit = new RegExp(`^\\s*(${number})\\s*([A-Za-zµμ%]*)\\s*$`);

const listed = (units: Units): string => Object.keys(units).join(', ');

const quantity = (written: string | number, what: string, units: Units, example: string): Quantity => {
  const match = withUnit.exec(String(written));
  if (match === null)
    return {
      problem: `\`${String(written)}\` is not ${what}`,
      hint: `write a number and a unit (${listed(units)}), e.g. ${example}`,
    };
  const [, digits = '', unit = ''] = match;
  const factor = units[unit];
  if (factor !== undefined) {
    const value = Number(digits) * factor;
    return Number.isFinite(value)
      ? { value }
      : { problem: `\`${String(written)}\` is not ${what}: the number is out of range` };
  }
  if (unit === '')
    return {
      problem: `\`${String(written)}\` has no unit`,
      hint: `write one of ${listed(units)}, e.g. ${digits}${Object.keys(units)[1] ?? ''}`,
    };
  // `m` is a mebibyte of sizes and a minute of durations.
  const meant = units === durationUnits && unit.toLowerCase() === 'm' ? 'min' : slips[unit.toLowerCase()];
  const suggestion = meant !== undefined && units[meant] !== undefined ? `did you mean \`${digits}${meant}\`? ` : '';
  return {
    problem: `\`${unit}\` is not a unit of ${what.replace(/^an? /, '')}`,
    hint: `${suggestion}units are ${listed(units)}`,
  };
};

/** Bytes. A bare number is bytes, as in a linker script. KB = 1,000 B, KiB = 1,024 B. */
export const readSize = (written: string | number): Quantity => {
  const bare = typeof written === 'number' || /^\s*\+?\d+\s*$/.test(written);
  const read = bare ? { value: Number(written) } : quantity(written, 'a size', sizeUnits, '64KiB');
  if (!('value' in read)) return read;
  if (read.value < 0)
    return { problem: `\`${String(written)}\` is negative`, hint: 'a size is a number of bytes, e.g. 64KiB' };
  if (!Number.isFinite(read.value) || read.value > 2 ** 40)
    return { problem: `\`${String(written)}\` is out of range`, hint: 'a size is at most 1 TiB, e.g. 64KiB' };
  if (!Number.isInteger(read.value))
    return { problem: `\`${String(written)}\` is no whole number of bytes`, hint: 'round it, e.g. 64KiB' };
  return read;
};

/** Seconds. */
export const readTime = (written: string | number): Quantity => {
  const read = quantity(written, 'a time', timeUnits, '10ms');
  if ('value' in read && read.value < 0)
    return { problem: `\`${String(written)}\` is negative`, hint: 'a time limit is above zero, e.g. 10ms' };
  return read;
};

/** Seconds, of what a person waits for. */
export const readDuration = (written: string | number): Quantity => {
  const read = quantity(written, 'a duration', durationUnits, '10min');
  if ('value' in read && read.value <= 0)
    return { problem: `\`${String(written)}\` is not above zero`, hint: 'e.g. 10min' };
  return read;
};

/** Hz. */
export const readClock = (written: string | number): Quantity => {
  const read = quantity(written, 'a clock', clockUnits, '180MHz');
  if ('value' in read && read.value <= 0)
    return { problem: `\`${String(written)}\` is not above zero`, hint: 'e.g. 180MHz' };
  return read;
};

/** A plain number from `0.5%`, `0.005` or `1/255`. */
export const readRatio = (written: string | number): Quantity => {
  if (typeof written === 'number')
    return Number.isFinite(written) ? { value: written } : { problem: `\`${String(written)}\` is not a number` };
  const fraction = new RegExp(`^\\s*(${number})\\s*/\\s*(${number})\\s*$`).exec(written);
  if (fraction !== null) {
    const value = Number(fraction[1]) / Number(fraction[2]);
    return Number.isFinite(value) ? { value } : { problem: `\`${written}\` divides by zero`, hint: 'e.g. 1/255' };
  }
  const match = withUnit.exec(written);
  if (match !== null && match[2] === '') return { value: Number(match[1]) };
  if (match !== null && match[2] === '%') return { value: Number(match[1]) / 100 };
  return {
    problem: `\`${written}\` is not a ratio`,
    hint: 'write a number, a fraction or a percentage, e.g. 0.005, 1/255 or 0.5%',
  };
};
