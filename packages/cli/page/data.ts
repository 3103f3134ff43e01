import type { ReportMemory, ReportSearch } from '../src/model-report/page-data.ts';

/** What the drawings are made from. */
export interface PageData {
  readonly memory: ReportMemory | null;
  readonly search: ReportSearch | null;
}

export const readData = (): PageData => JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData;

/** The value of one of the page's colours. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const countText = (value: number): string => Math.round(value).toLocaleString('en-US');
