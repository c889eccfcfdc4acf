/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From conditions to values of fields.
 */
#include "compiler/driver/diff_request.h"

#include "compiler/driver/diff_values.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

static const char runtime_key[] = "runtime_environment";
static const char analysis_key[] = "base_image_analysis";
static const char *const component_keys[THOTH_COMPONENTS] = {
    "python_version",  "cuda_version",  "openblas_version",
    "openmpi_version", "cudnn_version", "mkl_version",
};

static bool same_key(const char *left, const char *right)
{
    return left == right || (left && right && strcmp(left, right) == 0);
}

/* The values of a field, with absence among them. */
static json_t *values_of(struct diff_request *request, const char *first,
                         const char *second, const char *third)
{
    struct diff_field *field;

    for (unsigned i = 0; i < request->count; i++) {
        field = &request->fields[i];
        if (same_key(field->path[0], first) &&
            same_key(field->path[1], second) && same_key(field->path[2], third))
            return field->values;
    }
    if (request->count == DIFF_MOST_FIELDS)
        return NULL;
    field = &request->fields[request->count++];
    *field = (struct diff_field){{first, second, third},
                                 diff_json(json_pack("[n]"))};
    return field->values;
}

void diff_request_start(struct diff_request *request)
{
    static const char *const types[] = {"testing", "latest", "performance",
                                        "security"};
    json_t *values;

    *request = (struct diff_request){.count = 0};
    values = values_of(request, "recommendation_type", NULL, NULL);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        diff_values_add(values, json_string(types[i]));
    values = values_of(request, "decision_type", NULL, NULL);
    diff_values_add(values, json_string("all"));
    diff_values_add(values, json_string("random"));
}

void diff_request_release(struct diff_request *request)
{
    for (unsigned i = 0; i < request->count; i++)
        json_decref(request->fields[i].values);
}

static void add_texts(json_t *values, struct diff_entries entries, bool numbers)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text text = diff_text_at(&entries, i);

        if (text.at && numbers)
            diff_values_add(values, json_integer(strtoll(text.at, NULL, 10)));
        else if (text.at)
            diff_values_add(values, diff_json_text(text));
    }
    diff_values_add(values, numbers ? json_integer(999) : json_string("other"));
}

static void add_labels(json_t *values, struct diff_entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text key = diff_text_at(&entries, 2 * i);
        json_t *labels = diff_json(json_object());

        json_object_setn_new_nocheck(
            labels, key.at, key.length,
            diff_json_text(diff_text_at(&entries, 2 * i + 1)));
        diff_values_add(values, labels);
    }
}

/* Every library with a symbol that fits the first one expected of it. */
static void add_usage(json_t *values, struct diff_entries entries)
{
    json_t *usage = diff_json(json_object());
    const uint32_t *at = entries.at;

    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text library = bundle_text(entries.bundle, at[0]);
        struct thoth_text symbol = library;

        if (at[1])
            symbol = bundle_text(entries.bundle, at[2]);
        if (symbol.length > 2 && symbol.at[symbol.length - 1] == '*')
            symbol.length -= 2;
        json_object_setn_new_nocheck(
            usage, library.at, library.length,
            diff_json(json_pack("[o]", diff_json_text(symbol))));
        at += 2 + at[1];
    }
    diff_values_add(values, usage);
}

static void add_systems(json_t *values, struct diff_entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text name = diff_text_at(&entries, 2 * i);
        struct thoth_text version = diff_text_at(&entries, 2 * i + 1);
        json_t *system = diff_json(json_object());

        json_object_set_new(system, "name",
                            name.at ? diff_json_text(name)
                                    : json_string("other"));
        if (version.at)
            json_object_set_new(system, "version", diff_json_text(version));
        diff_values_add(values, system);
    }
    diff_values_add(values,
                    json_pack("{s:s, s:s}", "name", "other", "version", "0"));
}

static void add_images(json_t *values, struct diff_entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text image = diff_text_at(&entries, i);
        bool tagged = image.at && memchr(image.at, ':', image.length);

        if (tagged && image.at[image.length - 1] == '*')
            image.length--;
        if (image.at)
            diff_values_add(values, json_sprintf("%.*s%s", (int)image.length,
                                                 image.at, tagged ? "" : ":1"));
    }
    diff_values_add(values, json_string("other:1"));
}

static void add_of_image(struct diff_request *request, uint32_t op,
                         struct diff_entries entries)
{
    struct arena arena = {0};

    diff_values_add(values_of(request, analysis_key, "document", NULL),
                    json_true());
    diff_values_add(values_of(request, runtime_key, "base_image", NULL),
                    json_string("other:1"));
    if (op == IR_OP_SYMBOLS_ALL || op == IR_OP_SYMBOLS_NONE)
        diff_symbols_add(values_of(request, analysis_key, "symbols", NULL),
                         entries);
    else if (op == IR_OP_RPMS_ALL || op == IR_OP_RPMS_NOT_ALL)
        diff_rpms_add(values_of(request, analysis_key, "rpm_packages", NULL),
                      entries);
    else
        diff_pythons_add(
            values_of(request, analysis_key, "python_packages", NULL), entries,
            &arena);
    arena_release(&arena);
}

/* Processors with all flags of the table, with some and with none. */
static void add_processors(struct diff_request *request)
{
    json_t *models = values_of(request, runtime_key, "hardware", "cpu_model");

    diff_values_add(values_of(request, runtime_key, "hardware", "cpu_family"),
                    json_integer(6));
    diff_values_add(models, json_integer(13));
    diff_values_add(models, json_integer(10));
    diff_values_add(models, json_integer(999));
}

static void collect_list(struct diff_request *request, uint32_t op,
                         struct diff_entries entries)
{
    switch (op) {
    case IR_OP_LABELLED:
        add_labels(values_of(request, "labels", NULL, NULL), entries);
        break;
    case IR_OP_USES:
        add_usage(values_of(request, "library_usage", NULL, NULL), entries);
        break;
    case IR_OP_SYSTEM_IN:
        add_systems(values_of(request, runtime_key, "operating_system", NULL),
                    entries);
        break;
    case IR_OP_CPU_FAMILY_IN:
    case IR_OP_CPU_MODEL_IN:
        add_texts(
            values_of(request, runtime_key, "hardware",
                      op == IR_OP_CPU_FAMILY_IN ? "cpu_family" : "cpu_model"),
            entries, true);
        break;
    case IR_OP_GPU_MODEL_IN:
        add_texts(values_of(request, runtime_key, "hardware", "gpu_model"),
                  entries, false);
        break;
    case IR_OP_PLATFORM_IN:
        add_texts(values_of(request, runtime_key, "platform", NULL), entries,
                  false);
        break;
    case IR_OP_BASE_IMAGE_IN:
        add_images(values_of(request, runtime_key, "base_image", NULL),
                   entries);
        break;
    default:
        add_of_image(request, op, entries);
        break;
    }
}

static void collect(struct diff_request *request,
                    const struct thoth_bundle *bundle, const uint32_t *code,
                    const uint32_t *row, uint32_t at)
{
    const uint32_t *node = code + at;
    uint32_t op = BUNDLE_NODE_OP(*node), constant;

    if (op == IR_OP_AUTHENTICATED)
        diff_values_add(values_of(request, "authenticated", NULL, NULL),
                        json_true());
    if (op == IR_OP_CPU_FLAGS_ALL || op == IR_OP_CPU_FLAGS_NONE)
        add_processors(request);
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++)
        if (BUNDLE_OPERAND_TAG(node[i]) == BUNDLE_OPERAND_NODE)
            collect(request, bundle, code, row, BUNDLE_OPERAND_VALUE(node[i]));
    if (BUNDLE_NODE_OPERANDS(*node) == 0 ||
        BUNDLE_OPERAND_TAG(node[1]) != BUNDLE_OPERAND_COLUMN ||
        ir_ops[op].binding != BINDING_CONTEXT)
        return;
    constant = row[BUNDLE_OPERAND_VALUE(node[1])];
    if (op == IR_OP_PROVIDES)
        diff_texts_add(&request->specifiers[BUNDLE_NODE_IMMEDIATE(*node)],
                       bundle_text(bundle, bundle->specs[constant]));
    else
        collect_list(request, op, diff_entries_of(bundle, constant));
}

void diff_request_collect(struct diff_request *request,
                          const struct diff_side *side, uint32_t unit)
{
    const struct thoth_bundle *bundle = side->bundle;
    const struct bundle_when *when =
        &bundle->whens[bundle_pattern_of(bundle, unit)->when];
    const struct bundle_shape *shape = &bundle->shapes[when->shape];

    collect(request, bundle, bundle->shape_code + shape->code,
            bundle->rows + when->row, shape->root);
}

uint64_t diff_request_count(struct diff_request *request, struct arena *arena)
{
    uint64_t count = 1;

    for (unsigned i = 0; i < THOTH_COMPONENTS; i++) {
        struct diff_texts versions = {.count = 0};

        if (request->specifiers[i].count == 0)
            continue;
        diff_versions_add(&versions, &request->specifiers[i], arena);
        for (unsigned k = 0; k < versions.count; k++)
            diff_values_add(
                values_of(request, runtime_key, component_keys[i], NULL),
                diff_json_text(versions.at[k]));
    }
    for (unsigned i = 0; i < request->count; i++)
        if (count < UINT64_C(1) << 40)
            count *= json_array_size(request->fields[i].values);
    return count;
}

static json_t *member(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);

    if (!value) {
        value = diff_json(json_object());
        json_object_set_new(object, key, value);
    }
    return value;
}

void diff_request_choose(const struct diff_request *request, uint64_t number,
                         struct diff_picks *values)
{
    for (unsigned i = 0; i < request->count; i++) {
        size_t size = json_array_size(request->fields[i].values);

        values->of_field[i] = (uint32_t)(number % size);
        number /= size;
    }
}

json_t *diff_request_builder(const struct diff_request *request,
                             const struct diff_picks *values)
{
    json_t *builder = diff_json(json_object());

    for (unsigned i = 0; i < request->count; i++) {
        const struct diff_field *field = &request->fields[i];
        json_t *value = json_array_get(field->values, values->of_field[i]);
        json_t *object = builder;
        unsigned last = 0;

        if (json_is_null(value))
            continue;
        while (last < 2 && field->path[last + 1])
            object = member(object, field->path[last++]);
        json_object_set(object, field->path[last], value);
    }
    return builder;
}
