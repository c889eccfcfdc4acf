/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words for predicates on the request and on package versions, by a table of
 * the fields that they are written as.
 */
#include "compiler/driver/why_found.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "compiler/driver/why_image.h"
#include "compiler/driver/why_number.h"
#include "compiler/driver/why_request.h"
#include "runtime/constant_print.h"

#include <stdlib.h>

/* By enum thoth_component. */
static const char *const component_keys[] = {
    "python_version",  "cuda_version",  "openblas_version",
    "openmpi_version", "cudnn_version", "mkl_version",
};
_Static_assert(sizeof component_keys / sizeof *component_keys ==
                   THOTH_COMPONENTS,
               "each component has a field");

static const char *const field_keys[IR_OP_COUNT] = {
    [IR_OP_ADVISER] = "adviser_pipeline",
    [IR_OP_MONKEY] = "dependency_monkey_pipeline",
    [IR_OP_RECOMMENDS] = "recommendation_types",
    [IR_OP_DECIDES] = "decision_types",
    [IR_OP_AUTHENTICATED] = "authenticated",
    [IR_OP_LABELLED] = "labels",
    [IR_OP_USES] = "library_usage",
    [IR_OP_SYSTEM_IN] = "operating_systems",
    [IR_OP_CPU_FAMILY_IN] = "cpu_families",
    [IR_OP_CPU_MODEL_IN] = "cpu_models",
    [IR_OP_CPU_FLAGS_ALL] = "cpu_flags",
    [IR_OP_CPU_FLAGS_NONE] = "cpu_flags",
    [IR_OP_GPU_MODEL_IN] = "gpu_models",
    [IR_OP_PLATFORM_IN] = "platforms",
    [IR_OP_BASE_IMAGE_IN] = "base_images",
    [IR_OP_SYMBOLS_ALL] = "abi",
    [IR_OP_SYMBOLS_NONE] = "abi",
    [IR_OP_RPMS_ALL] = "rpm_packages",
    [IR_OP_RPMS_NOT_ALL] = "rpm_packages",
    [IR_OP_PYTHONS_ALL] = "python_packages",
    [IR_OP_PYTHONS_NONE] = "python_packages",
    [IR_OP_VERSION_IN] = "version",
    [IR_OP_INDEX_IS] = "index_url",
    [IR_OP_DEVELOP] = "develop",
    [IR_OP_RESOLVED] = "name",
    [IR_OP_FROM] = "name",
    [IR_OP_NAMED] = "package_version",
    [IR_OP_RELEASE_IS] = "release_kind",
    [IR_OP_COMPARE] = "compare",
};

const char *why_field_key(const uint32_t *node)
{
    if (BUNDLE_NODE_OP(*node) == IR_OP_PROVIDES)
        return component_keys[BUNDLE_NODE_IMMEDIATE(*node)];
    return field_keys[BUNDLE_NODE_OP(*node)];
}

void why_package_print(FILE *stream, const struct thoth_catalog *catalog,
                       uint32_t package)
{
    struct thoth_package_facts facts;

    thoth_catalog_describe(catalog, package, &facts);
    visible_print(stream, facts.name);
    putc(' ', stream);
    visible_print(stream, facts.version);
}

/* The constant of a node, or the names of its immediate. */
static void print_asked(const struct why_tree *tree, const uint32_t *node)
{
    struct text_sink sink = {NULL, 0, 0};

    if (BUNDLE_NODE_OPERANDS(*node) == 0) {
        why_bits_print(tree->stream, ir_ops[BUNDLE_NODE_OP(*node)].immediate,
                       BUNDLE_NODE_IMMEDIATE(*node));
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        uint32_t column = BUNDLE_OPERAND_VALUE(node[1]);

        if (pass == 1)
            sink = (struct text_sink){memory_allocate(sink.length + 1),
                                      sink.length + 1, 0};
        constant_print(&sink, tree->probe->bundle, tree->code[column],
                       tree->row[column]);
    }
    visible_print(tree->stream, (struct thoth_text){sink.text, sink.length});
    free(sink.text);
}

/* A fact of the package version `it`. */
static void print_package(const struct why_tree *tree, uint32_t op, uint32_t it)
{
    struct thoth_package_facts facts;

    if (it == NATIVE_NONE)
        return;
    thoth_catalog_describe(tree->probe->catalog, it, &facts);
    visible_print(tree->stream,
                  op == IR_OP_VERSION_IN ? facts.version : facts.index);
    putc(' ', tree->stream);
}

static bool about_package(uint32_t op)
{
    return op == IR_OP_VERSION_IN || op == IR_OP_INDEX_IS;
}

/* KEY FOUND is not in ASKED, or KEY in ASKED. */
static void print_membership(const struct why_tree *tree, const uint32_t *node,
                             uint32_t it, bool reached, int value)
{
    uint32_t op = BUNDLE_NODE_OP(*node);
    const char *verb = op == IR_OP_INDEX_IS ? "" : "in ";

    fprintf(tree->stream, "%s ", why_field_key(node));
    if (reached && about_package(op))
        print_package(tree, op, it);
    else if (reached)
        why_request_print(tree, node);
    if (reached)
        fputs(value < 0    ? "cannot be compared with "
              : value == 1 ? "is "
                           : "is not ",
              tree->stream);
    else if (op == IR_OP_INDEX_IS)
        fputs("is ", tree->stream);
    if (value >= 0 || !reached)
        fputs(verb, tree->stream);
    print_asked(tree, node);
    if (op == IR_OP_VERSION_IN && BUNDLE_NODE_IMMEDIATE(*node) & IR_PRERELEASES)
        fputs(", pre-releases included", tree->stream);
}

/* KEY ASKED: FOUND, for what is no membership of one value. */
static void print_comparison(const struct why_tree *tree, const uint32_t *node,
                             bool reached)
{
    static const char *const questions[IR_OP_COUNT] = {
        [IR_OP_LABELLED] = "one of ",      [IR_OP_USES] = "all of ",
        [IR_OP_CPU_FLAGS_ALL] = "all of ", [IR_OP_CPU_FLAGS_NONE] = "none of ",
        [IR_OP_SYMBOLS_ALL] = "all of ",   [IR_OP_SYMBOLS_NONE] = "none of ",
        [IR_OP_RPMS_ALL] = "all of ",      [IR_OP_RPMS_NOT_ALL] = "not all of ",
        [IR_OP_PYTHONS_ALL] = "all of ",   [IR_OP_PYTHONS_NONE] = "none of ",
    };
    const char *question = questions[BUNDLE_NODE_OP(*node)];

    fprintf(tree->stream, "%s: %s", why_field_key(node),
            question ? question : "");
    print_asked(tree, node);
    if (!reached)
        return;
    fputs("; found: ", tree->stream);
    why_image_print(tree, node);
}

/* The package is NAME; it is OTHER. */
static void print_named(const struct why_tree *tree, const uint32_t *node,
                        uint32_t it, bool reached)
{
    const struct thoth_bundle *bundle = tree->probe->bundle;
    uint32_t package = tree->row[BUNDLE_OPERAND_VALUE(node[1])];
    struct thoth_package_facts facts;

    fputs("the package is ", tree->stream);
    visible_print(tree->stream,
                  bundle_text(bundle, bundle->packages[package].name));
    if (!reached || it == NATIVE_NONE)
        return;
    thoth_catalog_describe(tree->probe->catalog, it, &facts);
    fputs("; found: ", tree->stream);
    visible_print(tree->stream, facts.name);
}

/* The version is a release of these kinds; found: VERSION. */
static void print_release(const struct why_tree *tree, const uint32_t *node,
                          uint32_t it, bool reached)
{
    struct thoth_package_facts facts;

    fputs("release_kind: one of ", tree->stream);
    why_bits_print(tree->stream, IR_IMMEDIATE_RELEASE_KINDS,
                   BUNDLE_NODE_IMMEDIATE(*node));
    if (!reached || it == NATIVE_NONE)
        return;
    thoth_catalog_describe(tree->probe->catalog, it, &facts);
    fputs("; found: ", tree->stream);
    visible_print(tree->stream, facts.version);
}

/* Predicates without a constant. */
static const char *words(uint32_t op, bool reached, int value)
{
    switch (op) {
    case IR_OP_ALWAYS:
        return "always";
    case IR_OP_NEVER:
        return "never";
    case IR_OP_FAIL:
        return "the rule cannot be decided";
    case IR_OP_ADVISER:
        return !reached || value ? "an adviser pipeline"
                                 : "an adviser pipeline; this is a "
                                   "dependency-monkey pipeline";
    case IR_OP_MONKEY:
        return !reached || value ? "a dependency-monkey pipeline"
                                 : "a dependency-monkey pipeline; this is an "
                                   "adviser pipeline";
    case IR_OP_AUTHENTICATED:
        return !reached || value ? "the request is authenticated"
                                 : "the request is authenticated; it is not";
    case IR_OP_DEVELOP:
        return !reached || value ? "needed for development only"
                                 : "needed for development only; it is not";
    case IR_OP_BASE_IMAGE_TAGGED:
        return value >= 0 || !reached ? "a base image has a tag"
                                      : "the base image has no tag, which "
                                        "fails the request";
    default:
        return NULL;
    }
}

void why_found_print(const struct why_tree *tree, const uint32_t *node,
                     uint32_t it, bool reached, int value)
{
    uint32_t op = BUNDLE_NODE_OP(*node);
    const char *text = words(op, reached, value);

    if (text)
        fputs(text, tree->stream);
    else if (op == IR_OP_NAMED)
        print_named(tree, node, it, reached);
    else if (op == IR_OP_RELEASE_IS)
        print_release(tree, node, it, reached);
    else if (op == IR_OP_COMPARE)
        why_comparison_print(tree, node, it, reached);
    else if (about_package(op) || why_request_has(op))
        print_membership(tree, node, it, reached, value);
    else
        print_comparison(tree, node, reached);
}
