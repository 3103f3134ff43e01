/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_COMBINE_H
#define TML_COMBINE_H

#include "tml_broadcast.h"

/*
 * Defines a kernel that combines the elements of two operands, broadcast: `result` is an expression of the elements x
 * and y and of p, the parameters: `fields`, which may be empty, beside the loop. `output` may be an operand of as many
 * elements where an element of the result is no longer.
 */
#define TML_COMBINE(name, from, to, fields, result)                                                \
    typedef struct {                                                                               \
        tml_broadcast loop;                                                                        \
        fields                                                                                     \
    } name##_params;                                                                               \
    static inline void name(const name##_params *params, const from *a, const from *b, to *output) \
    {                                                                                              \
        const name##_params p = *params; /* a copy: stores to output cannot change it */           \
        tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };                                      \
        int32_t row = 0;                                                                           \
        for (;;) {                                                                                 \
            const from *first = a + place.a;                                                       \
            const from *second = b + place.b;                                                      \
            int32_t i;                                                                             \
            for (i = 0; i < p.loop.count; i++) {                                                   \
                const from x = *first;                                                             \
                const from y = *second;                                                            \
                output[i] = (to)(result);                                                          \
                first += p.loop.a_stride;                                                          \
                second += p.loop.b_stride;                                                         \
            }                                                                                      \
            if (++row == p.loop.rows) {                                                            \
                return;                                                                            \
            }                                                                                      \
            output += p.loop.count;                                                                \
            tml_broadcast_next(&params->loop, &place);                                             \
        }                                                                                          \
    }

#endif
