import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const form: TfliteCustom<'signal_filter_bank_square_root'> = { custom: 'SignalFilterBankSquareRoot', inputs: [2, 2] };

export const tflite: TfliteEntry = { forms: [form] };
