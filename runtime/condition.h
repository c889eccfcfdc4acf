/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The context stage: decides predicates of binding time CONTEXT for a request,
 * while a pipeline is built. The engines reach it through the `context` call of
 * a frame whose owner is a struct condition; the condition_* functions below
 * are its operations, each on a list of the bundle that the verifier checked
 * (layouts: runtime/bundle_format.h). They return 1, 0 or a negative enum
 * native_failure.
 */
#ifndef RUNTIME_CONDITION_H
#define RUNTIME_CONDITION_H

#include "runtime/bundle.h"
#include "runtime/context.h"
#include "runtime/location_pattern.h"
#include "runtime/pipeline_specs.h"

/* A pattern of a rule, compiled when it is first needed. */
struct condition_pattern {
    uint32_t text; /* string */
    struct location_pattern *compiled;
};

/* What deciding leaves behind for later decisions, and for reports. */
struct condition_memory {
    struct pep440_version *versions[THOTH_COMPONENTS]; /* parsed, or NULL */
    struct condition_pattern *patterns;
    uint32_t pattern_count, pattern_room;
    char fault[160]; /* what is wrong with a pattern */
};

struct condition {
    const struct thoth_bundle *bundle;
    const struct thoth_context *context;
    const struct pipeline_specs *specs;
    const struct thoth_allocator *allocator;
    struct condition_memory *memory; /* zero bytes at first */
    bool analysed; /* the analysis is of the base image in use */
};

void condition_memory_release(struct condition_memory *memory,
                              const struct thoth_allocator *allocator);

/* For native_calls: any operation of binding CONTEXT that needs a call. */
int condition_decide(const struct native_frame *frame, uint32_t op,
                     uint32_t immediate, uint32_t constant);

/* The length of a list and its first entry. */
static inline const uint32_t *condition_list(const struct condition *condition,
                                             uint32_t list, uint32_t *count)
{
    const uint32_t *at = condition->bundle->lists + list;

    *count = *at;
    return at + 1;
}

/* Is a text, or null, in a list of texts? */
int condition_text_in(const struct condition *condition, uint32_t texts,
                      struct thoth_text text);

int condition_labelled(const struct condition *condition, uint32_t pairs);
int condition_uses(const struct condition *condition, uint32_t usage);
int condition_system_in(const struct condition *condition, uint32_t systems);
int condition_cpu_flags(const struct condition *condition, uint32_t wanted,
                        bool all);
int condition_provides(const struct condition *condition, uint32_t component,
                       uint32_t spec);
int condition_base_image_in(const struct condition *condition, uint32_t texts);
int condition_base_image_tagged(const struct condition *condition);
int condition_symbols(const struct condition *condition, uint32_t texts,
                      bool all);
int condition_rpms(const struct condition *condition, uint32_t rpms, bool all);
int condition_pythons(const struct condition *condition, uint32_t pythons,
                      bool all);

#endif
