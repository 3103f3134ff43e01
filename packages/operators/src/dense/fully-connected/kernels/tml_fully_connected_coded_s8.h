/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8 with weights in a prefix code (tml_code.h), which are decoded as they are used, for
 * each row of x again.
 *
 * Layout: as tml_fully_connected_s8. Source: Han et al., Deep Compression, 2016.
 */
#ifndef TML_FULLY_CONNECTED_CODED_S8_H
#define TML_FULLY_CONNECTED_CODED_S8_H

#include "tml_code_rows_s8.h"
#include "tml_requantize.h"

static inline void tml_fully_connected_coded_s8(const tml_fully_connected_coded_s8_params *params, const int8_t *x, const TML_FLASH uint8_t *stream,
                                                const TML_FLASH uint8_t *counts, const TML_FLASH int8_t *symbols, const TML_FLASH int32_t *bias,
                                                const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_fully_connected_s8_params p = params->plain; /* a copy: stores to y cannot change it */
    const tml_code code = params->code;
    tml_code_table table;
    tml_code_table_of(counts, code.longest, &table);
    for (int32_t row = 0; row < p.rows; row++) {
        tml_bits bits = tml_bits_of(stream);
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t sum = tml_code_dot_s8(&bits, &table, code.zeros, symbols, x + row * p.depth, p.depth, -p.input_zero_point,
                                                bias[o]);
            const int32_t value = tml_requantize_once(sum, multiplier[o], shift[o]);
            *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
        }
    }
}

#endif
