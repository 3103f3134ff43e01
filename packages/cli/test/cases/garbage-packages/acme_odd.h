#pragma once
static inline void acme_odd(const float *x, float *y) { y[0] = x[0]; }
