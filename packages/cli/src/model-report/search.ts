import { type Ending, type Json } from '@tinyml/core/internal';
import { endings } from '../render/exploration-text.ts';
import { type ReportCandidate, type ReportSearch } from './page-data.ts';

/** The parts of a `tinyml-explore/1` document that a report shows. */
interface SearchDocument {
  readonly ended: Ending;
  readonly evaluations: number;
  readonly baseline: { readonly measure: string; readonly value: number };
  readonly points: readonly { readonly text: string; readonly kernels: string; readonly flash: number | null }[];
  readonly tried: readonly {
    readonly text: string;
    readonly kernels: string | null;
    readonly flash: number | null;
    readonly ram: number | null;
    readonly cycles: number | null;
    readonly over: readonly unknown[];
    readonly quality: { readonly value: number } | null;
  }[];
}

/** What a search left, for the page's front. Candidates of which no C could be made are left out. */
export const reportSearch = (document: Json): ReportSearch => {
  const { baseline, ended, evaluations, points, tried } = document as unknown as SearchDocument;
  const candidates = tried.flatMap((one): readonly ReportCandidate[] => {
    const { cycles, flash, kernels, over, quality, ram, text } = one;
    if (flash === null || ram === null || cycles === null || kernels === null) return [];
    const point = points.findIndex((other) => other.text === text && other.kernels === kernels);
    return [
      {
        text,
        point: point < 0 ? null : point,
        kernels,
        flash,
        ram,
        cycles: Math.round(cycles),
        quality: quality?.value ?? null,
        over: over.length > 0,
      },
    ];
  });
  return { ended: endings[ended], evaluations, measure: baseline.measure, baseline: baseline.value, candidates };
};
