/* SPDX-License-Identifier: MIT-0 */
/*
 * Square roots, rounded to the nearest integer, then divided by 2^bits. A root is found bit by bit, from the pair of
 * bits of the number that has its first one, by subtraction (the abacus algorithm; Woo 1985); numbers below 2^32 need
 * only 32 bits, and their roots are not rounded beyond 16. Results may begin where the operands do. After TensorFlow
 * Lite Micro's SignalFilterBankSquareRoot.
 */
#ifndef TML_SIGNAL_FILTER_BANK_SQUARE_ROOT_U64_H
#define TML_SIGNAL_FILTER_BANK_SQUARE_ROOT_U64_H

#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_signal_filter_bank_square_root_u64_params;

#define TML_NEAREST_ROOT(name, type, highest, most) \
    static inline uint32_t name(type x) \
    { \
        type root = 0; \
        type bit = highest; \
        while (bit > x) bit >>= 2; \
        for (; bit != 0; bit >>= 2) { \
            const type trial = root + bit; \
            root >>= 1; \
            if (x >= trial) { \
                x -= trial; \
                root += bit; \
            } \
        } \
        return (uint32_t)(x > root && root != (most) ? root + 1 : root); \
    }

TML_NEAREST_ROOT(tml_nearest_root_u32, uint32_t, UINT32_C(1) << 30, 0xFFFFu)
TML_NEAREST_ROOT(tml_nearest_root_u64, uint64_t, UINT64_C(1) << 62, UINT32_MAX)

static inline void tml_signal_filter_bank_square_root_u64(const tml_signal_filter_bank_square_root_u64_params *params,
                                                          const uint64_t *x, const int32_t *bits, uint32_t *y)
{
    const int32_t count = params->count;
    const int32_t shift = *bits;
    const int fits = shift >= 0 && shift < 32;
    for (int32_t i = 0; i < count; i++) {
        uint64_t value;
        uint32_t root;
        memcpy(&value, x + i, sizeof value);
        root = value >> 32 == 0 ? tml_nearest_root_u32((uint32_t)value) : tml_nearest_root_u64(value);
        root = fits ? root >> shift : 0;
        memcpy(y + i, &root, sizeof root);
    }
}

#endif
