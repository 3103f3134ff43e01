/* SPDX-License-Identifier: MIT-0 */
/*
 * The sum of int8 tensors of one shape on three scales for Helium, eight elements at once. On the common scale, the
 * operand with the greater scale is a plain multiple of its values; for the other one a table holds what each value is
 * there, gathered for four elements by one load.
 *
 * Layout: `count` elements in order, a table of 256 words. Reference: LiteRT's reference_integer_ops::Add.
 */
#ifndef TML_ADD_S8_MVE_H
#define TML_ADD_S8_MVE_H

#include "tml_mve.h"
#include "tml_requantize.h"
#include "tml_saturate_range_s8.h"

typedef struct {
    int32_t count;
    /* What a value of `other` adds to the sum, by its unsigned byte; the zero points of both are in it. */
    const int32_t *terms;
    int32_t factor; /* of the values of `plain` */
    int32_t multiplier, shift, zero_point;
    int32_t sign_step; /* 0 where the limits cut off what is negative, or the shift is 0; else -1 */
    int32_t low, high;
} tml_add_s8_mve_params;

/* Eight results at once, `eights` times. `places`: where the lanes of two vectors, in turn, are in eight bytes. */
typedef struct {
    const int8_t *plain, *other;
    int8_t *y;
    const int32_t *terms;
    int32_t factor, multiplier, shift, sign_step, zero_point, eights;
    uint16_t places[8];
} tml_add_job;

#define TML_ADD_TWICE "vpt.s32 lt, q4, zr\n" "vaddt.i32 q4, q4, r9\n" "vpt.s32 lt, q5, zr\n" "vaddt.i32 q5, q5, r9\n"
#define TML_ADD_ZEROS ""

/* r1 plain, r2 other, r3 y, r4 terms, r5 factor, r6 multiplier, r8 shift, r9 sign step, r10 zero point, lr rounds. */
#define TML_ADD_WALK(REQUANTIZE) \
    __asm__ volatile( \
        "vldrw.u32 q7, [r0, #40]\n" \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8, r9, r10, r12}\n" \
        "dls lr, r12\n" \
        "1:\n" \
        "vldrb.u32 q2, [r2], #4\n" \
        "vldrb.u32 q3, [r2], #4\n" \
        "vldrw.u32 q4, [r4, q2, uxtw #2]\n" \
        "vldrb.s32 q0, [r1], #4\n" \
        "vldrw.u32 q5, [r4, q3, uxtw #2]\n" \
        "vldrb.s32 q1, [r1], #4\n" \
        "vmla.s32 q4, q0, r5\n" \
        "vmla.s32 q5, q1, r5\n" \
        "vqrdmulh.s32 q4, q4, r6\n" \
        "vqrdmulh.s32 q5, q5, r6\n" \
        REQUANTIZE \
        "vrshl.s32 q4, r8\n" \
        "vrshl.s32 q5, r8\n" \
        TML_MVE_BYTES("q4", "q5", "r10") \
        "vstrb.16 q4, [r3, q7]\n" \
        "adds r3, #8\n" \
        "le lr, 1b\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

/* The elements from `first` to before `end`, one at a time. */
static inline void tml_add_singles(const tml_add_job *job, int32_t first, int32_t end)
{
    for (int32_t i = first; i < end; i++) {
        const int32_t sum = job->plain[i] * job->factor + job->terms[(uint8_t)job->other[i]];
        const int32_t value = tml_requantize_twice(sum, job->multiplier, job->shift) + job->zero_point;
        job->y[i] = (int8_t)tml_clamp(value, -128, 127);
    }
}

TML_APART void tml_add_eights_twice_mve(const tml_add_job *job)
{
    TML_MVE_BLOCK(register const tml_add_job *walk __asm__("r0") = job; TML_ADD_WALK(TML_ADD_TWICE);
                  , tml_add_singles(job, 0, 8 * job->eights);)
}

TML_APART void tml_add_eights_zeros_mve(const tml_add_job *job)
{
    TML_MVE_BLOCK(register const tml_add_job *walk __asm__("r0") = job; TML_ADD_WALK(TML_ADD_ZEROS);
                  , tml_add_singles(job, 0, 8 * job->eights);)
}

/* plain * factor + terms of other, rescaled, of as many elements. `output` may be an operand. */
static inline void tml_add_s8_mve(const tml_add_s8_mve_params *params, const int8_t *plain, const int8_t *other, int8_t *output)
{
    const tml_add_s8_mve_params p = *params; /* a copy: stores to output cannot change it */
    const tml_add_job job = { plain,   other,       output,       p.terms,     p.factor, p.multiplier,
                              p.shift, p.sign_step, p.zero_point, p.count / 8, { 0, 4, 1, 5, 2, 6, 3, 7 } };
    if (job.eights > 0) {
        if (p.sign_step != 0) {
            tml_add_eights_twice_mve(&job);
        } else {
            tml_add_eights_zeros_mve(&job);
        }
    }
    tml_add_singles(&job, 8 * job.eights, p.count);
    tml_saturate_range_s8(output, p.count, p.low, p.high);
}

#endif
