/* SPDX-License-Identifier: MIT-0 */
/*
 * A row of results of a depthwise convolution, four at a time, which share words of the plane and of the weights.
 *
 * Layout: planes and records as in tml_planes_dsp.h.
 */
#ifndef TML_PLANES_GROUPS_DSP_H
#define TML_PLANES_GROUPS_DSP_H

#include "tml_planes_dsp.h"

/* What four results at once need, in the order of the assembly's loads. */
typedef struct {
    int32_t y_column;  /* elements of y from one result to the next */
    int32_t weights;   /* bytes of a filter row's weights */
    int32_t next;      /* bytes from the end of a filter row's words to the next one */
    int32_t rows;      /* of the filter */
    int32_t groups;    /* of four results; more than 0 */
} tml_groups_walk;

typedef void (*tml_groups)(const uint32_t *line, int8_t *to, const tml_groups_walk *walk, const int32_t *record);

#define TML_GROUPS_ONCE(result, sum) "smmla " result ", " sum ", r12, lr\n"
/* r2: the shift, r3: -1 where it is more than 0. */
#define TML_GROUPS_TWICE(result, sum) \
    "smmlar " result ", " sum ", r12, lr\n" \
    "and " sum ", r3, " sum ", asr #31\n" \
    "add " result ", " result ", " sum "\n" \
    "asr " result ", " result ", r2\n" \
    "ssat " result ", #8, " result "\n"

/*
 * r0 line, r1 y, r2 walk, r3 record; r7 is saved by hand: without optimisation it is the frame pointer. Slots: 0 bias
 * 1 multiplier 2 rounding 3 mode 4 y_column 5 the weights 6 bytes of a row's weights 7 next 8 filter rows 9 groups
 * left. `row`: r2 the plane, r3 the weights, sums in r8 to r11; it may take r4 to r7 and r12. `advance`: bytes of the
 * plane that four results take.
 */
#define TML_GROUPS_WALK(row, advance) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
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
        TML_GROUPS_ONCE("r4", "r8") TML_GROUPS_ONCE("r5", "r9") \
        TML_GROUPS_ONCE("r6", "r10") TML_GROUPS_ONCE("r7", "r11") \
        TML_PLANE_SSAT("r4") TML_PLANE_SSAT("r5") TML_PLANE_SSAT("r6") TML_PLANE_SSAT("r7") \
        "4:\n" \
        TML_GET("r12", 4) TML_GET("lr", 9) \
        "strb r4, [r1]\n" \
        "strb r5, [r1, r12]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "strb r6, [r1]\n" \
        "strb r7, [r1, r12]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "adds r0, r0, #" advance "\n" \
        "subs lr, lr, #1\n" \
        TML_PUT(9, "lr") \
        "bne 1b\n" \
        "b 6f\n" \
        "5:\n" \
        "rsb r3, r2, #0\n" \
        "asr r3, r3, #31\n" \
        TML_GROUPS_TWICE("r4", "r8") TML_GROUPS_TWICE("r5", "r9") \
        TML_GROUPS_TWICE("r6", "r10") TML_GROUPS_TWICE("r7", "r11") \
        "b 4b\n" \
        "6:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(from), "+r"(out), "+r"(at), "+r"(own) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

#define TML_GROUPS_BLOCK(line, to, walk, record, row, advance, stand_in) \
    TML_BLOCK(register const uint32_t *from __asm__("r0") = line; \
              register int8_t *out __asm__("r1") = to; \
              register const tml_groups_walk *at __asm__("r2") = walk; \
              register const int32_t *own __asm__("r3") = record; \
              TML_GROUPS_WALK(row, advance); \
              , stand_in(line, to, walk, record);)

/* `ahead`: words of the plane that a row takes beside one for each of its words of weights. */
static inline void tml_groups_lines(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                                    const tml_plane_params *p, int32_t weights, int32_t ahead, tml_groups compute)
{
    const int32_t groups = job->columns / 4, four = 2 * p->stride_column; /* words of the plane */
    tml_groups_walk walk = {
        job->y_column, weights, 2 * p->dilation_row * p->width - 4 * (p->filter_pairs + ahead), p->filter_rows, groups,
    };
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
            compute(line + four * groups, results, &walk, record);
            for (const int8_t *from = results; left > 0; left--, to += job->y_column) {
                *to = *from++;
            }
        }
        line += p->stride_row * p->width / 2;
        y += job->y_row;
    }
}

/* The calls of a kernel whose rows have `pairs` words. */
#define TML_GROUPS_CALLS(form, pairs, weights, ahead, words) \
    TML_APART void tml_plane_##form##_##pairs(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record, \
                                              const tml_plane_params *params) \
    { \
        tml_groups_lines(plane, y, job, record, params, weights * params->filter_pairs, ahead, tml_groups_##form##_##pairs); \
    } \
    static inline void tml_depthwise_conv_2d_##form##_##pairs##_s8_dsp(const tml_plane_params *params, const int8_t *x, \
                                                                       const int32_t *records, int8_t *y, int16_t *planes) \
    { \
        tml_planes_dsp(params, x, records, y, planes, tml_plane_##form##_##pairs); \
    } \
    static inline void tml_depthwise_conv_2d_##form##_##pairs##_compact_s8_dsp(const tml_plane_compact_params *params, \
                                                                               const int8_t *x, int8_t *y, int16_t *planes) \
    { \
        tml_planes_compact_dsp(params, x, y, planes, tml_plane_##form##_##pairs, words); \
    }

#endif
