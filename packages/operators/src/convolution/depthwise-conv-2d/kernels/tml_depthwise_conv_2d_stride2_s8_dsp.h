/* SPDX-License-Identifier: MIT-0 */
/*
 * Filters of any size at every other column: a result's first word of the plane is its left neighbour's second one, so
 * that each pair of weights takes one new word for four results. Weights as tml_plane_pairs has them.
 *
 * Layout: planes and records as in tml_planes_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_STRIDE2_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_STRIDE2_S8_DSP_H

#include "tml_planes_groups_dsp.h"

#define TML_STRIDE2_STEP(a, b, c, d) \
    "ldr r12, [r3], #4\n" \
    "ldr " d ", [r2], #4\n" \
    "smlad r8, " a ", r12, r8\n" \
    "smlad r9, " b ", r12, r9\n" \
    "smlad r10, " c ", r12, r10\n" \
    "smlad r11, " d ", r12, r11\n"
#define TML_STRIDE2_WORDS \
    "ldr r4, [r2], #4\n" \
    "ldr r5, [r2], #4\n" \
    "ldr r6, [r2], #4\n"
#define TML_STRIDE2_ROW_1 TML_STRIDE2_WORDS TML_STRIDE2_STEP("r4", "r5", "r6", "r7")
#define TML_STRIDE2_ROW_2 TML_STRIDE2_ROW_1 TML_STRIDE2_STEP("r5", "r6", "r7", "r4")
#define TML_STRIDE2_ROW_3 TML_STRIDE2_ROW_2 TML_STRIDE2_STEP("r6", "r7", "r4", "r5")
#define TML_STRIDE2_ROW_4 TML_STRIDE2_ROW_3 TML_STRIDE2_STEP("r7", "r4", "r5", "r6")
#define TML_STRIDE2_ROW_5 TML_STRIDE2_ROW_4 TML_STRIDE2_STEP("r4", "r5", "r6", "r7")
#define TML_STRIDE2_ROW_6 TML_STRIDE2_ROW_5 TML_STRIDE2_STEP("r5", "r6", "r7", "r4")
/* Any number of steps; r12 is taken until the row's end. */
#define TML_STRIDE2_ROW_any \
    TML_STRIDE2_WORDS \
    TML_GET("r12", 6) \
    "add r12, r12, r3\n" \
    TML_PUT(10, "r12") \
    "3:\n" \
    TML_STRIDE2_STEP("r4", "r5", "r6", "r7") \
    "mov r4, r5\n" \
    "mov r5, r6\n" \
    "mov r6, r7\n" \
    TML_GET("r12", 10) \
    "cmp r3, r12\n" \
    "bne 3b\n"

static inline void tml_stride2_stand_in(const uint32_t *line, int8_t *to, const tml_groups_walk *walk, const int32_t *record)
{
    for (int32_t i = 0; i < 4 * walk->groups; i++, to += walk->y_column) {
        const uint32_t *from = line + i;
        const int32_t *weights = record + 4;
        int32_t sum = record[0];
        for (int32_t k = walk->rows; k > 0; k--) {
            const int32_t *const end = weights + walk->weights / 4;
            for (; weights != end; weights++) {
                sum = tml_dot_halves(tml_load_word(from++), (uint32_t)*weights, sum);
            }
            from += walk->next / 4 + 3;
        }
        *to = tml_plane_result(record, sum);
    }
}

#define TML_STRIDE2_KERNEL(pairs) \
    TML_APART void tml_groups_stride2_##pairs(const uint32_t *line, int8_t *to, const tml_groups_walk *walk, const int32_t *record) \
    { \
        TML_GROUPS_BLOCK(line, to, walk, record, TML_STRIDE2_ROW_##pairs, "16", tml_stride2_stand_in) \
    } \
    TML_GROUPS_CALLS(stride2, pairs, 4, 3, tml_plane_pairs)

TML_STRIDE2_KERNEL(1)
TML_STRIDE2_KERNEL(2)
TML_STRIDE2_KERNEL(3)
TML_STRIDE2_KERNEL(4)
TML_STRIDE2_KERNEL(5)
TML_STRIDE2_KERNEL(6)
TML_STRIDE2_KERNEL(any)

#endif
