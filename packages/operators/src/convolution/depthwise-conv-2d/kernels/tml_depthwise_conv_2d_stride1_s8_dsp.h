/* SPDX-License-Identifier: MIT-0 */
/*
 * Filters of any size whose columns do not stride. A word of the plane holds two columns; the result at an even column
 * takes it with the weights (w0,w1), (w2,w3), ..., its right neighbour with (0,w0), (w1,w2), ...: each word, and each
 * pair of pairs of weights, serves several results.
 *
 * Layout: planes and records as in tml_planes_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H

#include "tml_planes_groups_dsp.h"

/* A word of the plane for the first two results, the next one for the others. r2 the plane, r3 the weights. */
#define TML_STRIDE1_STEP(word, next) \
    "ldr r7, [r3, #4]\n" \
    "ldr r6, [r3], #8\n" \
    "ldr " next ", [r2], #4\n" \
    "smlad r8, " word ", r6, r8\n" \
    "smlad r9, " word ", r7, r9\n" \
    "smlad r10, " next ", r6, r10\n" \
    "smlad r11, " next ", r7, r11\n"
#define TML_STRIDE1_WORD "ldr r4, [r2], #4\n"
#define TML_STRIDE1_ROW_1 TML_STRIDE1_WORD TML_STRIDE1_STEP("r4", "r5")
#define TML_STRIDE1_ROW_2 TML_STRIDE1_ROW_1 TML_STRIDE1_STEP("r5", "r4")
#define TML_STRIDE1_ROW_3 TML_STRIDE1_ROW_2 TML_STRIDE1_STEP("r4", "r5")
#define TML_STRIDE1_ROW_4 TML_STRIDE1_ROW_3 TML_STRIDE1_STEP("r5", "r4")
#define TML_STRIDE1_ROW_5 TML_STRIDE1_ROW_4 TML_STRIDE1_STEP("r4", "r5")
#define TML_STRIDE1_ROW_6 TML_STRIDE1_ROW_5 TML_STRIDE1_STEP("r5", "r4")
/* Any number of steps. */
#define TML_STRIDE1_ROW_any \
    TML_GET("r12", 6) \
    TML_STRIDE1_WORD \
    "add r12, r12, r3\n" \
    "3:\n" \
    TML_STRIDE1_STEP("r4", "r5") \
    "mov r4, r5\n" \
    "cmp r3, r12\n" \
    "bne 3b\n"

static inline void tml_stride1_stand_in(const uint32_t *line, int8_t *to, const tml_groups_walk *walk, const int32_t *record)
{
    for (int32_t i = 0; i < 4 * walk->groups; i++, to += walk->y_column) {
        const uint32_t *from = line + i / 2;
        const int32_t *weights = record + 4 + (i & 1);
        int32_t sum = record[0];
        for (int32_t k = walk->rows; k > 0; k--) {
            const int32_t *const end = weights + walk->weights / 4;
            for (; weights != end; weights += 2) {
                sum = tml_dot_halves(tml_load_word(from++), (uint32_t)*weights, sum);
            }
            from += walk->next / 4 + 1;
        }
        *to = tml_plane_result(record, sum);
    }
}

/* Weights: for each filter row filter_pairs times the pairs of both columns. */
static inline void tml_stride1_words(const tml_plane_compact_params *p, const int8_t *filter, int32_t left, int32_t *to)
{
    for (int32_t k = p->plane.filter_rows; k > 0; k--, filter += p->filter_row) {
        for (int32_t i = 0; i < p->plane.filter_pairs; i++) {
            *to++ = tml_plane_taps(p, filter, 2 * i, left);
            *to++ = tml_plane_taps(p, filter, 2 * i - 1, left);
        }
    }
}

#define TML_STRIDE1_KERNEL(pairs) \
    TML_APART void tml_groups_stride1_##pairs(const uint32_t *line, int8_t *to, const tml_groups_walk *walk, const int32_t *record) \
    { \
        TML_GROUPS_BLOCK(line, to, walk, record, TML_STRIDE1_ROW_##pairs, "8", tml_stride1_stand_in) \
    } \
    TML_GROUPS_CALLS(stride1, pairs, 8, 1, tml_stride1_words)

TML_STRIDE1_KERNEL(1)
TML_STRIDE1_KERNEL(2)
TML_STRIDE1_KERNEL(3)
TML_STRIDE1_KERNEL(4)
TML_STRIDE1_KERNEL(5)
TML_STRIDE1_KERNEL(6)
TML_STRIDE1_KERNEL(any)

#endif
