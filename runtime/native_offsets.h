/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A native_module without addresses: what the LLVM back end puts into shared
 * objects, so that loading one relocates nothing and all its pages are shared.
 * Belongs to NATIVE_ABI as native_abi.h does.
 */
#ifndef RUNTIME_NATIVE_OFFSETS_H
#define RUNTIME_NATIVE_OFFSETS_H

#include <stdint.h>

#define NATIVE_OFFSETS_SYMBOL "thoth_native_offsets"

/* The members of a native_shape, in their order. */
enum native_function {
    NATIVE_FUNCTION_WHEN,
    NATIVE_FUNCTION_MATCH,
    NATIVE_FUNCTION_STATE,
    NATIVE_FUNCTION_SCORE,
    NATIVE_FUNCTIONS
};

/* Offsets count bytes from the beginning of this structure; 0: there is none.
 */
struct native_offsets {
    uint32_t abi;
    uint32_t shape_count;
    uint8_t build_id[16];
    int64_t bundle, bundle_end;
    int64_t functions[][NATIVE_FUNCTIONS];
};

#endif
