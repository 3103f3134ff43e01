import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Priority } from '../hardware/target.ts';
import type { DataSplit, Fact } from './define-pass.ts';

/** What a plan that tinyml makes itself is made for. */
export interface AutoRequest {
  /** The most important first. */
  readonly priority: readonly Priority[];
  /** Splits of data that the manifest gives. */
  readonly data: ReadonlySet<DataSplit>;
}

/** One way to store the numbers of a model, made by the pass that offers it. */
export interface FormOffer {
  /** For people: `int8`. */
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** How much accuracy it may take: the more, the greater; the model as it is has 0. Forms of one number lose the same. */
  readonly loss: number;
  /** Why the order of priority takes it by itself. Absent: it is tried only where the budget demands it. */
  readonly why?: string;
  /** What holds of the model in this form: it decides what follows (`afterForm`). Default: nothing of note. */
  readonly gives?: readonly Fact[];
}

/** The forms that a pass offers, and what is to be said of those that it cannot. */
export interface FormOffers {
  readonly forms: readonly FormOffer[];
  readonly notes?: readonly Diagnostic[];
}

/** A pass that follows another one which gives a form. */
export interface AfterForm {
  /** What must hold of the form. */
  readonly given: readonly Fact[];
  /** `always`: part of each such form, where the form has just been made · `over-budget`: one more form, tried where the others exceed the budget. */
  readonly runs: 'always' | 'over-budget';
  readonly why: string;
}

/**
 * The part that a pass has in plans that tinyml makes itself (`passes: auto`, `passes: lossless`). Without any, a pass that
 * keeps the outputs has its place among those of phase `fold`, and no other pass is in such a plan.
 */
export interface AutoRules {
  /**
   * `reveal`: brings patterns side by side for others · `fold`: rewrites patterns · `sweep`: drops what the others left.
   * Facts that passes require come before this order. Default: fold.
   */
  readonly phase?: 'reveal' | 'fold' | 'sweep';
  /** It comes after the other passes of its phase that establish one of these. Beyond that the names decide. */
  readonly after?: readonly Fact[];
  /** Of a quantised graph it keeps every bit, whatever it preserves of others: it is part of their plans, too. */
  readonly keepsQuantizedBits?: true;
  /** Comes before all others where these facts hold and its data is there, though it changes outputs: only in `auto`. */
  readonly first?: { readonly where: readonly Fact[]; readonly why: string };
  /** Forms between which `auto` chooses, for a float model. */
  forms?(request: AutoRequest): FormOffers;
  readonly afterForm?: AfterForm;
}
