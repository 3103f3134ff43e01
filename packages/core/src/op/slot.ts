import type { Operator } from './define-operator.ts';

/**
 * What subsystems need of an operator beyond what it computes, by the name of the slot. A subsystem adds its own:
 * `declare module '@tinyml/core' { interface OperatorSlots { readonly rows: RowRule } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface OperatorSlots {}

/** A slot that an operator leaves empty on purpose. */
export interface None {
  /** In words that make sense after "none, because ". */
  readonly none: string;
}

export const none = (because: string): None => ({ none: because });

const isNone = (entry: unknown): entry is None =>
  typeof entry === 'object' && entry !== null && typeof (entry as Partial<None>).none === 'string';

export type SlotEntries = { readonly [Name in keyof OperatorSlots]?: OperatorSlots[Name] | None };

/** What is looked at in entries of packages before anything relies on them. A check says what is wrong with a value at a place. */
export interface SlotRules {
  entry(entry: unknown, at: string): string | undefined;
  /** Of what functions give, by the name of the property that holds them; '' where the entry is a function. */
  readonly answers?: Readonly<Record<string, (answer: unknown, at: string) => string | undefined>>;
  /** Their answers hold functions, which are asked later. */
  readonly givesFunctions?: true;
  /** Whether what a function threw is an answer, and no failure. */
  isAnswer?(error: unknown): boolean;
}

/** One subsystem's question to every operator, answered by a file in the operator's folder or by the operator's traits. */
export interface Slot<Entry = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly rules?: SlotRules;
  /** The answer of operators that do not give one. Default: none is derived. */
  fallback?(operator: Operator): Entry | None | undefined;
}

/** The operator's entry, `none` with its reason, or undefined where nobody said anything. */
export const slotEntry = <Entry>(slot: Slot<Entry>, operator: Operator): Entry | None | undefined =>
  (operator.slots as Readonly<Record<string, Entry | None>> | undefined)?.[slot.name] ?? slot.fallback?.(operator);

/** The operator's entry; undefined where it has none, or where there is no such operator. */
export const slotOf = <Entry>(slot: Slot<Entry>, operator: Operator | undefined): Entry | undefined => {
  const entry = operator && slotEntry(slot, operator);
  return isNone(entry) ? undefined : entry;
};

/** Why the operator's slot is empty; undefined where it is not, or where nobody said. */
export const whyNone = (slot: Slot, operator: Operator): string | undefined => {
  const entry = slotEntry(slot, operator);
  return isNone(entry) ? entry.none : undefined;
};

export const defineSlot = <Entry>(slot: Slot<Entry>): Slot<Entry> => Object.freeze(slot);
