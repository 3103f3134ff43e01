/* SPDX-License-Identifier: MIT-0 */
/*
 * Matrices [rows, columns] one after another, row by row, whose diagonals begin at their first element: two elements
 * of a diagonal lie columns + 1 elements apart. Elements are copied by memcpy: they may be of any type.
 */
#ifndef TML_SET_DIAGONALS_H
#define TML_SET_DIAGONALS_H

#include "tml_port.h"

typedef struct {
    int32_t matrices, rows, columns;
    int32_t bytes; /* of an element */
} tml_diagonal_params;

static inline void tml_set_diagonals(const tml_diagonal_params *params, const uint8_t *diagonal, uint8_t *output)
{
    const tml_diagonal_params p = *params;
    const int32_t length = p.rows < p.columns ? p.rows : p.columns;
    for (int32_t i = 0; i < p.matrices; i++) {
        uint8_t *to = output + (size_t)i * (size_t)p.rows * (size_t)p.columns * (size_t)p.bytes;
        for (int32_t k = 0; k < length; k++) {
            memcpy(to, diagonal, (size_t)p.bytes);
            diagonal += p.bytes;
            to += (size_t)(p.columns + 1) * (size_t)p.bytes;
        }
    }
}

#endif
