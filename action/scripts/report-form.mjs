// @ts-check
// What a job that builds a pull request hands to the job that comments: numbers, and names that are C identifiers.

/**
 * @typedef {{ readonly flash: number | null, readonly ram: number | null, readonly cycles: number | null, readonly accuracy: number | null }} Figures
 * @typedef {{ readonly name: string, readonly upToDate: boolean, readonly head: Figures | null, readonly base: Figures | null }} Model
 * @typedef {{ readonly schema: 'tinyml-pull-request/1', readonly models: readonly Model[] }} Report
 */

export const reportSchema = 'tinyml-pull-request/1';
export const mostBytes = 65_536;
export const mostModels = 50;

/** Most that each figure may be: what is beyond is no figure of a microcontroller. */
const limits = { flash: 2 ** 40, ram: 2 ** 40, cycles: 1e15, accuracy: 1 };
const figureNames = Object.keys(limits);

/**
 * @param {unknown} value
 * @param {readonly string[]} keys
 * @returns {value is Readonly<Record<string, unknown>>}
 */
const hasExactly = (value, keys) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === keys.length &&
  keys.every((key) => Object.hasOwn(value, key));

/**
 * @param {unknown} value
 * @param {number} limit
 */
const isFigure = (value, limit) =>
  value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= limit);

/** @param {unknown} value */
const areFigures = (value) =>
  value === null ||
  (hasExactly(value, figureNames) && Object.entries(limits).every(([name, limit]) => isFigure(value[name], limit)));

/** @param {unknown} value */
const isModel = (value) =>
  hasExactly(value, ['name', 'upToDate', 'head', 'base']) &&
  typeof value['name'] === 'string' &&
  /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(value['name']) &&
  typeof value['upToDate'] === 'boolean' &&
  areFigures(value['head']) &&
  areFigures(value['base']);

/**
 * Reads a report that anybody may have written.
 * @param {string} text
 * @returns {Report}
 */
export const parseReport = (text) => {
  if (Buffer.byteLength(text) > mostBytes) throw new Error('the report is too large');
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('the report is no JSON');
  }
  if (
    !hasExactly(value, ['schema', 'models']) ||
    value['schema'] !== reportSchema ||
    !Array.isArray(value['models']) ||
    value['models'].length > mostModels ||
    !value['models'].every(isModel)
  )
    throw new Error('the report is not of the form tinyml-pull-request/1');
  return /** @type {Report} */ (/** @type {unknown} */ (value));
};

/**
 * The figures in a build record, as `tinyml build --json` prints it.
 * @param {unknown} record
 * @returns {Figures}
 */
export const figuresOf = (record) => {
  const { memory, metrics } =
    /** @type {{ readonly memory?: Record<string, unknown>, readonly metrics?: Record<string, unknown> }} */ (record);
  /**
   * @param {unknown} value
   * @param {number} limit
   */
  const figure = (value, limit) => (typeof value === 'number' && isFigure(value, limit) ? value : null);
  return {
    flash: figure(memory?.['flash'], limits.flash),
    ram: figure(memory?.['ram'], limits.ram),
    cycles: figure(metrics?.['estimatedCycles'], limits.cycles),
    accuracy: figure(metrics?.['accuracy'], limits.accuracy),
  };
};
