/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of requests.
 */
#include "compiler/driver/why_request.h"

#include "compiler/base/visible_text.h"

bool why_request_has(uint32_t op)
{
    return op == IR_OP_RECOMMENDS || op == IR_OP_DECIDES ||
           op == IR_OP_SYSTEM_IN || op == IR_OP_CPU_FAMILY_IN ||
           op == IR_OP_CPU_MODEL_IN || op == IR_OP_GPU_MODEL_IN ||
           op == IR_OP_PROVIDES || op == IR_OP_PLATFORM_IN ||
           op == IR_OP_BASE_IMAGE_IN;
}

static void print_bits(FILE *stream, enum ir_immediate immediate, uint32_t bits)
{
    const char *between = "";

    for (unsigned bit = 0; bit < 16; bit++)
        if (bits >> bit & 1) {
            fprintf(stream, "%s%s", between, ir_bit_name(immediate, bit));
            between = ", ";
        }
}

void why_bits_print(FILE *stream, enum ir_immediate immediate, uint32_t bits)
{
    putc('[', stream);
    print_bits(stream, immediate, bits);
    putc(']', stream);
}

static void print_text(FILE *stream, struct thoth_text text)
{
    visible_print(stream, text.at ? text : thoth_text_of("(not known)"));
    putc(' ', stream);
}

/* The one type that a request is of, if any. */
static void print_type(FILE *stream, enum ir_immediate immediate, uint32_t bits)
{
    print_bits(stream, immediate, bits);
    fputs(bits ? " " : "(none) ", stream);
}

void why_request_print(const struct why_tree *tree, const uint32_t *node)
{
    const struct thoth_context *context = tree->probe->condition.context;
    uint32_t op = BUNDLE_NODE_OP(*node);
    FILE *stream = tree->stream;

    switch (op) {
    case IR_OP_RECOMMENDS:
        print_type(stream, IR_IMMEDIATE_RECOMMENDATIONS,
                   context->request.recommendation);
        break;
    case IR_OP_DECIDES:
        print_type(stream, IR_IMMEDIATE_DECISIONS, context->request.decision);
        break;
    case IR_OP_SYSTEM_IN:
        print_text(stream, context->system_name);
        if (context->system_version.at)
            print_text(stream, context->system_version);
        break;
    case IR_OP_PROVIDES:
        print_text(stream, context->versions[BUNDLE_NODE_IMMEDIATE(*node)]);
        break;
    default:
        print_text(stream, op == IR_OP_CPU_FAMILY_IN  ? context->cpu_family
                           : op == IR_OP_CPU_MODEL_IN ? context->cpu_model
                           : op == IR_OP_GPU_MODEL_IN ? context->gpu_model
                           : op == IR_OP_PLATFORM_IN  ? context->platform
                                                      : context->base_image);
        break;
    }
}
