/* SPDX-License-Identifier: MIT-0 */
/* `blocks` matrices stand one after another, each of `rows` times `columns` elements with the columns innermost;
 * the transposed ones have `columns` times `rows`. */
#ifndef TML_TRANSPOSE_MATRIX_PARAMS_H
#define TML_TRANSPOSE_MATRIX_PARAMS_H

#include <stdint.h>

typedef struct {
    int32_t blocks;
    int32_t rows;
    int32_t columns;
} tml_transpose_matrix_params;

#endif
