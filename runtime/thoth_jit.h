/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libthoth-jit: compiles the rules of a bundle in the process that evaluates
 * them. It needs LLVM, which libthoth does not; neither library needs the
 * other. A program links both, hands one to the other, once for each bundle,
 *
 *     status = thoth_bundle_compile(bundle, thoth_jit(), &error);
 *
 * and builds its pipelines with THOTH_ENGINE_JIT.
 */
#ifndef THOTH_JIT_H
#define THOTH_JIT_H

#ifdef __cplusplus
extern "C" {
#endif

struct thoth_compiler;

/* The compiler for thoth_bundle_compile; constant, any thread may ask. The
 * library must stay loaded as long as a bundle has code of it. */
#if defined __GNUC__
__attribute__((visibility("default")))
#endif
const struct thoth_compiler *
thoth_jit(void);

#ifdef __cplusplus
}
#endif

#endif
