import { bytesText, countText } from '../../render/number.ts';
import { type Gauge } from '../report.ts';

export const percentText = (ratio: number, digits = 2): string => `${(ratio * 100).toFixed(digits)} %`;

/** `0.45 ms`, `12.3 ms`, `1.2 s`. */
export const timeText = (seconds: number): string =>
  seconds >= 1
    ? `${String(Number(seconds.toPrecision(3)))} s`
    : `${String(Number((seconds * 1000).toPrecision(3)))} ms`;

/** `10,740 B (10.5 KiB)`. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 ? `${countText(bytes)} B` : `${countText(bytes)} B (${bytesText(bytes)})`;

/** `+12`, `−3`, `=`. */
export const changeText = (change: number, text: (value: number) => string = countText): string =>
  change === 0 ? '=' : `${change > 0 ? '+' : '−'}${text(Math.abs(change))}`;

export const gaugeNames: Readonly<Record<Gauge['name'], string>> = {
  flash: 'Flash',
  ram: 'RAM',
  latency: 'Latency',
  accuracy: 'Accuracy',
};

export const gaugeText = (name: Gauge['name'], value: number): string =>
  name === 'latency' ? timeText(value) : name === 'accuracy' ? percentText(value) : sizeText(value);

/** How a figure that nobody measured can be had. */
export const howToMeasure: Readonly<Record<Gauge['name'], string>> = {
  flash: 'not known: a kernel without a measured size',
  ram: 'not known: a kernel without a measured size',
  latency: 'not known: the target has no clock (target.clock)',
  accuracy: 'not measured: run `tinyml report --evaluate`',
};
