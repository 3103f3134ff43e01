/* SPDX-License-Identifier: MIT-0 */
/*
 * 3x3 taps, strides 1, and the largest of each two by two results: requantisation keeps the order of the sums, so only
 * the largest sum takes it. Rows and columns of results are even; y has those of the pooling: y_column is from one of
 * its columns to the next one, y_row half the way from row to row, which `strip` rows of sums then lead over.
 *
 * Layout: planes and records as in tml_planes_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel, then MaxPool.
 */
#ifndef TML_DEPTHWISE_CONV_2D_3X3_POOL_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_3X3_POOL_S8_DSP_H

#include "tml_depthwise_conv_2d_3x3_s8_dsp.h"

/* The multiplier is in r12, the rounding in lr, the shift in slot 3. */
#define TML_3X3_POOL_ONCE \
    "smmla r8, r8, r12, lr\n" \
    TML_PLANE_SSAT("r8")
#define TML_3X3_POOL_HALF \
    "smmlar r8, r8, r12, lr\n" \
    "ssat r8, #8, r8\n"
#define TML_3X3_POOL_TWICE \
    "smmlar r9, r8, r12, lr\n" \
    TML_GET("r12", 3) \
    "add r8, r9, r8, asr #31\n" \
    "asr r8, r8, r12\n" \
    "ssat r8, #8, r8\n"

#define TML_3X3_POOL_LARGER(a, b) \
    "cmp " a ", " b "\n" \
    "it lt\n" \
    "movlt " a ", " b "\n"

/* r0 plane, r1 y, r2 job, r3 record. Slots as in the kernel without pooling; 15 y's row. */
#define TML_3X3_POOL_WALK(scale, pitch) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        TML_PUT_FOUR(4, 5, 6, 7, "r2") TML_PUT_FOUR(8, 9, 10, 11, "r2") TML_PUT_FOUR(0, 1, 2, 3, "r3") \
        "ldm r3, {r2, r3, r4, r5, r6, r7}\n" \
        "1:\n" \
        TML_PUT(15, "r1") \
        TML_GET("r12", 6) \
        "add r12, r12, r0\n" \
        TML_PUT(12, "r12") \
        "2:\n" \
        TML_GET("r11", 0) \
        TML_3X3_SUMS1(pitch) \
        TML_3X3_POOL_LARGER("r8", "r9") TML_3X3_POOL_LARGER("r10", "r11") TML_3X3_POOL_LARGER("r8", "r10") \
        TML_GET("r12", 1) TML_GET("lr", 2) \
        scale \
        TML_GET("r12", 4) \
        "strb r8, [r1]\n" \
        "add r1, r1, r12\n" \
        "adds r0, #4\n" \
        TML_GET("r12", 12) \
        "cmp r0, r12\n" \
        "bne 2b\n" \
        TML_GET("r12", 8) \
        "add r0, r0, r12\n" \
        TML_GET("r1", 15) TML_GET("r12", 5) \
        "add r1, r1, r12, lsl #1\n" \
        TML_GET("r12", 10) \
        "subs r12, r12, #1\n" \
        TML_PUT(10, "r12") \
        "bne 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(from), "+r"(to), "+r"(walk), "+r"(own) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

static inline int32_t tml_3x3_sum(const int16_t *from, int32_t pitch, const int32_t *record)
{
    int32_t sum = record[0];
    for (int32_t k = 0; k < 3; k++, from += pitch) {
        sum = tml_dot_halves((uint16_t)from[0] | (uint32_t)(uint16_t)from[1] << 16, (uint32_t)record[4 + k], sum);
        sum = tml_dot_halves((uint16_t)from[2], (uint32_t)record[7 + k] >> 16, sum);
    }
    return sum;
}

/* The same in C. */
static inline void tml_3x3_pool_stand_in(const int16_t *plane, const int32_t *record, const tml_plane_job *job, int8_t *y, int32_t pitch)
{
    for (int32_t r = 0; r < job->rows; r += 2) {
        for (int32_t c = 0; c < job->columns; c += 2) {
            int32_t largest = INT32_MIN;
            for (int32_t i = 0; i < 4; i++) {
                const int32_t sum = tml_3x3_sum(plane + (r + i / 2) * pitch + c + i % 2, pitch, record);
                largest = sum > largest ? sum : largest;
            }
            y[r * job->y_row + c / 2 * job->y_column] = tml_plane_result(record, largest);
        }
    }
}

#define TML_3X3_POOL_PLANE(form, scale, pitch) \
    TML_APART void tml_plane_##form##_##pitch(const int16_t *plane, int8_t *y, const tml_plane_job *job, \
                                              const int32_t *record, const tml_plane_params *params) \
    { \
        (void)params; \
        TML_BLOCK( \
            register const int16_t *from __asm__("r0") = plane; \
            register int8_t *to __asm__("r1") = y; \
            register const tml_plane_job *walk __asm__("r2") = job; \
            register const int32_t *own __asm__("r3") = record; \
            TML_3X3_POOL_WALK(scale, pitch); \
            , tml_3x3_pool_stand_in(plane, record, job, y, pitch / 2);) \
    }
#define TML_3X3_POOL_KERNEL(pitch) \
    TML_3X3_POOL_PLANE(3x3_pool_once, TML_3X3_POOL_ONCE, pitch) \
    TML_3X3_POOL_PLANE(3x3_pool_half, TML_3X3_POOL_HALF, pitch) \
    TML_3X3_POOL_PLANE(3x3_pool_twice, TML_3X3_POOL_TWICE, pitch) \
    static inline void tml_plane_3x3_pool_##pitch(const int16_t *plane, int8_t *y, const tml_plane_job *job, \
                                                  const int32_t *record, const tml_plane_params *params) \
    { \
        if (record[3] < 0) { \
            tml_plane_3x3_pool_once_##pitch(plane, y, job, record, params); \
        } else if (record[3] == 0) { \
            tml_plane_3x3_pool_half_##pitch(plane, y, job, record, params); \
        } else { \
            tml_plane_3x3_pool_twice_##pitch(plane, y, job, record, params); \
        } \
    } \
    TML_3X3_CALL(3x3_pool_once, pitch) \
    TML_3X3_CALL(3x3_pool_twice, pitch) \
    TML_3X3_CALL(3x3_pool, pitch)

TML_3X3_POOL_KERNEL(16)
TML_3X3_POOL_KERNEL(32)
TML_3X3_POOL_KERNEL(56)
TML_3X3_POOL_KERNEL(104)
TML_3X3_POOL_KERNEL(208)

#endif
