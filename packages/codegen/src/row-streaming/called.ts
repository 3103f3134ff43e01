import type { UnitCall } from '../select/selected.ts';
import type { StreamedUnit } from './stream-unit.ts';

/** What runs in one step: a unit, or several a few rows at a time. */
export type Called = UnitCall | StreamedUnit;
