/** `784 B`, `9.2 KiB`, `1.50 MiB`. */
export const bytesText = (bytes: number): string => {
  if (bytes < 1024) return `${String(bytes)} B`;
  const kib = bytes / 1024;
  if (kib < 1024) return `${String(Number(kib.toFixed(kib < 100 ? 1 : 0)))} KiB`;
  return `${String(Number((kib / 1024).toFixed(2)))} MiB`;
};

/** `1,234,567`. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** `12 ms`, `1.25 s`. */
export const secondsText = (seconds: number): string =>
  seconds < 1 ? `${String(Math.round(seconds * 1000))} ms` : `${seconds.toFixed(2)} s`;
