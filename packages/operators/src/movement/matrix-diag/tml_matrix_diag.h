/* SPDX-License-Identifier: MIT-0 */
/*
 * Vectors as the diagonals of matrices of zeros, which have all bits 0 in every type.
 *
 * Layout: input [..., n], output [..., n, n], elements of any width. Reference: LiteRT's MATRIX_DIAG, its reference
 * kernel.
 */
#ifndef TML_MATRIX_DIAG_H
#define TML_MATRIX_DIAG_H

#include "tml_set_diagonals.h"

/* Zeros, with the vectors of `input` on the diagonals. Zero is all bits 0 in every type. */
static inline void tml_matrix_diag(const tml_diagonal_params *params, const void *input, void *output)
{
    const size_t elements = (size_t)params->matrices * (size_t)params->rows * (size_t)params->columns;
    memset(output, 0, elements * (size_t)params->bytes);
    tml_set_diagonals(params, (const uint8_t *)input, (uint8_t *)output);
}

#endif
