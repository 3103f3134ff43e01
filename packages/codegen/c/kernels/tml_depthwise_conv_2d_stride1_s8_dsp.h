/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H

#include "tml_planes_dsp.h"

/*
 * Filters of any size whose columns do not stride. A word of the plane holds two columns; the result at an even column
 * takes it with the weights (w0,w1), (w2,w3), ..., its right neighbour with (0,w0), (w1,w2), ...: each word, and each pair
 * of pairs of weights, serves several results.
 */

/* What four results at once need, in the order of the assembly's loads. */
typedef struct {
    int32_t y_column;  /* elements of y from one result to the next */
    int32_t weights;   /* bytes of a filter row's weights */
    int32_t next;      /* bytes from the end of a filter row's words to the next one */
    int32_t rows;      /* of the filter */
    int32_t groups;    /* of four results; more than 0 */
} tml_stride1_walk;

static inline void tml_stride1_stand_in(const uint32_t *line, int8_t *to, const tml_stride1_walk *walk, const int32_t *record)
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

#define TML_STRIDE1_ONCE(result, sum) "smmla " result ", " sum ", r12, lr\n"
/* r2: the shift, r3: -1 where it is more than 0. */
#define TML_STRIDE1_TWICE(result, sum) \
    "smmlar " result ", " sum ", r12, lr\n" \
    "and " sum ", r3, " sum ", asr #31\n" \
    "add " result ", " result ", " sum "\n" \
    "asr " result ", " result ", r2\n" \
    "ssat " result ", #8, " result "\n"

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

/*
 * r0 line, r1 y, r2 walk, r3 record. Slots: 0 bias 1 multiplier 2 rounding 3 mode 4 y_column 5 the weights 6 bytes of a row's
 * weights 7 next 8 filter rows 9 groups left.
 */
#define TML_STRIDE1_GROUPS(row) \
    __asm__ volatile( \
        TML_SLOTS_OPEN \
        "ldm r2, {r4, r5, r6, r7, r8}\n" \
        TML_PUT(4, "r4") TML_PUT(6, "r5") TML_PUT(7, "r6") TML_PUT(8, "r7") TML_PUT(9, "r8") \
        TML_PUT_FOUR(0, 1, 2, 3, "r3") \
        TML_PUT(5, "r3") \
        "1:\n" /* four results */ \
        TML_GET("r8", 0) \
        "mov r9, r8\n" \
        "mov r10, r8\n" \
        "mov r11, r8\n" \
        TML_GET("r3", 5) \
        TML_GET("lr", 8) \
        "mov r2, r0\n" \
        "2:\n" /* a filter row */ \
        row \
        TML_GET("r12", 7) \
        "subs lr, lr, #1\n" \
        "add r2, r2, r12\n" \
        "bne 2b\n" \
        TML_GET("r12", 1) TML_GET("lr", 2) TML_GET("r2", 3) \
        "cmp r2, #0\n" \
        "bge 5f\n" \
        TML_STRIDE1_ONCE("r4", "r8") TML_STRIDE1_ONCE("r5", "r9") \
        TML_STRIDE1_ONCE("r6", "r10") TML_STRIDE1_ONCE("r7", "r11") \
        TML_PLANE_SSAT("r4") TML_PLANE_SSAT("r5") TML_PLANE_SSAT("r6") TML_PLANE_SSAT("r7") \
        "4:\n" \
        TML_GET("r12", 4) TML_GET("lr", 9) \
        "strb r4, [r1]\n" \
        "strb r5, [r1, r12]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "strb r6, [r1]\n" \
        "strb r7, [r1, r12]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "adds r0, r0, #8\n" \
        "subs lr, lr, #1\n" \
        TML_PUT(9, "lr") \
        "bne 1b\n" \
        "b 6f\n" \
        "5:\n" \
        "rsb r3, r2, #0\n" \
        "asr r3, r3, #31\n" \
        TML_STRIDE1_TWICE("r4", "r8") TML_STRIDE1_TWICE("r5", "r9") \
        TML_STRIDE1_TWICE("r6", "r10") TML_STRIDE1_TWICE("r7", "r11") \
        "b 4b\n" \
        "6:\n" \
        TML_SLOTS_CLOSE \
        : "+r"(from), "+r"(out), "+r"(at), "+r"(own) \
        : \
        : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

typedef void (*tml_stride1_groups)(const uint32_t *line, int8_t *to, const tml_stride1_walk *walk, const int32_t *record);

static inline void tml_stride1_lines(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                                     const tml_plane_params *p, tml_stride1_groups compute)
{
    tml_stride1_walk walk = {
        job->y_column, 8 * p->filter_pairs, 2 * p->dilation_row * p->width - 4 * (p->filter_pairs + 1), p->filter_rows,
        job->columns / 4,
    };
    const int32_t groups = walk.groups;
    const uint32_t *line = (const uint32_t *)(const void *)plane;
    for (int32_t r = job->rows; r > 0; r--) {
        int32_t left = job->columns & 3;
        if (groups > 0) {
            walk.y_column = job->y_column;
            walk.groups = groups;
            compute(line, y, &walk, record);
        }
        if (left > 0) { /* the last one to three results: four are computed, elsewhere */
            int8_t results[4];
            int8_t *to = y + 4 * groups * job->y_column;
            walk.y_column = 1;
            walk.groups = 1;
            compute(line + 2 * groups, results, &walk, record);
            for (const int8_t *from = results; left > 0; left--, to += job->y_column) {
                *to = *from++;
            }
        }
        line += p->stride_row * p->width / 2;
        y += job->y_row;
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

/* For filters of `pairs` words a row. */
#define TML_STRIDE1_KERNEL(pairs) \
    TML_APART void tml_stride1_groups_##pairs(const uint32_t *line, int8_t *to, const tml_stride1_walk *walk, const int32_t *record) \
    { \
        TML_BLOCK(register const uint32_t *from __asm__("r0") = line; \
                  register int8_t *out __asm__("r1") = to; \
                  register const tml_stride1_walk *at __asm__("r2") = walk; \
                  register const int32_t *own __asm__("r3") = record; \
                  TML_STRIDE1_GROUPS(TML_STRIDE1_ROW_##pairs); \
                  , tml_stride1_stand_in(line, to, walk, record);) \
    } \
    TML_APART void tml_plane_stride1_##pairs(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record, \
                                             const tml_plane_params *params) \
    { \
        tml_stride1_lines(plane, y, job, record, params, tml_stride1_groups_##pairs); \
    } \
    static inline void tml_depthwise_conv_2d_stride1_##pairs##_s8_dsp(const tml_plane_params *params, const int8_t *x, \
                                                                      const int32_t *records, int8_t *y, int16_t *planes) \
    { \
        tml_planes_dsp(params, x, records, y, planes, tml_plane_stride1_##pairs); \
    } \
    static inline void tml_depthwise_conv_2d_stride1_##pairs##_compact_s8_dsp(const tml_plane_compact_params *params, \
                                                                              const int8_t *x, int8_t *y, int16_t *planes) \
    { \
        tml_planes_compact_dsp(params, x, y, planes, tml_plane_stride1_##pairs, tml_stride1_words); \
    }

TML_STRIDE1_KERNEL(1)
TML_STRIDE1_KERNEL(2)
TML_STRIDE1_KERNEL(3)
TML_STRIDE1_KERNEL(4)
TML_STRIDE1_KERNEL(5)
TML_STRIDE1_KERNEL(6)
TML_STRIDE1_KERNEL(any)

#endif
