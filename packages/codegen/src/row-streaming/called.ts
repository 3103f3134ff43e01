import type { UnitCall } from '../select/selected.ts';
import type { StreamedUnit } from './stream-unit.ts';

/** What runs in one step: a unit, or several by rows. */
export type Called = UnitCall | StreamedUnit;
