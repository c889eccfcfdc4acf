/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What this machine, or an image of one that is unpacked somewhere, says of
 * itself: os-release, processor, Python, CUDA, container. What cannot be found
 * out stays empty; nothing here is an error.
 */
#ifndef RESOLVER_ENVIRONMENT_DETECT_H
#define RESOLVER_ENVIRONMENT_DETECT_H

#include "compiler/base/arena.h"
#include "resolver/environment/environment.h"

/* `root` is the folder that stands for /; "" for this machine. Only then is
 * python3 asked for its version; otherwise the name of its file tells. Texts
 * are in the arena. */
void environment_detect(struct arena *arena, const char *root,
                        struct environment *environment);

/* The environment as an entry of runtime_environments, a whole .thoth.yaml. */
struct thoth_text environment_print(struct arena *arena,
                                    const struct environment *environment);

#endif
