/* SPDX-License-Identifier: MIT-0 */
/*
 * Each channel times a gain that depends on its noise, then compressed: x^2 / 4 below 2, x - 1 above. Gains are in a
 * table: of noise 0, 1, 2 at first; then, for each further number of bits, the coefficients of a polynomial of second
 * degree of the ten bits that follow the first one, four entries apart. Arithmetic wraps in 32 bits; results may be
 * where either operand is. After TensorFlow Lite Micro's SignalPCAN; Wang et al., Trainable Frontend for Robust and
 * Far-Field Keyword Spotting, 2017.
 */
#ifndef TML_SIGNAL_PCAN_U32_H
#define TML_SIGNAL_PCAN_U32_H

#include "tml_bit_length.h"

typedef struct {
    int32_t count, snr_bits;
    const TML_FLASH int16_t *gains;
} tml_signal_pcan_u32_params;

static inline int16_t tml_pcan_gain(uint32_t noise, const TML_FLASH int16_t *gains)
{
    if (noise <= 2) return gains[noise];
    const int32_t bits = tml_bit_length(noise);
    const int32_t t = (int32_t)((bits < 11 ? noise << (11 - bits) : noise >> (bits - 11)) & 0x3FFu);
    const TML_FLASH int16_t *polynomial = gains + 4 * bits - 6;
    const uint32_t slope = (uint32_t)(((int32_t)polynomial[2] * t) >> 5) + ((uint32_t)polynomial[1] << 5);
    const int32_t risen = (int32_t)(slope * (uint32_t)t + (UINT32_C(1) << 14)) >> 15;
    return (int16_t)(risen + polynomial[0]);
}

static inline void tml_signal_pcan_u32(const tml_signal_pcan_u32_params *params, const uint32_t *x, const uint32_t *noise,
                                       uint32_t *y)
{
    const tml_signal_pcan_u32_params p = *params;
    for (int32_t i = 0; i < p.count; i++) {
        const uint32_t gain = (uint32_t)tml_pcan_gain(noise[i], p.gains);
        const uint32_t snr = (uint32_t)(((uint64_t)x[i] * gain) >> p.snr_bits);
        y[i] = snr < 2u << 12 ? (snr * snr) >> 20 : (snr >> 6) - (1u << 6);
    }
}

#endif
