import { memoryLimits, type Board, type ModelSurvey, type Surveyed } from '@tinyml/core/internal';

/** Whether a model runs on a board: as `tinyml build` makes it, in another form, not at all, or nobody knows. */
export type Verdict = 'fits' | 'fits-with' | 'no' | 'unknown';

/** A board with what a model takes there. Bytes and milliseconds; null: not known. */
export interface BoardVerdict {
  readonly board: string;
  readonly core: string;
  readonly clockHz: number;
  readonly verdict: Verdict;
  /** Of the weights: the usual one, or what makes the model fit; where none does, the one that comes nearest. */
  readonly form: string | null;
  /** Data that the form needs. */
  readonly needs: readonly string[];
  readonly flash: number | null;
  readonly ram: number | null;
  readonly milliseconds: number | null;
  /** What the board's framework leaves. */
  readonly limits: { readonly flash: number | null; readonly ram: number | null };
}

const none = { flash: null, ram: null };

const judge = ({ flash, ram }: Surveyed, limits: BoardVerdict['limits']): 'fits' | 'no' | 'unknown' => {
  const over = (amount: number | null, limit: number | null): boolean =>
    amount !== null && limit !== null && amount > limit;
  if (over(flash, limits.flash) || over(ram, limits.ram)) return 'no';
  return flash === null || ram === null ? 'unknown' : 'fits';
};

/** How far a form exceeds the limits: 1 is just as much as there is. */
const excess = ({ flash, ram }: Surveyed, limits: BoardVerdict['limits']): number =>
  Math.max((flash ?? 0) / Math.max(1, limits.flash ?? Infinity), (ram ?? 0) / Math.max(1, limits.ram ?? Infinity));

/** The verdict for one board. Forms beyond the usual one are only tried where that does not fit. */
export const checkBoard = async (survey: ModelSurvey, board: Board): Promise<BoardVerdict> => {
  const limits = memoryLimits(none, board);
  const tried: Surveyed[] = [];
  const result = (verdict: Verdict, form: Surveyed | undefined): BoardVerdict => ({
    board: board.id,
    core: board.core,
    clockHz: board.clockHz,
    verdict,
    form: form?.form ?? null,
    needs: form?.needs ?? [],
    flash: form?.flash ?? null,
    ram: form?.ram ?? null,
    milliseconds: form?.cycles == null ? null : Number(((form.cycles / board.clockHz) * 1000).toPrecision(3)),
    limits,
  });
  for (const [index, form] of survey.forms.entries()) {
    const taken = await survey.on(board.core, form);
    if (taken === undefined) continue;
    const one = judge(taken, limits);
    if (one !== 'no') return result(one === 'unknown' ? one : index === 0 ? 'fits' : 'fits-with', taken);
    tried.push(taken);
  }
  return result('no', tried.toSorted((a, b) => excess(a, limits) - excess(b, limits))[0]);
};
