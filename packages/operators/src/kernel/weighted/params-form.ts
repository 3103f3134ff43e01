import type { WeightedForm } from './weighted-constants.ts';

/** Forms whose parameters are those of another one. */
const shared: Readonly<Partial<Record<WeightedForm, WeightedForm>>> = { f32_f16w: 'f32', s16_wide: 's16' };

/** What the parameters of a weighted kernel's form are named after. */
export const paramsForm = (form: WeightedForm): WeightedForm => shared[form] ?? form;
