/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions on the runtime environment: operating system, hardware, software
 * versions, and what is known of the base image. The order of the predicates is
 * the reference's, since the first that fails hides errors of those behind it.
 */
#include "compiler/lower/lower_when.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "runtime/ir_table.h"
#include "runtime/thoth.h"

static void push(struct lowering *lowering, unsigned op, uint32_t immediate,
                 const uint32_t *operand, bool negated)
{
    uint32_t node =
        shape_node(lowering->writer, op, immediate, operand, operand ? 1 : 0);

    operands_push(lowering, negated ? shape_not(lowering->writer, node) : node);
}

/* A list to look at; where there should be one and is none, evaluation fails.
 */
static bool take_list(struct lowering *lowering, const struct ast_node *node,
                      struct negatable *list)
{
    *list = constant_negatable(node);
    if (list->undecidable)
        push(lowering, IR_OP_FAIL, 0, NULL, false);
    return list->value != NULL;
}

/* "Is in the list", or is not. */
static void push_membership(struct lowering *lowering, unsigned op,
                            const struct ast_node *node)
{
    struct negatable list;
    uint32_t column;

    if (!take_list(lowering, node, &list))
        return;
    column = shape_column(lowering->writer, IR_TYPE_TEXTS,
                          constant_texts(lowering, list.value));
    push(lowering, op, 0, &column, list.negated);
}

/* Adds the text of a field to the list that was started. */
static void add_string(struct lowering *lowering, const struct ast_node *entry,
                       enum field_id field)
{
    constant_list_add(lowering,
                      constant_string(lowering, field_value(entry, field)));
}

/* Pushes an operation on that list, of `count` entries. */
static void push_list(struct lowering *lowering, unsigned op, enum ir_type type,
                      uint32_t count)
{
    uint32_t column = shape_column(lowering->writer, type,
                                   constant_list_finish(lowering, count));

    push(lowering, op, 0, &column, false);
}

static void lower_systems(struct lowering *lowering,
                          const struct ast_node *systems)
{
    if (!systems || !systems->sequence.count)
        return;
    constant_list_start(lowering);
    for (uint32_t i = 0; i < systems->sequence.count; i++) {
        const struct ast_node *entry = systems->sequence.items[i];

        add_string(lowering, entry, FIELD_SYSTEM_NAME);
        add_string(lowering, entry, FIELD_SYSTEM_VERSION);
    }
    push_list(lowering, IR_OP_SYSTEM_IN, IR_TYPE_SYSTEMS,
              systems->sequence.count);
}

static void lower_cpu_flags(struct lowering *lowering,
                            const struct ast_node *node)
{
    struct negatable list;
    uint32_t bits = 0;

    if (!take_list(lowering, node, &list))
        return;
    for (uint32_t i = 0; i < list.value->sequence.count; i++) {
        enum choice flag = choice_find(CHOICE_SET_CPU_FLAG,
                                       list.value->sequence.items[i]->text);

        bits |= flag == CHOICE_CPU_FLAG_AVX2 ? 1 : 2;
    }
    push(lowering, list.negated ? IR_OP_CPU_FLAGS_NONE : IR_OP_CPU_FLAGS_ALL,
         bits, NULL, false);
}

void lower_hardware_fields(struct lowering *lowering,
                           const struct ast_node *mapping)
{
    push_membership(lowering, IR_OP_CPU_FAMILY_IN,
                    field_value(mapping, FIELD_HARDWARE_CPU_FAMILIES));
    push_membership(lowering, IR_OP_CPU_MODEL_IN,
                    field_value(mapping, FIELD_HARDWARE_CPU_MODELS));
    lower_cpu_flags(lowering, field_value(mapping, FIELD_HARDWARE_CPU_FLAGS));
    push_membership(lowering, IR_OP_GPU_MODEL_IN,
                    field_value(mapping, FIELD_HARDWARE_GPU_MODELS));
}

/* Every entry must hold, though the reference documents "one of". */
static void lower_hardware(struct lowering *lowering,
                           const struct ast_node *hardware)
{
    for (uint32_t i = 0; hardware && i < hardware->sequence.count; i++)
        lower_hardware_fields(lowering, hardware->sequence.items[i]);
}

static void lower_component(struct lowering *lowering,
                            const struct ast_node *environment,
                            enum field_id field, enum thoth_component component)
{
    const struct ast_node *spec = field_value(environment, field);
    uint32_t column;

    if (!spec || spec->kind == AST_NULL)
        return;
    column = shape_column(lowering->writer, IR_TYPE_SPEC,
                          constant_string(lowering, spec));
    push(lowering, IR_OP_PROVIDES, component, &column, false);
}

static void lower_components(struct lowering *lowering,
                             const struct ast_node *environment)
{
    lower_component(lowering, environment, FIELD_ENVIRONMENT_PYTHON_VERSION,
                    THOTH_PYTHON);
    lower_component(lowering, environment, FIELD_ENVIRONMENT_CUDA_VERSION,
                    THOTH_CUDA);
    push_membership(lowering, IR_OP_PLATFORM_IN,
                    field_value(environment, FIELD_ENVIRONMENT_PLATFORMS));
    lower_component(lowering, environment, FIELD_ENVIRONMENT_OPENBLAS_VERSION,
                    THOTH_OPENBLAS);
    lower_component(lowering, environment, FIELD_ENVIRONMENT_OPENMPI_VERSION,
                    THOTH_OPENMPI);
    lower_component(lowering, environment, FIELD_ENVIRONMENT_CUDNN_VERSION,
                    THOTH_CUDNN);
    lower_component(lowering, environment, FIELD_ENVIRONMENT_MKL_VERSION,
                    THOTH_MKL);
}

static void lower_rpms(struct lowering *lowering, const struct ast_node *node)
{
    static const enum field_id FIELDS[] = {
        FIELD_RPM_PACKAGE_NAME,    FIELD_RPM_ARCH,
        FIELD_RPM_EPOCH,           FIELD_RPM_PACKAGE_IDENTIFIER,
        FIELD_RPM_PACKAGE_VERSION, FIELD_RPM_RELEASE,
    };
    struct negatable list;

    if (!take_list(lowering, node, &list))
        return;
    constant_list_start(lowering);
    for (uint32_t i = 0; i < list.value->sequence.count; i++) {
        const struct ast_node *entry = list.value->sequence.items[i];
        const struct ast_node *src = field_value(entry, FIELD_RPM_SRC);

        for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS; k++)
            add_string(lowering, entry, FIELDS[k]);
        constant_list_add(lowering, src ? src->truth : STR_NONE);
    }
    push_list(lowering, list.negated ? IR_OP_RPMS_NOT_ALL : IR_OP_RPMS_ALL,
              IR_TYPE_RPMS, list.value->sequence.count);
}

static void lower_pythons(struct lowering *lowering,
                          const struct ast_node *node)
{
    struct negatable list;

    if (!take_list(lowering, node, &list))
        return;
    constant_list_start(lowering);
    for (uint32_t i = 0; i < list.value->sequence.count; i++) {
        const struct ast_node *entry = list.value->sequence.items[i];
        const struct ast_node *version =
            field_value(entry, FIELD_PYTHON_VERSION);

        add_string(lowering, entry, FIELD_PYTHON_NAME);
        constant_list_add(lowering, constant_filled(version)
                                        ? constant_string(lowering, version)
                                        : STR_NONE);
        add_string(lowering, entry, FIELD_PYTHON_LOCATION);
    }
    push_list(lowering, list.negated ? IR_OP_PYTHONS_NONE : IR_OP_PYTHONS_ALL,
              IR_TYPE_PYTHONS, list.value->sequence.count);
}

/* A condition on symbols is the last one that the reference looks at. */
static void lower_image_content(struct lowering *lowering,
                                const struct ast_node *environment)
{
    const struct ast_node *node =
        field_value(environment, FIELD_ENVIRONMENT_ABI);
    struct negatable symbols;

    if (take_list(lowering, node, &symbols)) {
        uint32_t column = shape_column(lowering->writer, IR_TYPE_TEXTS,
                                       constant_texts(lowering, symbols.value));

        push(lowering, symbols.negated ? IR_OP_SYMBOLS_NONE : IR_OP_SYMBOLS_ALL,
             0, &column, false);
    }
    if (node)
        return;
    lower_rpms(lowering,
               field_value(environment, FIELD_ENVIRONMENT_RPM_PACKAGES));
    lower_pythons(lowering,
                  field_value(environment, FIELD_ENVIRONMENT_PYTHON_PACKAGES));
}

/* All but the last questions, in the reference's order. */
static void lower_machine(struct lowering *lowering,
                          const struct ast_node *environment)
{
    lower_systems(lowering, field_value(environment,
                                        FIELD_ENVIRONMENT_OPERATING_SYSTEMS));
    lower_hardware(lowering,
                   field_value(environment, FIELD_ENVIRONMENT_HARDWARE));
    lower_components(lowering, environment);
    push_membership(lowering, IR_OP_BASE_IMAGE_IN,
                    field_value(environment, FIELD_ENVIRONMENT_BASE_IMAGES));
}

void lower_environment_fields(struct lowering *lowering,
                              const struct ast_node *mapping)
{
    lower_machine(lowering, mapping);
    lower_image_content(lowering, mapping);
}

void lower_environment(struct lowering *lowering,
                       const struct ast_node *environment)
{
    lower_machine(lowering, environment);
    push(lowering, IR_OP_BASE_IMAGE_TAGGED, 0, NULL, false);
    lower_image_content(lowering, environment);
}
