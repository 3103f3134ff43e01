/* SPDX-License-Identifier: MIT-0 */
/*
 * Rows of weights from a prefix code: decoded into memory, or multiplied with a vector as they are decoded, where
 * runs of zeros take no time.
 *
 * Layout: the code of tml_code.h; rows of int8.
 */
#ifndef TML_CODE_ROWS_S8_H
#define TML_CODE_ROWS_S8_H

#include "tml_code.h"

/* sum plus the next row times x: the zeros take no time. */
static inline int32_t tml_code_dot_s8(tml_bits *b, const tml_code_table *table, int32_t zeros, const TML_FLASH int8_t *symbols, const int8_t *x,
                                      int32_t count, int32_t offset, int32_t sum)
{
    tml_bits bits = *b; /* a copy: it stays in registers */
    for (int32_t i = 0; i < count; i++) {
        if (zeros >= 0) {
            i += tml_code_zeros(&bits, zeros);
            if (i >= count) {
                break;
            }
        }
        sum += (x[i] + offset) * symbols[tml_code_next(&bits, table)];
    }
    *b = bits;
    return sum;
}

/* The next row to `row`. */
static inline void tml_code_row_s8(tml_bits *b, const tml_code_table *table, int32_t zeros, const TML_FLASH int8_t *symbols, int8_t *row, int32_t count)
{
    tml_bits bits = *b;
    memset(row, 0, (size_t)count);
    for (int32_t i = 0; i < count; i++) {
        if (zeros >= 0) {
            i += tml_code_zeros(&bits, zeros);
            if (i >= count) {
                break;
            }
        }
        row[i] = symbols[tml_code_next(&bits, table)];
    }
    *b = bits;
}

#endif
