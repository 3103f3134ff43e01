import * as Plot from '@observablehq/plot';
import type { ReportBuffer, ReportMemory } from '../src/model-report/page-data.ts';
import { colour, countText } from './data.ts';

const kinds: readonly ReportBuffer['kind'][] = ['input', 'tensor', 'output', 'state', 'scratch'];

const stepName = ({ steps }: ReportMemory, step: number): string =>
  step < 0 ? 'the input' : (steps[step] ?? 'the end');

/** Tensor × operator: each part of an arena as a rectangle, from the step that writes it to the last one that reads it. */
export const memoryPlot = (memory: ReportMemory, arena: number, width: number): Element => {
  const buffers = memory.buffers.filter((buffer) => buffer.arena === arena);
  const used = kinds.filter((kind) => buffers.some((buffer) => buffer.kind === kind));
  const title = ({ end, kind, name, offset, size, start }: ReportBuffer): string =>
    `${name}\n${countText(size)} B at ${countText(offset)} (${kind})\n${stepName(memory, start)} to ${stepName(memory, end)}`;
  const first = Math.min(0, ...buffers.map(({ start }) => start));
  return Plot.plot({
    width,
    height: Math.max(220, Math.min(420, width * 0.45)),
    marginLeft: 64,
    ariaLabel: 'Memory over time',
    ariaDescription: 'The table that follows says the same.',
    style: { background: 'transparent', color: colour('text'), fontSize: '12px' },
    x: {
      domain: [first, memory.steps.length],
      label: 'step',
      tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : ''),
    },
    y: { domain: [0, memory.arenas[arena]?.bytes ?? 0], label: 'bytes', grid: true },
    color: { domain: used, range: used.map((kind) => colour(`memory-${kind}`)), legend: true },
    marks: [
      Plot.ruleX([memory.peak, memory.peak + 1], { stroke: colour('accent'), strokeDasharray: '2,3' }),
      Plot.rect(buffers, {
        x1: 'start',
        x2: ({ end }: ReportBuffer) => Math.min(end, memory.steps.length - 1) + 1,
        y1: 'offset',
        y2: ({ offset, size }: ReportBuffer) => offset + size,
        fill: 'kind',
        stroke: colour('surface'),
        strokeWidth: 1,
        title,
        tip: true,
      }),
      Plot.ruleY([0]),
    ],
  });
};
