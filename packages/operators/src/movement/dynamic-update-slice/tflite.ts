import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'dynamic_update_slice'> = {
  builtin: [151, 'DYNAMIC_UPDATE_SLICE'],
  options: [117, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['dynamicupdateslice', 'xladynamicupdateslice'] };
