/* SPDX-License-Identifier: MIT-0 */
/* How many matrices, and of which size. */
#ifndef TML_TRANSPOSE_MATRIX_PARAMS_H
#define TML_TRANSPOSE_MATRIX_PARAMS_H

#include <stdint.h>

typedef struct {
    int32_t blocks;
    int32_t rows;
    int32_t columns;
} tml_transpose_matrix_params;

#endif
