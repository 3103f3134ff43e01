/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_TOPK_V2_H
#define TML_TOPK_V2_H

#include "tml_port.h"

/* Rows of `size` elements, the `k` greatest of each. */
typedef struct {
    int32_t rows, size, k;
} tml_topk_v2_params;

/* Inserted one by one into the result, which stays in order; of equals the first comes first. */
#define TML_TOPK_V2(name, type) \
    static inline void name(const tml_topk_v2_params *params, const type *x, type *values, int32_t *indices) \
    { \
        const tml_topk_v2_params p = *params; \
        if (p.k == 0) return; \
        for (int32_t row = 0; row < p.rows; row++) { \
            int32_t found = 0; \
            for (int32_t i = 0; i < p.size; i++) { \
                const type value = x[i]; \
                int32_t at = found; \
                if (found < p.k) \
                    found++; \
                else if (value > values[p.k - 1]) \
                    at = p.k - 1; \
                else \
                    continue; \
                while (at > 0 && value > values[at - 1]) { \
                    values[at] = values[at - 1]; \
                    indices[at] = indices[at - 1]; \
                    at--; \
                } \
                values[at] = value; \
                indices[at] = i; \
            } \
            x += p.size; \
            values += p.k; \
            indices += p.k; \
        } \
    }

TML_TOPK_V2(tml_topk_v2_f32, float)
TML_TOPK_V2(tml_topk_v2_s8, int8_t)
TML_TOPK_V2(tml_topk_v2_u8, uint8_t)
TML_TOPK_V2(tml_topk_v2_s16, int16_t)
TML_TOPK_V2(tml_topk_v2_s32, int32_t)
TML_TOPK_V2(tml_topk_v2_s64, int64_t)

#endif
