/* SPDX-License-Identifier: MIT-0 */
/*
 * A matrix of int8 weights with one scale, as recurrent kernels on float activations take it.
 *
 * Layout: as tml_rows_s8.h or tml_rows_s8_dsp.h has it; NULL where there is none.
 */
#ifndef TML_PARAMS_ROWS_HYBRID_H
#define TML_PARAMS_ROWS_HYBRID_H

#include "tml_port.h"

typedef struct {
    const TML_FLASH int8_t *weights;
    float scale;
} tml_hybrid_matrix;

#endif
