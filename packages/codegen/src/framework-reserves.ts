import type { Reserve } from '@tinyml/core';

/**
 * What a small program of a framework takes before the model has anything: start-up code, drivers, its loop and a serial
 * port, with its own buffers and stacks. By PlatformIO's platform and framework; rounded up.
 */
const reserves: Readonly<Record<string, Reserve>> = {
  'atmelavr arduino': { flash: 2048, ram: 224 },
  'atmelsam arduino': { flash: 12_288, ram: 3072 },
  'espressif32 arduino': { flash: 327_680, ram: 65_536 },
  'espressif32 espidf': { flash: 204_800, ram: 49_152 },
  'kendryte210 arduino': { flash: 65_536, ram: 65_536 },
  'nordicnrf52 arduino': { flash: 90_112, ram: 49_152 },
  'raspberrypi arduino': { flash: 90_112, ram: 49_152 },
  'renesas-ra arduino': { flash: 53_248, ram: 7168 },
  'ststm32 arduino': { flash: 14_336, ram: 2048 },
  'teensy arduino': { flash: 32_768, ram: 16_384 },
};

/** Of a framework on a platform that is not in the table. */
const byFramework: Readonly<Record<string, Reserve>> = {
  arduino: { flash: 65_536, ram: 16_384 },
  espidf: { flash: 204_800, ram: 49_152 },
  zephyr: { flash: 24_576, ram: 8192 },
};

/** The reserve of a board's framework; a platform is named by its address where it is not PlatformIO's own. */
export const frameworkReserve = (platform: string, framework: string | null): Reserve | undefined => {
  if (framework === null) return undefined;
  const name = /platform-(\w+)\.git$/.exec(platform)?.[1] ?? platform;
  return reserves[`${name} ${framework}`] ?? byFramework[framework];
};
