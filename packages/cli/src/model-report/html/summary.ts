import { countText } from '../../render/number.ts';
import { type Gauge, type Report } from '../report.ts';
import { changeText, gaugeNames, gaugeText, howToMeasure, percentText } from './figures.ts';
import { escaped, tableHtml, type Cell } from './markup.ts';

const share = ({ limit, name, value }: Gauge): number | null =>
  value === null || limit === null || limit === 0 ? null : name === 'accuracy' ? value : value / limit;

const gaugeHtml = (gauge: Gauge): string => {
  const { isOver, limit, measured, name, value } = gauge;
  const part = share(gauge);
  const title = gaugeNames[name];
  const figure =
    value === null
      ? `<p class="unknown">${escaped(howToMeasure[name])}</p>`
      : `<p class="figure">${escaped(gaugeText(name, value))}</p>`;
  const bound =
    limit === null
      ? 'no limit'
      : `${name === 'accuracy' ? 'at least' : 'of'} ${gaugeText(name, limit)}${part === null || name === 'accuracy' ? '' : `, ${percentText(part, 0)}`}`;
  const bar =
    part === null
      ? ''
      : `<div class="bar" aria-hidden="true"><span style="--part:${Math.min(part, 1).toFixed(4)}"></span></div>`;
  const kind = value === null ? '' : measured ? 'measured' : 'estimated';
  const state = isOver ? '<strong class="over">over budget</strong>' : '';
  return `<li class="gauge${isOver ? ' is-over' : ''}"><h3>${title}</h3>${figure}${bar}<p class="note">${escaped(bound)} ${kind === '' ? '' : `· ${kind}`} ${state}</p></li>`;
};

/** What the build takes, against its budget. */
export const summaryHtml = ({ gauges, target, totals, priority, bench }: Report): string => {
  const { board, clockHz, core } = target;
  const place = [
    board ?? core,
    ...(board === null ? [] : [core]),
    ...(clockHz === null ? [] : [`${String(clockHz / 1e6)} MHz`]),
  ];
  const counted = bench === null ? 'estimated' : `${countText(bench.total.instructions.measured)} in QEMU`;
  return [
    '<section aria-labelledby="summary"><h2 id="summary">Summary</h2>',
    `<p>For ${escaped(place.join(', '))}; priority: ${escaped(priority.join(', '))}.`,
    ` ${countText(totals.macs)} multiply-accumulates, ${countText(totals.weights)} B of weights, ${countText(totals.instructions)} instructions and ${countText(totals.cycles)} cycles an inference, estimated`,
    bench === null ? '.</p>' : ` (${counted}).</p>`,
    `<ul class="gauges">${gauges.map(gaugeHtml).join('')}</ul></section>`,
  ].join('');
};

const unknown: Cell = { html: '<span class="unknown">–</span>' };

/** Each stage, and what it did. */
export const pipelineHtml = ({ stages, evaluation }: Report): string => {
  let before: number | null = null;
  const rows = stages.map(({ layers, name, score, summary }): readonly Cell[] => {
    const change = layers === null || before === null ? '' : ` (${changeText(layers - before)})`;
    if (layers !== null) before = layers;
    const { footprint = null } = score ?? {};
    const figure = (value: number | null | undefined): Cell =>
      value === null || value === undefined ? unknown : { text: countText(Math.round(value)), value };
    const result = score?.score;
    const quality: Cell =
      result === undefined
        ? unknown
        : result.kind === 'classification'
          ? { text: percentText(result.accuracy), value: result.accuracy }
          : { text: (result.kind === 'regression' ? result.mae : result.mse).toPrecision(4) };
    return [
      { text: name },
      { text: summary },
      layers === null ? unknown : { text: `${countText(layers)}${change === ' (=)' ? '' : change}`, value: layers },
      figure(footprint?.flash),
      figure(footprint?.ram),
      figure(footprint?.cycles),
      quality,
    ];
  });
  const hint =
    evaluation === null
      ? '<p class="note">Flash, RAM, cycles and accuracy after each stage: not measured; <code>tinyml report --evaluate</code> runs <code>data.test</code> through each.</p>'
      : '';
  return [
    '<section aria-labelledby="pipeline"><h2 id="pipeline">Pipeline</h2>',
    tableHtml(
      [
        { title: 'Stage' },
        { title: 'What it did', isLong: true },
        { title: 'Layers', isNumber: true },
        { title: 'Flash, B', isNumber: true },
        { title: 'RAM, B', isNumber: true },
        { title: 'Cycles', isNumber: true },
        { title: 'Quality', isNumber: true },
      ],
      rows,
      { caption: 'The stages in the order in which they run' },
    ),
    hint,
    '</section>',
  ].join('');
};

/** What the last stage's model answers, label by label. */
export const confusionHtml = ({ evaluation, labels }: Report): string => {
  const score = evaluation?.at(-1)?.score;
  if (score === undefined || score.kind !== 'classification') return '';
  const { accuracy, confusion, samples } = score;
  const most = Math.max(...confusion.flat(), 1);
  const name = (label: number): string => labels?.[label] ?? String(label);
  const rows = confusion.map((row, label): readonly Cell[] => [
    { text: name(label) },
    ...row.map((count, predicted): Cell => ({
      html: `<span class="${predicted === label ? 'hit' : 'miss'}" style="--part:${(count / most).toFixed(3)}">${countText(count)}</span>`,
      value: count,
    })),
  ]);
  return [
    '<section aria-labelledby="confusion"><h2 id="confusion">Confusion matrix</h2>',
    `<p>${percentText(accuracy)} of ${countText(samples)} samples right. Rows are labels, columns what the model answered.</p>`,
    tableHtml([{ title: 'Label' }, ...confusion.map((_, label) => ({ title: name(label), isNumber: true }))], rows, {
      caption: 'Samples by label and by answer',
      id: 'confusion-table',
    }),
    '</section>',
  ].join('');
};

/** Against another build. */
export const differenceHtml = ({ difference }: Report): string => {
  if (difference === null) return '';
  const { against, figures, layers, stages } = difference;
  const number = (value: number | null): Cell =>
    value === null ? unknown : { text: Number.isInteger(value) ? countText(value) : value.toPrecision(4), value };
  const changed = (before: number | null, after: number | null): Cell =>
    before === null || after === null
      ? unknown
      : {
          text: changeText(after - before, (size) => (Number.isInteger(size) ? countText(size) : size.toPrecision(3))),
          value: after - before,
        };
  const columns = [
    { title: 'Before', isNumber: true },
    { title: 'After', isNumber: true },
    { title: 'Change', isNumber: true },
  ];
  return [
    `<section aria-labelledby="difference"><h2 id="difference">Against <bdi>${escaped(against)}</bdi></h2>`,
    tableHtml(
      [{ title: 'Figure' }, ...columns],
      figures.map(({ after, before, name }) => [{ text: name }, number(before), number(after), changed(before, after)]),
      { caption: 'Both builds' },
    ),
    layers.length === 0
      ? '<p>Every layer has the same kernel and takes as long.</p>'
      : tableHtml(
          [{ title: 'Layer' }, { title: 'Kernel before' }, { title: 'Kernel after' }, ...columns],
          layers.map(({ instructions: [was, is], kernels, name }) => [
            { text: name },
            { text: kernels[0] ?? '–' },
            { text: kernels[1] ?? '–' },
            number(was),
            number(is),
            changed(was, is),
          ]),
          { caption: 'Layers that differ, with their estimated instructions', sortable: true },
        ),
    stages.length === 0
      ? ''
      : tableHtml(
          [{ title: 'Stage' }, { title: 'Before' }, { title: 'After' }],
          stages.map(({ after, before, name }) => [
            { text: name },
            { text: before ?? 'not there' },
            { text: after ?? 'not there' },
          ]),
          { caption: 'Stages that differ' },
        ),
    '</section>',
  ].join('');
};
