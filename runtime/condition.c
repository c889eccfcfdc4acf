/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the operation of a node to the function that decides it.
 */
#include "runtime/condition.h"

#include "runtime/ir_table.h"

void condition_memory_release(struct condition_memory *memory,
                              const struct thoth_allocator *allocator)
{
    for (unsigned i = 0; i < THOTH_COMPONENTS; i++)
        if (memory->versions[i] != NULL)
            pep440_version_free(memory->versions[i], allocator);
    for (uint32_t i = 0; i < memory->pattern_count; i++)
        location_pattern_release(memory->patterns[i].compiled);
    thoth_release(allocator, memory->patterns);
}

int condition_text_in(const struct condition *condition, uint32_t texts,
                      struct thoth_text text)
{
    uint32_t count;
    const uint32_t *entry = condition_list(condition, texts, &count);

    for (; count; count--, entry++) {
        if (*entry == BUNDLE_NONE || text.at == NULL) {
            if (*entry == BUNDLE_NONE && text.at == NULL)
                return 1;
        } else if (thoth_text_equal(bundle_text(condition->bundle, *entry),
                                    text)) {
            return 1;
        }
    }
    return 0;
}

int condition_decide(const struct native_frame *frame, uint32_t op,
                     uint32_t immediate, uint32_t constant)
{
    const struct condition *condition = frame->owner;
    const struct thoth_context *context = condition->context;

    switch (op) {
    case IR_OP_LABELLED:
        return condition_labelled(condition, constant);
    case IR_OP_USES:
        return condition_uses(condition, constant);
    case IR_OP_SYSTEM_IN:
        return condition_system_in(condition, constant);
    case IR_OP_CPU_FAMILY_IN:
        return condition_text_in(condition, constant, context->cpu_family);
    case IR_OP_CPU_MODEL_IN:
        return condition_text_in(condition, constant, context->cpu_model);
    case IR_OP_CPU_FLAGS_ALL:
    case IR_OP_CPU_FLAGS_NONE:
        return condition_cpu_flags(condition, constant,
                                   op == IR_OP_CPU_FLAGS_ALL);
    case IR_OP_GPU_MODEL_IN:
        return condition_text_in(condition, constant, context->gpu_model);
    case IR_OP_PROVIDES:
        return condition_provides(condition, immediate, constant);
    case IR_OP_PLATFORM_IN:
        return condition_text_in(condition, constant, context->platform);
    case IR_OP_BASE_IMAGE_IN:
        return condition_base_image_in(condition, constant);
    case IR_OP_BASE_IMAGE_TAGGED:
        return condition_base_image_tagged(condition);
    case IR_OP_SYMBOLS_ALL:
    case IR_OP_SYMBOLS_NONE:
        return condition_symbols(condition, constant, op == IR_OP_SYMBOLS_ALL);
    case IR_OP_RPMS_ALL:
    case IR_OP_RPMS_NOT_ALL:
        return condition_rpms(condition, constant, op == IR_OP_RPMS_ALL);
    case IR_OP_PYTHONS_ALL:
    case IR_OP_PYTHONS_NONE:
        return condition_pythons(condition, constant, op == IR_OP_PYTHONS_ALL);
    default:
        return NATIVE_FAILS;
    }
}
