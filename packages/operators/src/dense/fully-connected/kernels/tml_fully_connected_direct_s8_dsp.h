/* SPDX-License-Identifier: MIT-0 */
/*
 * fully_connected on int8 rows as they are: values are widened in registers for each four outputs, so no copy of the
 * input is needed. Weights: whole fours of outputs first, of each four inputs a word of each output in turn; then
 * the outputs that are left, each by itself. Forms of words as in tml_matrix_dsp.h.
 *
 * Reference: LiteRT's reference_integer_ops::FullyConnected. Source: the SXTB16, SMLAD and SMMLA instructions of
 * Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_FULLY_CONNECTED_DIRECT_S8_DSP_H
#define TML_FULLY_CONNECTED_DIRECT_S8_DSP_H

#include "tml_matrix_dsp.h"
#include "tml_params_matrix.h"
#include "tml_requantize.h"
#include "tml_saturate_range_s8.h"

#define TML_DIRECT_COMPOSITE_BYTES "68"
#define TML_DIRECT_COMPOSITE \
    "ldr r10, [r0], #4\n" \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "sxtb16 r11, r10, ror #8\n" \
    "rev16.w r10, r10\n" \
    "eor r10, r10, #0x007f007f\n" \
    "smlad r2, r6, r11, r2\n" \
    "smlad r3, r7, r11, r3\n" \
    "smlad r4, r8, r11, r4\n" \
    "smlad r5, r9, r11, r5\n" \
    "sxtb16.w r6, r6\n" \
    "sxtb16.w r7, r7\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "smlad r2, r6, r10, r2\n" \
    "smlad r3, r7, r10, r3\n" \
    "smlad r4, r8, r10, r4\n" \
    "smlad r5, r9, r10, r5\n"

#define TML_DIRECT_PLAIN_SUM(sum, word) \
    "sxtb16 r12, " word ", ror #8\n" \
    "smlad " sum ", r12, r11, " sum "\n" \
    "sxtb16.w " word ", " word "\n" \
    "smlad " sum ", " word ", r10, " sum "\n"
#define TML_DIRECT_PLAIN_BYTES "80"
#define TML_DIRECT_PLAIN \
    "ldr r10, [r0], #4\n" \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "sxtb16 r11, r10, ror #8\n" \
    "sxtb16 r10, r10\n" \
    TML_DIRECT_PLAIN_SUM("r2", "r6") TML_DIRECT_PLAIN_SUM("r3", "r7") \
    TML_DIRECT_PLAIN_SUM("r4", "r8") TML_DIRECT_PLAIN_SUM("r5", "r9")

/* The composite form's sums have eight bits more, which the shift takes away with the others. */
#define TML_DIRECT_AS_IT_IS(sum) ""

#define TML_DIRECT_RESULT(sum, twice) \
    twice(sum) \
    "ldm r0, {r6, r7, r8}\n" \
    "add r0, r0, r10\n" \
    "smmla r11, " sum ", r6, r7\n" \
    "asr r11, r11, r8\n" \
    "add r11, r11, r9\n" \
    "ssat r11, #8, r11\n" \
    "strb r11, [r12], #1\n"

/* What the fours of a row are computed from. `factor_step`: bytes from the factor of an output to that of the next. */
typedef struct {
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *factors;
    int8_t *y;
    const int8_t *x;
    int32_t steps;
    int32_t fours;
    int32_t factor_step;
    int32_t zero_point;
} tml_direct_walk;

/*
 * r0: the walk. Slots: 0 x 1 where the first round begins 2 bias 3 factors 4 y 5 step of factors 6 fours left 7 zero
 * point.
 */
#define TML_DIRECT_WALK(STEP, bytes, twice) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8, r9, r10}\n" \
        TML_PUT(0, "r5") TML_PUT(2, "r2") TML_PUT(3, "r3") TML_PUT(4, "r4") \
        TML_PUT(5, "r9") TML_PUT(6, "r8") TML_PUT(7, "r10") \
        "add lr, r5, r6, lsl #2\n" \
        "rsb r8, r6, #0\n" \
        "and r8, r8, #(" TML_STRING(TML_UNROLL) "-1)\n" \
        "mov r9, #" bytes "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 2) \
        "ldm r0!, {r2, r3, r4, r5}\n" \
        TML_PUT(2, "r0") \
        TML_GET("r0", 0) TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_UNROLLED(STEP) \
        "cmp r0, lr\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 3) TML_GET("r12", 4) TML_GET("r10", 5) TML_GET("r9", 7) \
        TML_DIRECT_RESULT("r2", twice) TML_DIRECT_RESULT("r3", twice) \
        TML_DIRECT_RESULT("r4", twice) TML_DIRECT_RESULT("r5", twice) \
        TML_PUT(3, "r0") TML_PUT(4, "r12") TML_GET("r6", 6) \
        "subs r6, r6, #1\n" \
        TML_PUT(6, "r6") \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* One word of weights with four inputs. */
static inline int32_t tml_direct_step(const int8_t *weights, const int8_t *x, int32_t composite, int32_t sum)
{
    const uint32_t v = tml_load_word(x);
    return tml_matrix_step(tml_load_word(weights), tml_odd_bytes(v), composite ? tml_even_composite(v) : tml_even_bytes(v), composite, sum);
}

/*
 * One rounding, as LiteRT: that of the high word's last bits, which the shift takes away. `factor`: multiplier,
 * rounding, shift.
 */
static inline int8_t tml_direct_result(int32_t sum, const int32_t *factor, int32_t zero_point, int32_t composite)
{
    const int32_t twice = composite ? sum : (int32_t)((uint32_t)sum << 1);
    const int32_t high = tml_high_product(twice, *factor, factor[1]);
    return (int8_t)tml_clamp((high >> factor[2]) + zero_point, -128, 127);
}

/* The assembly in C: four results are written when all four sums are there, since they may take the place of x. */
static inline void tml_direct_stand_in(const tml_direct_walk *walk, int32_t composite)
{
    const int8_t *weights = walk->weights;
    for (int32_t o = 0; o < 4 * walk->fours; o += 4) {
        int32_t sums[4];
        memcpy(sums, walk->bias + o, sizeof sums);
        for (int32_t i = 0; i < 4 * walk->steps; i++, weights += 4) {
            sums[i % 4] = tml_direct_step(weights, walk->x + i / 4 * 4, composite, sums[i % 4]);
        }
        for (int32_t i = 0; i < 4; i++) {
            walk->y[o + i] = tml_direct_result(sums[i], walk->factors + walk->factor_step / 4 * (o + i), walk->zero_point, composite);
        }
    }
}

#define TML_DIRECT_KERNEL(name, STEP, bytes, twice, composite) \
    /* Fours of outputs of one row: at least one, of at least one step. */ \
    TML_APART void tml_direct_##name(const tml_direct_walk *job) \
    { \
        TML_BLOCK(register const tml_direct_walk *walk __asm__("r0") = job; TML_DIRECT_WALK(STEP, bytes, twice); \
                  , tml_direct_stand_in(job, composite);) \
    }

TML_DIRECT_KERNEL(composite, TML_DIRECT_COMPOSITE, TML_DIRECT_COMPOSITE_BYTES, TML_DIRECT_AS_IT_IS, 1)
TML_DIRECT_KERNEL(plain, TML_DIRECT_PLAIN, TML_DIRECT_PLAIN_BYTES, TML_TWICE_PLAIN, 0)

/*
 * `patch`: 4 * ceil(depth / 4) bytes where the depth is no multiple of four, for a row with zeros after it; else NULL.
 */
static inline void tml_direct_rows(const tml_direct_params *params, const int8_t *x, const int8_t *weights, const int32_t *biases,
                                   const int32_t *factors, int8_t *y, int8_t *patch, int32_t composite,
                                   void (*fours)(const tml_direct_walk *))
{
    const tml_direct_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t steps = (p.depth + 3) / 4;
    int8_t *to = y;
    for (int32_t row = 0; row < p.rows; row++, x += p.depth) {
        const tml_direct_walk walk = { weights, biases, factors, to, patch == NULL ? x : patch, steps, p.outputs / 4, 4 * p.factor_step, p.zero_point };
        if (patch != NULL) {
            memset(patch + 4 * steps - 4, 0, 4);
            memcpy(patch, x, (size_t)p.depth);
        }
        if (walk.fours > 0) {
            fours(&walk);
        }
        to += 4 * walk.fours;
        for (int32_t o = 4 * walk.fours; o < p.outputs; o++) {
            const int8_t *words = weights + 4 * steps * o;
            int32_t sum = biases[o];
            for (int32_t i = 0; i < 4 * steps; i += 4) {
                sum = tml_direct_step(words + i, walk.x + i, composite, sum);
            }
            *to++ = tml_direct_result(sum, factors + p.factor_step * o, p.zero_point, composite);
        }
    }
    tml_saturate_range_s8(y, p.rows * p.outputs, p.min, p.max);
}

/*
 * x [rows,k], y [rows,o]; factors: multiplier, rounding and right shift, of all outputs or of each. Rounds once, as
 * LiteRT.
 */
static inline void tml_fully_connected_direct_s8_dsp(const tml_direct_params *params, const int8_t *x, const int8_t *weights,
                                                     const int32_t *bias, const int32_t *factors, int8_t *y, int8_t *patch)
{
    tml_direct_rows(params, x, weights, bias, factors, y, patch, 1, tml_direct_composite);
}

static inline void tml_fully_connected_direct_plain_s8_dsp(const tml_direct_params *params, const int8_t *x, const int8_t *weights,
                                                           const int32_t *bias, const int32_t *factors, int8_t *y, int8_t *patch)
{
    tml_direct_rows(params, x, weights, bias, factors, y, patch, 0, tml_direct_plain);
}

#endif
