import type { Board } from '@tinyml/core/internal';
import { frameworkReserve } from './framework-reserves.ts';

type Row = readonly [
  id: string,
  name: string,
  core: Board['core'],
  mhz: number,
  flash: number,
  ram: number,
  platform: string,
  framework: string | null,
];

/**
 * Boards by PlatformIO's id, sorted. Flash and RAM are what a program may use: what a boot loader or the chip's other
 * memories take is not counted, as in PlatformIO's own board files.
 */
const rows: readonly Row[] = [
  ['adafruit_feather_m4', 'Adafruit Feather M4 Express', 'cortex-m4f', 120, 507_904, 196_608, 'atmelsam', 'arduino'],
  ['blackpill_f411ce', 'Black Pill (STM32F411CE)', 'cortex-m4f', 100, 524_288, 131_072, 'ststm32', 'arduino'],
  ['bluepill_f103c8', 'Blue Pill (STM32F103C8)', 'cortex-m3', 72, 65_536, 20_480, 'ststm32', 'arduino'],
  ['disco_f407vg', 'ST STM32F4 Discovery', 'cortex-m4f', 168, 1_048_576, 131_072, 'ststm32', 'arduino'],
  ['disco_f746ng', 'ST STM32F746G Discovery', 'cortex-m7', 216, 1_048_576, 327_680, 'ststm32', 'arduino'],
  ['disco_l475vg_iot01a', 'ST B-L475E-IOT01A Discovery', 'cortex-m4f', 80, 1_048_576, 131_072, 'ststm32', 'arduino'],
  ['due', 'Arduino Due', 'cortex-m3', 84, 524_288, 98_304, 'atmelsam', 'arduino'],
  ['esp32-c3-devkitm-1', 'Espressif ESP32-C3-DevKitM-1', 'rv32imc', 160, 4_194_304, 327_680, 'espressif32', 'arduino'],
  ['esp32-c6-devkitc-1', 'Espressif ESP32-C6-DevKitC-1', 'rv32imac', 160, 8_388_608, 327_680, 'espressif32', 'espidf'],
  ['esp32-s3-devkitc-1', 'Espressif ESP32-S3-DevKitC-1', 'esp32s3', 240, 8_388_608, 327_680, 'espressif32', 'arduino'],
  ['esp32dev', 'Espressif ESP32 Dev Module', 'esp32', 240, 4_194_304, 327_680, 'espressif32', 'arduino'],
  ['megaatmega2560', 'Arduino Mega 2560', 'avr', 16, 253_952, 8192, 'atmelavr', 'arduino'],
  ['mkrwifi1010', 'Arduino MKR WiFi 1010', 'cortex-m0plus', 48, 262_144, 32_768, 'atmelsam', 'arduino'],
  ['mkrzero', 'Arduino MKR Zero', 'cortex-m0plus', 48, 262_144, 32_768, 'atmelsam', 'arduino'],
  ['mps2-an386', 'QEMU mps2-an386 (Cortex-M4F)', 'cortex-m4f', 25, 4_194_304, 4_194_304, 'qemu', null],
  ['mps2-an500', 'QEMU mps2-an500 (Cortex-M7)', 'cortex-m7', 25, 4_194_304, 4_194_304, 'qemu', null],
  ['mps3-an547', 'QEMU mps3-an547 (Cortex-M55)', 'cortex-m55', 32, 524_288, 524_288, 'qemu', null],
  ['nano33ble', 'Arduino Nano 33 BLE', 'cortex-m4f', 64, 983_040, 262_144, 'nordicnrf52', 'arduino'],
  ['nano_33_iot', 'Arduino Nano 33 IoT', 'cortex-m0plus', 48, 262_144, 32_768, 'atmelsam', 'arduino'],
  ['nrf52840_dk', 'Nordic nRF52840-DK', 'cortex-m4f', 64, 1_048_576, 262_144, 'nordicnrf52', 'arduino'],
  ['nucleo_f030r8', 'ST Nucleo-F030R8', 'cortex-m0', 48, 65_536, 8192, 'ststm32', 'arduino'],
  ['nucleo_f072rb', 'ST Nucleo-F072RB', 'cortex-m0', 48, 131_072, 16_384, 'ststm32', 'arduino'],
  ['nucleo_f103rb', 'ST Nucleo-F103RB', 'cortex-m3', 72, 131_072, 20_480, 'ststm32', 'arduino'],
  ['nucleo_f207zg', 'ST Nucleo-F207ZG', 'cortex-m3', 120, 1_048_576, 131_072, 'ststm32', 'arduino'],
  ['nucleo_f303re', 'ST Nucleo-F303RE', 'cortex-m4f', 72, 524_288, 65_536, 'ststm32', 'arduino'],
  ['nucleo_f401re', 'ST Nucleo-F401RE', 'cortex-m4f', 84, 524_288, 98_304, 'ststm32', 'arduino'],
  ['nucleo_f411re', 'ST Nucleo-F411RE', 'cortex-m4f', 100, 524_288, 131_072, 'ststm32', 'arduino'],
  ['nucleo_f429zi', 'ST Nucleo-F429ZI', 'cortex-m4f', 180, 2_097_152, 262_144, 'ststm32', 'arduino'],
  ['nucleo_f446re', 'ST Nucleo-F446RE', 'cortex-m4f', 180, 524_288, 131_072, 'ststm32', 'arduino'],
  ['nucleo_f746zg', 'ST Nucleo-F746ZG', 'cortex-m7', 216, 1_048_576, 327_680, 'ststm32', 'arduino'],
  ['nucleo_f767zi', 'ST Nucleo-F767ZI', 'cortex-m7', 216, 2_097_152, 524_288, 'ststm32', 'arduino'],
  ['nucleo_g071rb', 'ST Nucleo-G071RB', 'cortex-m0plus', 64, 131_072, 36_864, 'ststm32', 'arduino'],
  ['nucleo_g474re', 'ST Nucleo-G474RE', 'cortex-m4f', 170, 524_288, 131_072, 'ststm32', 'arduino'],
  ['nucleo_h743zi', 'ST Nucleo-H743ZI', 'cortex-m7', 400, 2_097_152, 524_288, 'ststm32', 'arduino'],
  ['nucleo_l073rz', 'ST Nucleo-L073RZ', 'cortex-m0plus', 32, 196_608, 20_480, 'ststm32', 'arduino'],
  ['nucleo_l152re', 'ST Nucleo-L152RE', 'cortex-m3', 32, 524_288, 81_920, 'ststm32', 'arduino'],
  ['nucleo_l432kc', 'ST Nucleo-L432KC', 'cortex-m4f', 80, 262_144, 65_536, 'ststm32', 'arduino'],
  ['nucleo_l476rg', 'ST Nucleo-L476RG', 'cortex-m4f', 80, 1_048_576, 131_072, 'ststm32', 'arduino'],
  ['nucleo_l4r5zi', 'ST Nucleo-L4R5ZI', 'cortex-m4f', 120, 2_097_152, 655_360, 'ststm32', 'arduino'],
  ['nucleo_l552ze_q', 'ST Nucleo-L552ZE-Q', 'cortex-m33', 80, 524_288, 196_608, 'ststm32', 'arduino'],
  ['nucleo_u575zi_q', 'ST Nucleo-U575ZI-Q', 'cortex-m33', 160, 2_097_152, 786_432, 'ststm32', 'arduino'],
  ['nucleo_wb55rg_p', 'ST P-Nucleo-WB55RG', 'cortex-m4f', 64, 524_288, 196_604, 'ststm32', 'arduino'],
  ['pico', 'Raspberry Pi Pico (RP2040)', 'cortex-m0plus', 133, 2_097_152, 270_336, 'raspberrypi', 'arduino'],
  ['portenta_h7_m7', 'Arduino Portenta H7 (M7 core)', 'cortex-m7', 480, 786_432, 523_624, 'ststm32', 'arduino'],
  [
    'rpipico2',
    'Raspberry Pi Pico 2 (RP2350)',
    'cortex-m33',
    150,
    4_194_304,
    532_480,
    'https://github.com/maxgerhardt/platform-raspberrypi.git',
    'arduino',
  ],
  ['seeed_xiao', 'Seeed Studio XIAO SAMD21', 'cortex-m0plus', 48, 262_144, 32_768, 'atmelsam', 'arduino'],
  ['sipeed-maix-bit', 'Sipeed Maix Bit (K210)', 'rv64gc', 400, 16_777_216, 6_291_456, 'kendryte210', 'arduino'],
  ['teensy36', 'PJRC Teensy 3.6', 'cortex-m4f', 180, 1_048_576, 262_144, 'teensy', 'arduino'],
  ['teensy40', 'PJRC Teensy 4.0', 'cortex-m7', 600, 2_031_616, 524_288, 'teensy', 'arduino'],
  ['teensy41', 'PJRC Teensy 4.1', 'cortex-m7', 600, 8_126_464, 524_288, 'teensy', 'arduino'],
  ['uno', 'Arduino Uno', 'avr', 16, 32_256, 2048, 'atmelavr', 'arduino'],
  ['uno_r4_wifi', 'Arduino Uno R4 WiFi', 'cortex-m4f', 48, 262_144, 32_768, 'renesas-ra', 'arduino'],
  ['zero', 'Arduino Zero', 'cortex-m0plus', 48, 262_144, 32_768, 'atmelsam', 'arduino'],
];

export const boards: readonly Board[] = rows.map(([id, name, core, mhz, flash, ram, platform, framework]) => {
  const reserve = frameworkReserve(platform, framework);
  const board = { id, name, core, clockHz: mhz * 1_000_000, flash, ram, platform, framework };
  return Object.freeze(reserve === undefined ? board : { ...board, reserve });
});
