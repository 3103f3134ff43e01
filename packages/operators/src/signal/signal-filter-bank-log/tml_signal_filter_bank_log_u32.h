/* SPDX-License-Identifier: MIT-0 */
/*
 * scale * ln(x * 2^correction_bits) in 16 bits. The position of the first 1 is the integer part of log2; the bits that
 * follow it are its fraction, to which a table of 128 segments adds how far the logarithm lies above the chord,
 * interpolated. Both have 16 fractional bits; ln 2 then makes it the natural logarithm. Results may begin where the
 * operands do. After TensorFlow Lite Micro's SignalFilterBankLog.
 */
#ifndef TML_SIGNAL_FILTER_BANK_LOG_U32_H
#define TML_SIGNAL_FILTER_BANK_LOG_U32_H

#include "tml_bit_length.h"

typedef struct {
    int32_t count, correction_bits;
    uint32_t scale;
    const TML_FLASH uint16_t *table;
} tml_signal_filter_bank_log_u32_params;

static inline uint32_t tml_scaled_log(uint32_t x, uint32_t scale, const TML_FLASH uint16_t *table)
{
    const int32_t integer = tml_bit_length(x) - 1;
    const uint32_t rest = x - (UINT32_C(1) << integer);
    const int32_t fraction = (int32_t)(integer < 16 ? rest << (16 - integer) : rest >> (integer - 16));
    const int32_t segment = fraction >> 9;
    const int32_t from = table[segment];
    const int32_t step = (int32_t)table[segment + 1] - from;
    const int32_t risen = (step * (fraction - segment * 512)) >> 16;
    const uint32_t log2 = ((uint32_t)integer << 16) + (uint32_t)(fraction + from + risen);
    const uint32_t natural = (uint32_t)((UINT64_C(45426) * log2 + 32768u) >> 16);
    return (scale * natural + 32768u) >> 16;
}

static inline void tml_signal_filter_bank_log_u32(const tml_signal_filter_bank_log_u32_params *params, const uint32_t *x,
                                                  int16_t *y)
{
    const tml_signal_filter_bank_log_u32_params p = *params;
    for (int32_t i = 0; i < p.count; i++) {
        uint32_t value;
        int16_t result = 0;
        memcpy(&value, x + i, sizeof value);
        value <<= p.correction_bits;
        if (value > 1) {
            const uint32_t log = tml_scaled_log(value, p.scale, p.table);
            result = (int16_t)(log < 32767u ? log : 32767u);
        }
        memcpy(y + i, &result, sizeof result);
    }
}

#endif
