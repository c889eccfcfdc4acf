/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From conditions to values of fields.
 */
#include "compiler/driver/diff_request.h"

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

/* Takes the value over. */
static void add(json_t *values, json_t *value)
{
    json_t *known;
    size_t i;

    json_array_foreach(values, i, known)
    {
        if (json_equal(known, value)) {
            json_decref(value);
            return;
        }
    }
    if (values)
        json_array_append_new(values, diff_json(value));
    else
        json_decref(value);
}

void diff_request_start(struct diff_request *request)
{
    static const char *const types[] = {"testing", "latest", "performance",
                                        "security"};
    json_t *values;

    *request = (struct diff_request){.count = 0};
    values = values_of(request, "recommendation_type", NULL, NULL);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        add(values, json_string(types[i]));
    values = values_of(request, "decision_type", NULL, NULL);
    add(values, json_string("all"));
    add(values, json_string("random"));
}

void diff_request_release(struct diff_request *request)
{
    for (unsigned i = 0; i < request->count; i++)
        json_decref(request->fields[i].values);
}

/* A list of the bundle, entry by entry. */
struct entries {
    const struct thoth_bundle *bundle;
    const uint32_t *at;
    uint32_t count;
};

static struct entries entries_of(const struct thoth_bundle *bundle,
                                 uint32_t list)
{
    return (struct entries){bundle, bundle->lists + list + 1,
                            bundle->lists[list]};
}

static struct thoth_text text_at(const struct entries *entries, uint32_t word)
{
    return bundle_text_or_none(entries->bundle, entries->at[word]);
}

static void add_texts(json_t *values, struct entries entries, bool numbers)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text text = text_at(&entries, i);

        if (text.at && numbers)
            add(values, json_integer(strtoll(text.at, NULL, 10)));
        else if (text.at)
            add(values, diff_json_text(text));
    }
    add(values, numbers ? json_integer(999) : json_string("other"));
}

static void add_labels(json_t *values, struct entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text key = text_at(&entries, 2 * i);
        json_t *labels = diff_json(json_object());

        json_object_setn_new_nocheck(
            labels, key.at, key.length,
            diff_json_text(text_at(&entries, 2 * i + 1)));
        add(values, labels);
    }
}

/* Every library with a symbol that fits the first one expected of it. */
static void add_usage(json_t *values, struct entries entries)
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
    add(values, usage);
}

static void add_systems(json_t *values, struct entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text name = text_at(&entries, 2 * i);
        struct thoth_text version = text_at(&entries, 2 * i + 1);
        json_t *system = diff_json(json_object());

        json_object_set_new(system, "name",
                            name.at ? diff_json_text(name)
                                    : json_string("other"));
        if (version.at)
            json_object_set_new(system, "version", diff_json_text(version));
        add(values, system);
    }
    add(values, json_pack("{s:s, s:s}", "name", "other", "version", "0"));
}

static void add_images(json_t *values, struct entries entries)
{
    for (uint32_t i = 0; i < entries.count; i++) {
        struct thoth_text image = text_at(&entries, i);
        bool tagged = image.at && memchr(image.at, ':', image.length);

        if (tagged && image.at[image.length - 1] == '*')
            image.length--;
        if (image.at)
            add(values, json_sprintf("%.*s%s", (int)image.length, image.at,
                                     tagged ? "" : ":1"));
    }
    add(values, json_string("other:1"));
}

static void add_symbols(json_t *values, struct entries entries)
{
    json_t *symbols = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++)
        if (text_at(&entries, i).at)
            json_array_append_new(symbols,
                                  diff_json_text(text_at(&entries, i)));
    add(values, symbols);
    add(values, json_pack("[s]", "OTHER_1.0"));
}

static void add_rpms(json_t *values, struct entries entries)
{
    static const char *const keys[] = {"package_name",    "arch",
                                       "epoch",           "package_identifier",
                                       "package_version", "release"};
    json_t *rpms = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++, entries.at += 7) {
        json_t *rpm = diff_json(json_object());

        for (uint32_t k = 0; k < 6; k++)
            if (text_at(&entries, k).at)
                json_object_set_new(rpm, keys[k],
                                    diff_json_text(text_at(&entries, k)));
        if (entries.at[6] != BUNDLE_NONE)
            json_object_set_new(rpm, "src", json_boolean(entries.at[6]));
        json_array_append_new(rpms, rpm);
    }
    add(values, rpms);
    add(values, json_pack("[{s:s}]", "package_name", "other"));
}

/* A path that a pattern without much magic matches. */
static json_t *path_for(struct thoth_text pattern)
{
    char path[256];
    size_t length = 0;

    for (size_t i = 0; i < pattern.length && length < sizeof path; i++)
        if (!strchr("^$*+?()\\", pattern.at[i]))
            path[length++] = pattern.at[i] == '.' ? 'x' : pattern.at[i];
    return diff_json_text((struct thoth_text){path, length});
}

/* The listed packages in versions that fit. */
static void add_pythons(json_t *values, struct entries entries,
                        struct arena *arena)
{
    json_t *pythons = diff_json(json_array());

    for (uint32_t i = 0; i < entries.count; i++, entries.at += 3) {
        struct diff_texts specifiers = {.count = 0}, versions = {.count = 0};
        struct thoth_text location = text_at(&entries, 2);

        if (entries.at[1] != BUNDLE_NONE)
            diff_texts_add(&specifiers,
                           bundle_text(entries.bundle,
                                       entries.bundle->specs[entries.at[1]]));
        diff_versions_add(&versions, &specifiers, arena);
        json_array_append_new(
            pythons,
            diff_json(json_pack(
                "{s:o, s:o, s:o}", "package_name",
                diff_json_text(text_at(&entries, 0)), "package_version",
                diff_json_text(versions.at[0]), "location",
                location.at ? path_for(location) : json_string("/opt"))));
    }
    add(values, pythons);
    add(values, json_pack("[{s:s, s:s, s:s}]", "package_name", "other",
                          "package_version", "1", "location", "/opt"));
}

static void add_of_image(struct diff_request *request, uint32_t op,
                         struct entries entries)
{
    struct arena arena = {0};

    add(values_of(request, analysis_key, "document", NULL), json_true());
    add(values_of(request, runtime_key, "base_image", NULL),
        json_string("other:1"));
    if (op == IR_OP_SYMBOLS_ALL || op == IR_OP_SYMBOLS_NONE)
        add_symbols(values_of(request, analysis_key, "symbols", NULL), entries);
    else if (op == IR_OP_RPMS_ALL || op == IR_OP_RPMS_NOT_ALL)
        add_rpms(values_of(request, analysis_key, "rpm_packages", NULL),
                 entries);
    else
        add_pythons(values_of(request, analysis_key, "python_packages", NULL),
                    entries, &arena);
    arena_release(&arena);
}

/* Processors with all flags of the table, with some and with none. */
static void add_processors(struct diff_request *request)
{
    json_t *models = values_of(request, runtime_key, "hardware", "cpu_model");

    add(values_of(request, runtime_key, "hardware", "cpu_family"),
        json_integer(6));
    add(models, json_integer(13));
    add(models, json_integer(10));
    add(models, json_integer(999));
}

static void collect_list(struct diff_request *request, uint32_t op,
                         struct entries entries)
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
        add(values_of(request, "authenticated", NULL, NULL), json_true());
    if (op == IR_OP_CPU_FLAGS_ALL || op == IR_OP_CPU_FLAGS_NONE)
        add_processors(request);
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++)
        if (BUNDLE_OPERAND_TAG(node[i]) == BUNDLE_OPERAND_NODE)
            collect(request, bundle, code, row, BUNDLE_OPERAND_VALUE(node[i]));
    if (BUNDLE_NODE_OPERANDS(*node) == 0 ||
        BUNDLE_OPERAND_TAG(node[1]) != BUNDLE_OPERAND_COLUMN)
        return;
    constant = row[BUNDLE_OPERAND_VALUE(node[1])];
    if (op == IR_OP_PROVIDES)
        diff_texts_add(&request->specifiers[BUNDLE_NODE_IMMEDIATE(*node)],
                       bundle_text(bundle, bundle->specs[constant]));
    else
        collect_list(request, op, entries_of(bundle, constant));
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
            add(values_of(request, runtime_key, component_keys[i], NULL),
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
                         struct diff_values *values)
{
    for (unsigned i = 0; i < request->count; i++) {
        size_t size = json_array_size(request->fields[i].values);

        values->of_field[i] = (uint32_t)(number % size);
        number /= size;
    }
}

json_t *diff_request_builder(const struct diff_request *request,
                             const struct diff_values *values)
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
