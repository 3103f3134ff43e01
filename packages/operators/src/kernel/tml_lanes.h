/* SPDX-License-Identifier: MIT-0 */
/*
 * A word as lanes, on Armv7E-M one instruction each. Elsewhere, portable C with the same results: kernels written with
 * these run and are tested on any machine. Little-endian.
 *
 * Source: the parallel and saturating instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_LANES_H
#define TML_LANES_H

#include "tml_port.h"

#if defined(__GNUC__) && defined(__ARM_FEATURE_DSP) && defined(__thumb2__)

/* How often an assembly loop repeats its step: a power of two, less where the compiler is asked for small code. */
#if defined(__OPTIMIZE_SIZE__)
#define TML_UNROLL 2
#define TML_UNROLLED(step) step step
#else
#define TML_UNROLL 8
#define TML_UNROLLED(step) step step step step step step step step
#endif
#define TML_STRING_(value) #value
#define TML_STRING(value) TML_STRING_(value)

/* Runs the assembly on these cores, the stand-in elsewhere: TML_BLOCK(__asm__(...), statement). */
#define TML_BLOCK(assembly, stand_in) assembly

#if defined(__ARM_FP)
/*
 * Values that an assembly block keeps for later: `slot` 0 to 15. A register of the FPU costs one cycle. Four slots
 * from a to d are filled from memory at once; that may take r4 to r7.
 */
#define TML_SLOTS_OPEN ""
#define TML_SLOTS_CLOSE ""
#define TML_PUT(slot, from) "vmov s" #slot ", " from "\n"
#define TML_GET(to, slot) "vmov " to ", s" #slot "\n"
#define TML_PUT_FOUR(a, b, c, d, base) "vldm " base "!, {s" #a "-s" #d "}\n"
#define TML_SLOTS_CLOBBER "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15",
#else
#define TML_SLOTS_OPEN "sub sp, sp, #64\n"
#define TML_SLOTS_CLOSE "add sp, sp, #64\n"
#define TML_PUT(slot, from) "str " from ", [sp, #4*" #slot "]\n"
#define TML_GET(to, slot) "ldr " to ", [sp, #4*" #slot "]\n"
#define TML_PUT_FOUR(a, b, c, d, base) \
    "ldm " base "!, {r4, r5, r6, r7}\n" TML_PUT(a, "r4") TML_PUT(b, "r5") TML_PUT(c, "r6") TML_PUT(d, "r7")
#define TML_SLOTS_CLOBBER
#endif

#define TML_LANES_UNARY(name, text) \
    static inline uint32_t name(uint32_t a) \
    { \
        uint32_t r; \
        __asm__(text : "=r"(r) : "r"(a)); \
        return r; \
    }
#define TML_LANES_BINARY(name, text) \
    static inline uint32_t name(uint32_t a, uint32_t b) \
    { \
        uint32_t r; \
        __asm__(text : "=r"(r) : "r"(a), "r"(b)); \
        return r; \
    }
#define TML_LANES_SUM(name, text) \
    static inline int32_t name(uint32_t a, uint32_t b, int32_t sum) \
    { \
        int32_t r; \
        __asm__(text : "=r"(r) : "r"(a), "r"(b), "r"(sum)); \
        return r; \
    }

TML_LANES_UNARY(tml_even_bytes, "sxtb16 %0, %1")
TML_LANES_UNARY(tml_odd_bytes, "sxtb16 %0, %1, ror #8")
TML_LANES_BINARY(tml_low_halves, "pkhbt %0, %1, %2, lsl #16")
TML_LANES_BINARY(tml_high_halves, "pkhtb %0, %2, %1, asr #16")
TML_LANES_BINARY(tml_add_halves, "sadd16 %0, %1, %2")
TML_LANES_BINARY(tml_sub_halves, "ssub16 %0, %1, %2")
TML_LANES_SUM(tml_dot_halves, "smlad %0, %1, %2, %3")

/* The greater, or the lesser, of each pair of signed bytes. */
static inline uint32_t tml_max_bytes(uint32_t a, uint32_t b)
{
    uint32_t r;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(r) : "r"(a), "r"(b) : "cc");
    return r;
}

static inline uint32_t tml_min_bytes(uint32_t a, uint32_t b)
{
    uint32_t r;
    __asm__("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(r) : "r"(a), "r"(b) : "cc");
    return r;
}

/* The greater, or the lesser, of each pair of signed halves. */
static inline uint32_t tml_max_halves(uint32_t a, uint32_t b)
{
    uint32_t r;
    __asm__("ssub16 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(r) : "r"(a), "r"(b) : "cc");
    return r;
}

static inline uint32_t tml_min_halves(uint32_t a, uint32_t b)
{
    uint32_t r;
    __asm__("ssub16 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(r) : "r"(a), "r"(b) : "cc");
    return r;
}

/* The high word of a * b * 2^0, rounded, plus c. */
static inline int32_t tml_high_product_rounded(int32_t a, int32_t b, int32_t c)
{
    int32_t r;
    __asm__("smmlar %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    return r;
}

/* The high word of a * b, plus c. */
static inline int32_t tml_high_product(int32_t a, int32_t b, int32_t c)
{
    int32_t r;
    __asm__("smmla %0, %1, %2, %3" : "=r"(r) : "r"(a), "r"(b), "r"(c));
    return r;
}

static inline int32_t tml_saturate_s8(int32_t value)
{
    int32_t r;
    __asm__("ssat %0, #8, %1" : "=r"(r) : "r"(value));
    return r;
}

#else

#define TML_BLOCK(assembly, stand_in) stand_in

static inline uint32_t tml_even_bytes(uint32_t a)
{
    return (uint32_t)(uint16_t)(int8_t)a | (uint32_t)(int8_t)(a >> 16) << 16;
}

static inline uint32_t tml_odd_bytes(uint32_t a)
{
    return tml_even_bytes(a >> 8);
}

/* (low half of a, low half of b), from the low end. */
static inline uint32_t tml_low_halves(uint32_t a, uint32_t b)
{
    return (a & 0xffffu) | b << 16;
}

/* (high half of a, high half of b). */
static inline uint32_t tml_high_halves(uint32_t a, uint32_t b)
{
    return a >> 16 | (b & 0xffff0000u);
}

static inline uint32_t tml_add_halves(uint32_t a, uint32_t b)
{
    return ((a + b) & 0xffffu) | ((a & 0xffff0000u) + (b & 0xffff0000u));
}

static inline uint32_t tml_sub_halves(uint32_t a, uint32_t b)
{
    return ((a - b) & 0xffffu) | ((a & 0xffff0000u) - (b & 0xffff0000u));
}

/* sum + the products of the halves, modulo 2^32. */
static inline int32_t tml_dot_halves(uint32_t a, uint32_t b, int32_t sum)
{
    const int32_t low = (int32_t)(int16_t)a * (int16_t)b;
    const int32_t high = (int32_t)(int16_t)(a >> 16) * (int16_t)(b >> 16);
    return (int32_t)((uint32_t)sum + (uint32_t)low + (uint32_t)high);
}

static inline uint32_t tml_max_bytes(uint32_t a, uint32_t b)
{
    uint32_t r = 0;
    for (int32_t i = 0; i < 32; i += 8) {
        const int8_t x = (int8_t)(a >> i), y = (int8_t)(b >> i);
        r |= (uint32_t)(uint8_t)(x > y ? x : y) << i;
    }
    return r;
}

static inline uint32_t tml_min_bytes(uint32_t a, uint32_t b)
{
    return ~tml_max_bytes(~a, ~b);
}

static inline uint32_t tml_max_halves(uint32_t a, uint32_t b)
{
    const int16_t low = (int16_t)a > (int16_t)b ? (int16_t)a : (int16_t)b;
    const int16_t x = (int16_t)(a >> 16), y = (int16_t)(b >> 16);
    return (uint32_t)(uint16_t)low | (uint32_t)(uint16_t)(x > y ? x : y) << 16;
}

static inline uint32_t tml_min_halves(uint32_t a, uint32_t b)
{
    return ~tml_max_halves(~a, ~b);
}

static inline int32_t tml_high_product_rounded(int32_t a, int32_t b, int32_t c)
{
    return (int32_t)((uint32_t)c + (uint32_t)(int32_t)(((int64_t)a * b + ((int64_t)1 << 31)) >> 32));
}

static inline int32_t tml_high_product(int32_t a, int32_t b, int32_t c)
{
    return (int32_t)((uint32_t)c + (uint32_t)(int32_t)((int64_t)a * b >> 32));
}

static inline int32_t tml_saturate_s8(int32_t value)
{
    return value < -128 ? -128 : value > 127 ? 127 : value;
}

#endif

/* At any address. */
static inline uint32_t tml_load_word(const void *from)
{
    uint32_t word;
    memcpy(&word, from, sizeof word);
    return word;
}

static inline void tml_store_word(void *to, uint32_t word)
{
    memcpy(to, &word, sizeof word);
}

#endif
