import { type Report } from '../report.ts';
import { documentHtml, type PageAssets } from './document.ts';
import { frontHtml } from './front.ts';
import { layersHtml } from './layers.ts';
import { memoryHtml } from './memory.ts';
import { networkHtml } from './network.ts';
import { confusionHtml, differenceHtml, pipelineHtml, summaryHtml } from './summary.ts';

const sections = [
  ['summary', 'Summary', summaryHtml],
  ['front', 'Search', ({ search }: Report) => frontHtml(search)],
  ['memory', 'Memory', memoryHtml],
  ['layers', 'Layers', layersHtml],
  ['pipeline', 'Pipeline', pipelineHtml],
  ['confusion', 'Confusion matrix', confusionHtml],
  ['network', 'Network', networkHtml],
  ['difference', 'Difference', differenceHtml],
] as const;

/** A report as one HTML file that asks for nothing else. */
export const pageHtml = (report: Report, assets: PageAssets): string => {
  const { memory, name, search, tinyml } = report;
  const parts = sections
    .map(([id, title, html]) => ({ id, title, html: html(report) }))
    .filter(({ html }) => html !== '');
  const data = { memory, search };
  return documentHtml(
    { name, kind: 'tinyml report', parts, footer: `tinyml ${tinyml}`, data, asksServer: false },
    assets,
  );
};
