/* SPDX-License-Identifier: MIT-0 */
/*
 * 3x3 taps, both strides 1 or both 2. Two by two results at once; the weights (w0,w1) and (w1,w2) of each filter row
 * stay in six registers, the sums in four.
 *
 * An odd last column: the pair's second result goes to the first one's place, before that one is stored.
 *
 * Layout: planes and records as in tml_planes_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_3X3_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_3X3_S8_DSP_H

#include "tml_planes_dsp.h"

/*
 * x in r12 and lr: columns 0 and 1, 2 and 3. Filter row k is in r(2+k) and r(5+k). What s0 and s1 add to: f0 and f1.
 */
#define TML_3X3_ROW1_FROM(wa, wb, s0, s1, f0, f1) \
    "smlad " s0 ", r12, " wa ", " f0 "\n" \
    "smlabt " s0 ", lr, " wb ", " s0 "\n" \
    "smlatb " s1 ", r12, " wa ", " f1 "\n" \
    "smlad " s1 ", lr, " wb ", " s1 "\n"
#define TML_3X3_ROW1(wa, wb, s0, s1) TML_3X3_ROW1_FROM(wa, wb, s0, s1, s0, s1)
#define TML_3X3_LOAD(row, pitch) "ldrd r12, lr, [r0, #(" #row "*" #pitch ")]\n"
/* The bias is in r11. */
#define TML_3X3_SUMS1(pitch) \
    TML_3X3_LOAD(0, pitch) TML_3X3_ROW1_FROM("r2", "r5", "r8", "r9", "r11", "r11") \
    TML_3X3_LOAD(1, pitch) TML_3X3_ROW1("r3", "r6", "r8", "r9") TML_3X3_ROW1_FROM("r2", "r5", "r10", "r11", "r11", "r11") \
    TML_3X3_LOAD(2, pitch) TML_3X3_ROW1("r4", "r7", "r8", "r9") TML_3X3_ROW1("r3", "r6", "r10", "r11") \
    TML_3X3_LOAD(3, pitch) TML_3X3_ROW1("r4", "r7", "r10", "r11")

/* Stride 2: r12 becomes columns 4 and 5 once columns 0 and 1 are done. */
#define TML_3X3_ROW2_FROM(row, pitch, wa, wb, s0, s1, f0, f1) \
    TML_3X3_LOAD(row, pitch) \
    "smlad " s0 ", r12, " wa ", " f0 "\n" \
    "smlabt " s0 ", lr, " wb ", " s0 "\n" \
    "ldr r12, [r0, #(" #row "*" #pitch "+8)]\n" \
    "smlad " s1 ", lr, " wa ", " f1 "\n" \
    "smlabt " s1 ", r12, " wb ", " s1 "\n"
#define TML_3X3_ROW2(row, pitch, wa, wb, s0, s1) TML_3X3_ROW2_FROM(row, pitch, wa, wb, s0, s1, s0, s1)
#define TML_3X3_SUMS2(pitch) \
    TML_3X3_ROW2_FROM(0, pitch, "r2", "r5", "r8", "r9", "r11", "r11") \
    TML_3X3_ROW2(1, pitch, "r3", "r6", "r8", "r9") \
    TML_3X3_LOAD(2, pitch) \
    "smlad r8, r12, r4, r8\n" \
    "smlabt r8, lr, r7, r8\n" \
    "smlad r10, r12, r2, r11\n" \
    "smlabt r10, lr, r5, r10\n" \
    "ldr r12, [r0, #(2*" #pitch "+8)]\n" \
    "smlad r9, lr, r4, r9\n" \
    "smlabt r9, r12, r7, r9\n" \
    "smlad r11, lr, r2, r11\n" \
    "smlabt r11, r12, r5, r11\n" \
    TML_3X3_ROW2(3, pitch, "r3", "r6", "r10", "r11") \
    TML_3X3_ROW2(4, pitch, "r4", "r7", "r10", "r11")

/* One row of results. */
#define TML_3X3_LINE1(pitch) \
    TML_3X3_LOAD(0, pitch) TML_3X3_ROW1_FROM("r2", "r5", "r8", "r9", "r11", "r11") \
    TML_3X3_LOAD(1, pitch) TML_3X3_ROW1("r3", "r6", "r8", "r9") \
    TML_3X3_LOAD(2, pitch) TML_3X3_ROW1("r4", "r7", "r8", "r9")
#define TML_3X3_LINE2(pitch) \
    TML_3X3_ROW2_FROM(0, pitch, "r2", "r5", "r8", "r9", "r11", "r11") \
    TML_3X3_ROW2(1, pitch, "r3", "r6", "r8", "r9") \
    TML_3X3_ROW2(2, pitch, "r4", "r7", "r8", "r9")

/* The results of one row's sums; the multiplier is in r12, the rounding in lr, the shift in slot 3. */
#define TML_3X3_ONCE(a, b) \
    "smmla " a ", " a ", r12, lr\n" \
    "smmla " b ", " b ", r12, lr\n" \
    TML_PLANE_SSAT(a) TML_PLANE_SSAT(b)
#define TML_3X3_HALF(a, b) \
    "smmlar " a ", " a ", r12, lr\n" \
    "smmlar " b ", " b ", r12, lr\n" \
    "ssat " a ", #8, " a "\n" \
    "ssat " b ", #8, " b "\n"
#define TML_3X3_TWICE(a, b) \
    TML_PUT(14, "r0") \
    "smmlar r0, " a ", r12, lr\n" \
    "add " a ", r0, " a ", asr #31\n" \
    "smmlar r0, " b ", r12, lr\n" \
    "add " b ", r0, " b ", asr #31\n" \
    TML_GET("r0", 3) \
    "asr " a ", " a ", r0\n" \
    "asr " b ", " b ", r0\n" \
    TML_GET("r0", 14) \
    "ssat " a ", #8, " a "\n" \
    "ssat " b ", #8, " b "\n"

/*
 * Walks a row, or a pair of rows, of results: `body` from label `loop` on, the row's end from `end` on. The odd column
 * has a y_column of 0. Afterwards from `next` on.
 */
#define TML_3X3_ROW(loop, end, next, done, step, body) \
    TML_GET("r12", 6) \
    "add r12, r12, r0\n" \
    TML_PUT(12, "r12") \
    "cmp r0, r12\n" \
    "beq " #end "f\n" \
    #loop ":\n" \
    TML_GET("r11", 0) \
    body \
    "adds r0, #" #step "\n" \
    TML_GET("r12", 12) \
    "cmp r0, r12\n" \
    "bne " #loop "b\n" \
    #end ":\n" \
    TML_GET("r12", 7) \
    "cmp r12, #0\n" \
    "beq " #next "f\n" \
    TML_GET("lr", 13) \
    "cmp lr, #0\n" \
    "beq " #done "f\n" \
    "add r12, r12, r0\n" \
    TML_PUT(12, "r12") \
    "mov lr, #0\n" \
    TML_PUT(13, "lr") \
    "b " #loop "b\n" \
    #done ":\n" \
    TML_GET("lr", 4) \
    TML_PUT(13, "lr") \
    #next ":\n"

/* r0 plane, r1 y, r2 job, r3 record; r7 is saved by hand: without optimisation it is the frame pointer.
 * Slots: 0 bias 1 multiplier 2 rounding 3 shift 4 y_column 5 y_row 6 line 7 odd_column 8 plane_next
 * 9 y_next 10 pairs left 11 odd_row 12 line end 13 y_column now. */
#define TML_3X3_WALK(sums, line, scale, pitch, step) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        TML_PUT_FOUR(4, 5, 6, 7, "r2") TML_PUT_FOUR(8, 9, 10, 11, "r2") TML_PUT_FOUR(0, 1, 2, 3, "r3") \
        "ldm r3, {r2, r3, r4, r5, r6, r7}\n" \
        TML_GET("r12", 4) \
        TML_PUT(13, "r12") \
        TML_GET("r12", 10) \
        "cmp r12, #0\n" \
        "beq 6f\n" \
        "1:\n" \
        TML_3X3_ROW(2, 3, 5, 4, step, \
            sums(pitch) \
            TML_GET("r12", 1) TML_GET("lr", 2) \
            scale("r8", "r9") scale("r10", "r11") \
            TML_GET("r12", 13) TML_GET("lr", 5) \
            "add lr, lr, r1\n" \
            "strb r11, [lr, r12]\n" \
            "strb r10, [lr]\n" \
            "strb r9, [r1, r12]\n" \
            "strb r8, [r1]\n" \
            "add r1, r1, r12, lsl #1\n") \
        TML_GET("r12", 8) \
        "add r0, r0, r12\n" \
        TML_GET("r12", 9) \
        "add r1, r1, r12\n" \
        TML_GET("r12", 10) \
        "subs r12, r12, #1\n" \
        TML_PUT(10, "r12") \
        "bne 1b\n" \
        "6:\n" \
        TML_GET("r12", 11) \
        "cmp r12, #0\n" \
        "beq 5f\n" \
        TML_3X3_ROW(2, 3, 5, 4, step, \
            line(pitch) \
            TML_GET("r12", 1) TML_GET("lr", 2) \
            scale("r8", "r9") \
            TML_GET("r12", 13) \
            "strb r9, [r1, r12]\n" \
            "strb r8, [r1]\n" \
            "add r1, r1, r12, lsl #1\n") \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(from), "+r"(to), "+r"(walk), "+r"(own) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_3x3_stand_in(const int16_t *plane, const int32_t *record, const tml_plane_job *job, int8_t *y,
                                    int32_t pitch, int32_t stride)
{
    for (int32_t r = 0; r < job->rows; r++) {
        for (int32_t c = 0; c < job->columns; c++) {
            const int16_t *from = plane + (r * pitch + c) * stride;
            int32_t sum = record[0];
            for (int32_t k = 0; k < 3; k++) {
                const uint32_t pair = (uint16_t)from[k * pitch] | (uint32_t)(uint16_t)from[k * pitch + 1] << 16;
                sum = tml_dot_halves(pair, (uint32_t)record[4 + k], sum);
                sum = tml_dot_halves((uint16_t)from[k * pitch + 2], (uint32_t)record[7 + k] >> 16, sum);
            }
            y[r * job->y_row + c * job->y_column] = tml_plane_result(record, sum);
        }
    }
}

static inline void tml_3x3_words(const tml_plane_compact_params *p, const int8_t *filter, int32_t left, int32_t *to)
{
    for (int32_t k = 0; k < 3; k++, filter += p->filter_row) {
        to[k] = tml_plane_taps(p, filter, 0, left);
        to[3 + k] = tml_plane_taps(p, filter, 1, left);
    }
}

/* For planes of `pitch` bytes a row, a multiple of 4. */
#define TML_3X3_PLANE(form, sums, line, scale, pitch, stride) \
    TML_APART void tml_plane_##form##_##pitch(const int16_t *plane, int8_t *y, const tml_plane_job *job, \
                                              const int32_t *record, const tml_plane_params *params) \
    { \
        (void)params; \
        TML_BLOCK( \
            register const int16_t *from __asm__("r0") = plane; \
            register int8_t *to __asm__("r1") = y; \
            register const tml_plane_job *walk __asm__("r2") = job; \
            register const int32_t *own __asm__("r3") = record; \
            TML_3X3_WALK(sums, line, scale, pitch, (4*stride)); \
            , tml_3x3_stand_in(plane, record, job, y, pitch / 2, stride);) \
    }
#define TML_3X3_CALL(form, pitch) \
    static inline void tml_depthwise_conv_2d_##form##_##pitch##_s8_dsp(const tml_plane_params *params, const int8_t *x, \
                                                                       const int32_t *records, int8_t *y, int16_t *planes) \
    { \
        tml_planes_dsp(params, x, records, y, planes, tml_plane_##form##_##pitch); \
    } \
    static inline void tml_depthwise_conv_2d_##form##_##pitch##_compact_s8_dsp( \
        const tml_plane_compact_params *params, const int8_t *x, int8_t *y, int16_t *planes) \
    { \
        tml_planes_compact_dsp(params, x, y, planes, tml_plane_##form##_##pitch, tml_3x3_words); \
    }
/*
 * `form`_once is for records whose mode is -1, `form`_twice for those whose mode is a shift of 1 or more, `form` for
 * all.
 */
#define TML_3X3_KERNEL(form, sums, line, pitch, stride) \
    TML_3X3_PLANE(form##_once, sums, line, TML_3X3_ONCE, pitch, stride) \
    TML_3X3_PLANE(form##_half, sums, line, TML_3X3_HALF, pitch, stride) \
    TML_3X3_PLANE(form##_twice, sums, line, TML_3X3_TWICE, pitch, stride) \
    static inline void tml_plane_##form##_##pitch(const int16_t *plane, int8_t *y, const tml_plane_job *job, \
                                                  const int32_t *record, const tml_plane_params *params) \
    { \
        if (record[3] < 0) { \
            tml_plane_##form##_once_##pitch(plane, y, job, record, params); \
        } else if (record[3] == 0) { \
            tml_plane_##form##_half_##pitch(plane, y, job, record, params); \
        } else { \
            tml_plane_##form##_twice_##pitch(plane, y, job, record, params); \
        } \
    } \
    TML_3X3_CALL(form##_once, pitch) \
    TML_3X3_CALL(form##_twice, pitch) \
    TML_3X3_CALL(form, pitch)
#define TML_3X3_KERNELS(pitch) \
    TML_3X3_KERNEL(3x3, TML_3X3_SUMS1, TML_3X3_LINE1, pitch, 1) \
    TML_3X3_KERNEL(3x3_stride2, TML_3X3_SUMS2, TML_3X3_LINE2, pitch, 2)

TML_3X3_KERNELS(16)
TML_3X3_KERNELS(32)
TML_3X3_KERNELS(56)
TML_3X3_KERNELS(104)
TML_3X3_KERNELS(208)

#endif
