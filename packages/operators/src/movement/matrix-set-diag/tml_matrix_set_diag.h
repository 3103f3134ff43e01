/* SPDX-License-Identifier: MIT-0 */
/*
 * Matrices with other diagonals. Where the result is the operand's memory, only the diagonals are written.
 *
 * Layout: input [..., r, c], diagonal [..., min(r, c)], elements of any width. Reference: LiteRT's MATRIX_SET_DIAG.
 */
#ifndef TML_MATRIX_SET_DIAG_H
#define TML_MATRIX_SET_DIAG_H

#include "tml_set_diagonals.h"

/* The matrices of `input` with other diagonals. `output` may be `input`: then only the diagonals are written. */
static inline void tml_matrix_set_diag(const tml_diagonal_params *params, const void *input, const void *diagonal, void *output)
{
    const size_t elements = (size_t)params->matrices * (size_t)params->rows * (size_t)params->columns;
    if (output != input) {
        memcpy(output, input, elements * (size_t)params->bytes);
    }
    tml_set_diagonals(params, (const uint8_t *)diagonal, (uint8_t *)output);
}

#endif
