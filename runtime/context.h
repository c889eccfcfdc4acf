/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A request as its setters left it: texts and lists that predicates of binding
 * time CONTEXT look at (runtime/condition.h). Texts are copied into chunks that
 * never move, so a text once taken stays valid until the context is released;
 * one that is replaced keeps its room until then.
 */
#ifndef RUNTIME_CONTEXT_H
#define RUNTIME_CONTEXT_H

#include "runtime/allocator.h"
#include "runtime/native_abi.h"
#include "runtime/text.h"

/* An array of entries of one size that grows by doubling. */
struct context_list {
    void *at;
    uint32_t count, room;
};

struct context_label {
    struct thoth_text key, value;
};

/* `symbol.at` is NULL where only the library is known. */
struct context_usage {
    struct thoth_text library, symbol;
};

struct context_python {
    struct thoth_text name, version, location;
};

struct context_requirement {
    struct thoth_text name; /* normalised */
    bool develop;
};

struct context_chunk; /* holds copied texts */

struct thoth_context {
    const struct thoth_allocator *allocator;
    struct context_chunk *chunks; /* the newest first */
    struct native_request request;
    struct context_list labels; /* struct context_label, and so on */
    struct context_list usages;
    struct thoth_text system_name, system_version;
    struct thoth_text cpu_family, cpu_model, gpu_model;
    struct thoth_text versions[THOTH_COMPONENTS];
    struct thoth_text platform;
    struct thoth_text base_image;
    struct thoth_text analysed_image, analysed_version;
    bool documented;
    struct context_list symbols; /* struct thoth_text */
    struct context_list rpms;    /* struct thoth_rpm */
    struct context_list pythons;
    struct context_list requirements;
};

/* Do the facts of the analysis hold for the base image in use? */
bool context_is_analysed(const struct thoth_context *context);

#endif
