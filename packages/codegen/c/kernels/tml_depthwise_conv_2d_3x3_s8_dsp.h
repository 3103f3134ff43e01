/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEPTHWISE_CONV_2D_3X3_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_3X3_S8_DSP_H

#include "tml_planes_dsp.h"

/*
 * 3x3 taps, both strides 1 or both 2. Two by two results at once; the weights (w0,w1) and (w1,w2) of each filter row
 * stay in six registers, the sums in four. Weights and bias are doubled, for the requantisation: the high word of
 * sum * multiplier, rounded, + 2^(shift-1) + zero_point * 2^shift, one less for negative sums (halves round away from zero),
 * shifted right. Where the activation clips what is negative, that "one less" makes no difference.
 *
 * An odd last column: the pair's second result goes to the first one's place, before that one is stored.
 */

/* x in r12 and lr: columns 0 and 1, 2 and 3. Filter row k is in r(2+k) and r(5+k). */
#define TML_3X3_ROW1(wa, wb, s0, s1) \
    "smlad " s0 ", r12, " wa ", " s0 "\n" \
    "smlabt " s0 ", lr, " wb ", " s0 "\n" \
    "smlatb " s1 ", r12, " wa ", " s1 "\n" \
    "smlad " s1 ", lr, " wb ", " s1 "\n"
#define TML_3X3_LOAD1(row, pitch) "ldrd r12, lr, [r0, #(" #row "*" #pitch ")]\n"
#define TML_3X3_SUMS1(pitch) \
    TML_3X3_LOAD1(0, pitch) TML_3X3_ROW1("r2", "r5", "r8", "r9") \
    TML_3X3_LOAD1(1, pitch) TML_3X3_ROW1("r3", "r6", "r8", "r9") TML_3X3_ROW1("r2", "r5", "r10", "r11") \
    TML_3X3_LOAD1(2, pitch) TML_3X3_ROW1("r4", "r7", "r8", "r9") TML_3X3_ROW1("r3", "r6", "r10", "r11") \
    TML_3X3_LOAD1(3, pitch) TML_3X3_ROW1("r4", "r7", "r10", "r11")

/* Stride 2: r12 becomes columns 4 and 5 once columns 0 and 1 are done. */
#define TML_3X3_ROW2(row, pitch, wa, wb, s0, s1) \
    TML_3X3_LOAD1(row, pitch) \
    "smlad " s0 ", r12, " wa ", " s0 "\n" \
    "smlabt " s0 ", lr, " wb ", " s0 "\n" \
    "ldr r12, [r0, #(" #row "*" #pitch "+8)]\n" \
    "smlad " s1 ", lr, " wa ", " s1 "\n" \
    "smlabt " s1 ", r12, " wb ", " s1 "\n"
#define TML_3X3_SUMS2(pitch) \
    TML_3X3_ROW2(0, pitch, "r2", "r5", "r8", "r9") \
    TML_3X3_ROW2(1, pitch, "r3", "r6", "r8", "r9") \
    TML_3X3_LOAD1(2, pitch) \
    "smlad r8, r12, r4, r8\n" \
    "smlabt r8, lr, r7, r8\n" \
    "smlad r10, r12, r2, r10\n" \
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
    TML_3X3_LOAD1(0, pitch) TML_3X3_ROW1("r2", "r5", "r8", "r9") \
    TML_3X3_LOAD1(1, pitch) TML_3X3_ROW1("r3", "r6", "r8", "r9") \
    TML_3X3_LOAD1(2, pitch) TML_3X3_ROW1("r4", "r7", "r8", "r9")
#define TML_3X3_LINE2(pitch) \
    TML_3X3_ROW2(0, pitch, "r2", "r5", "r8", "r9") \
    TML_3X3_ROW2(1, pitch, "r3", "r6", "r8", "r9") \
    TML_3X3_ROW2(2, pitch, "r4", "r7", "r8", "r9")

#define TML_3X3_SCALE_PLAIN \
    "smmlar r8, r8, r12, lr\n" \
    "smmlar r9, r9, r12, lr\n" \
    "smmlar r10, r10, r12, lr\n" \
    "smmlar r11, r11, r12, lr\n"
#define TML_3X3_SCALE_SIGN(sum) \
    "smmlar r0, " sum ", r12, lr\n" \
    "add " sum ", r0, " sum ", asr #31\n"
#define TML_3X3_SCALE_SIGNED \
    TML_PUT(11, "r0") \
    TML_3X3_SCALE_SIGN("r8") TML_3X3_SCALE_SIGN("r9") TML_3X3_SCALE_SIGN("r10") TML_3X3_SCALE_SIGN("r11") \
    TML_GET("r0", 11)

#define TML_3X3_LINE_PLAIN \
    "smmlar r8, r8, r12, lr\n" \
    "smmlar r9, r9, r12, lr\n"
#define TML_3X3_LINE_SIGNED \
    "smmlar r10, r8, r12, lr\n" \
    "smmlar r11, r9, r12, lr\n" \
    "add r8, r10, r8, asr #31\n" \
    "add r9, r11, r9, asr #31\n"

/* r0 plane, r1 y, r2 job, r3 record. Slots: 0 bias 1 multiplier 2 rounding 3 shift 4 y_column now 5 y_row 6 line end
 * 7 pairs left 8 the job 9 y_column. */
#define TML_3X3_WALK(sums, scale, line, scale_line, pitch, step) \
    __asm__ volatile( \
        TML_SLOTS_OPEN \
        TML_PUT(8, "r2") \
        "ldm r2, {r4, r5, r6}\n" \
        TML_PUT(9, "r4") TML_PUT(5, "r5") TML_PUT(7, "r6") \
        "ldm r3!, {r4, r5, r6, r7}\n" \
        TML_PUT(0, "r4") TML_PUT(1, "r5") TML_PUT(2, "r6") TML_PUT(3, "r7") \
        "mov r12, r3\n" \
        "ldm r12, {r2, r3, r4, r5, r6, r7}\n" \
        TML_GET("r12", 7) \
        "cmp r12, #0\n" \
        "beq 6f\n" \
        "1:\n" /* a pair of rows */ \
        TML_GET("lr", 8) \
        "ldr r12, [lr, #16]\n" \
        "add r12, r12, r0\n" \
        TML_PUT(6, "r12") \
        TML_GET("lr", 9) \
        TML_PUT(4, "lr") \
        "b 4f\n" \
        "3:\n" /* two by two results */ \
        TML_GET("r8", 0) \
        "mov r9, r8\n" \
        "mov r10, r8\n" \
        "mov r11, r8\n" \
        sums(pitch) \
        TML_GET("r12", 1) TML_GET("lr", 2) \
        scale \
        TML_GET("r12", 3) \
        "asr r8, r8, r12\n" \
        "asr r9, r9, r12\n" \
        "asr r10, r10, r12\n" \
        "asr r11, r11, r12\n" \
        TML_GET("r12", 4) TML_GET("lr", 5) \
        "ssat r8, #8, r8\n" \
        "ssat r9, #8, r9\n" \
        "ssat r10, #8, r10\n" \
        "ssat r11, #8, r11\n" \
        "add lr, lr, r1\n" \
        "strb r11, [lr, r12]\n" \
        "strb r10, [lr]\n" \
        "strb r9, [r1, r12]\n" \
        "strb r8, [r1]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "adds r0, #" #step "\n" \
        TML_GET("r12", 6) \
        "4:\n" \
        "cmp r0, r12\n" \
        "bne 3b\n" \
        TML_GET("lr", 4) /* the line ends: is there an odd column left? */ \
        "cmp lr, #0\n" \
        "beq 5f\n" \
        TML_GET("lr", 8) \
        "ldr lr, [lr, #20]\n" \
        "cmp lr, #0\n" \
        "beq 5f\n" \
        "add r12, r12, lr\n" \
        TML_PUT(6, "r12") \
        "mov lr, #0\n" \
        TML_PUT(4, "lr") \
        "b 3b\n" \
        "5:\n" \
        TML_GET("lr", 8) \
        "ldrd r12, lr, [lr, #24]\n" \
        "add r0, r0, r12\n" \
        "add r1, r1, lr\n" \
        TML_GET("r12", 7) \
        "subs r12, r12, #1\n" \
        TML_PUT(7, "r12") \
        "bne 1b\n" \
        "6:\n" /* an odd row? */ \
        TML_GET("lr", 8) \
        "ldrd r12, lr, [lr, #12]\n" \
        "cmp r12, #0\n" \
        "beq 9f\n" \
        "add r12, lr, r0\n" \
        TML_PUT(6, "r12") \
        TML_GET("lr", 9) \
        TML_PUT(4, "lr") \
        "b 8f\n" \
        "7:\n" \
        TML_GET("r8", 0) \
        "mov r9, r8\n" \
        line(pitch) \
        TML_GET("r12", 1) TML_GET("lr", 2) \
        scale_line \
        TML_GET("r12", 3) \
        "asr r8, r8, r12\n" \
        "asr r9, r9, r12\n" \
        TML_GET("r12", 4) \
        "ssat r8, #8, r8\n" \
        "ssat r9, #8, r9\n" \
        "strb r9, [r1, r12]\n" \
        "strb r8, [r1]\n" \
        "add r1, r1, r12, lsl #1\n" \
        "adds r0, #" #step "\n" \
        TML_GET("r12", 6) \
        "8:\n" \
        "cmp r0, r12\n" \
        "bne 7b\n" \
        TML_GET("lr", 4) \
        "cmp lr, #0\n" \
        "beq 9f\n" \
        TML_GET("lr", 8) \
        "ldr lr, [lr, #20]\n" \
        "cmp lr, #0\n" \
        "beq 9f\n" \
        "add r12, r12, lr\n" \
        TML_PUT(6, "r12") \
        "mov lr, #0\n" \
        TML_PUT(4, "lr") \
        "b 7b\n" \
        "9:\n" \
        TML_SLOTS_CLOSE \
        : "+r"(from), "+r"(to), "+r"(walk), "+r"(own) \
        : \
        : "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_3x3_stand_in(const int16_t *plane, const int32_t *record, const tml_plane_job *job, int8_t *y,
                                    int32_t pitch, int32_t stride, int32_t with_sign)
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
            int32_t value = tml_high_product_rounded(sum, record[1], record[2]) - (with_sign && sum < 0 ? 1 : 0);
            y[r * job->y_row + c * job->y_column] = (int8_t)tml_saturate_s8(value >> record[3]);
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
#define TML_3X3_KERNEL(form, sums, scale, line, scale_line, pitch, stride, with_sign) \
    TML_APART void tml_plane_##form##_##pitch(const int16_t *plane, int8_t *y, const tml_plane_job *job, \
                                              const int32_t *record, const tml_plane_params *params) \
    { \
        (void)params; \
        TML_BLOCK( \
            register const int16_t *from __asm__("r0") = plane; \
            register int8_t *to __asm__("r1") = y; \
            register const tml_plane_job *walk __asm__("r2") = job; \
            register const int32_t *own __asm__("r3") = record; \
            TML_3X3_WALK(sums, scale, line, scale_line, pitch, (4*stride)); \
            , tml_3x3_stand_in(plane, record, job, y, pitch / 2, stride, with_sign);) \
    } \
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
#define TML_3X3_KERNELS(pitch) \
    TML_3X3_KERNEL(3x3, TML_3X3_SUMS1, TML_3X3_SCALE_SIGNED, TML_3X3_LINE1, TML_3X3_LINE_SIGNED, pitch, 1, 1) \
    TML_3X3_KERNEL(3x3_relu, TML_3X3_SUMS1, TML_3X3_SCALE_PLAIN, TML_3X3_LINE1, TML_3X3_LINE_PLAIN, pitch, 1, 0) \
    TML_3X3_KERNEL(3x3_stride2, TML_3X3_SUMS2, TML_3X3_SCALE_SIGNED, TML_3X3_LINE2, TML_3X3_LINE_SIGNED, pitch, 2, 1) \
    TML_3X3_KERNEL(3x3_stride2_relu, TML_3X3_SUMS2, TML_3X3_SCALE_PLAIN, TML_3X3_LINE2, TML_3X3_LINE_PLAIN, pitch, 2, 0)

TML_3X3_KERNELS(16)
TML_3X3_KERNELS(32)
TML_3X3_KERNELS(56)
TML_3X3_KERNELS(104)
TML_3X3_KERNELS(208)

#endif
