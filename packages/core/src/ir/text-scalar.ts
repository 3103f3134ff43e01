/** A string as YAML that reads back as the same string. */
export const yamlString = (text: string): string =>
  /^[A-Za-z_][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);

/** A number as YAML that reads back as the same number. */
export const yamlNumber = (value: number): string => {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
};

/** The shortest decimal that is nearest to the float32 `value`. */
export const yamlFloat32 = (value: number): string => {
  if (!Number.isFinite(value) || value === 0) return yamlNumber(value);
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return yamlNumber(short);
  }
  return yamlNumber(value);
};

/** Plain data in YAML's flow style, on one line. */
export const yamlFlow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  if (typeof value === 'string') return yamlString(value);
  if (typeof value === 'number') return yamlNumber(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0
    ? '{}'
    : `{ ${entries.map(([key, item]) => `${yamlString(key)}: ${yamlFlow(item)}`).join(', ')} }`;
};
