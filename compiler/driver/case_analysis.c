/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads what a case knows of base images: symbols, RPM packages and Python
 * packages, of one image or of whichever is used.
 */
#include "compiler/driver/case_context.h"

#include <stddef.h>

static bool read_image(const json_t *analysis, struct thoth_context *context,
                       struct case_fault *fault)
{
    struct thoth_text name = {NULL, 0}, version = {NULL, 0};
    bool documented = true;
    json_t *image;

    if (!case_field_bool(analysis, "document", &documented, fault) ||
        !case_field(analysis, "image", JSON_ARRAY, &image, fault))
        return false;
    if (image) {
        name = case_text(json_array_get(image, 0));
        version = case_text(json_array_get(image, 1));
        if (json_array_size(image) != 2 || !name.at || !version.at)
            return case_fault_set(fault, "image: expected [name, version]");
    }
    return case_took(
        thoth_context_set_analysis(context, name, version, documented), fault);
}

static bool read_symbols(const json_t *analysis, struct thoth_context *context,
                         struct case_fault *fault)
{
    json_t *symbols, *symbol;
    size_t i;

    if (!case_field(analysis, "symbols", JSON_ARRAY, &symbols, fault))
        return false;
    json_array_foreach(symbols, i, symbol)
    {
        if (!case_expect(symbol, JSON_STRING, "symbol", fault) ||
            !case_took(thoth_context_add_symbol(context, case_text(symbol)),
                       fault))
            return false;
    }
    return true;
}

static bool read_rpm(const json_t *entry, struct thoth_rpm *rpm,
                     struct case_fault *fault)
{
    struct {
        const char *key;
        struct thoth_text *text;
    } fields[] = {
        {"package_name", &rpm->package_name},
        {"arch", &rpm->arch},
        {"epoch", &rpm->epoch},
        {"package_identifier", &rpm->package_identifier},
        {"package_version", &rpm->package_version},
        {"release", &rpm->release},
    };
    json_t *source;

    if (!case_expect(entry, JSON_OBJECT, "RPM package", fault))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!case_field_text(entry, fields[i].key, fields[i].text, fault))
            return false;
    if (!case_field(entry, "src", JSON_TRUE, &source, fault))
        return false;
    rpm->src = source ? json_is_true(source) : -1;
    return true;
}

static bool read_rpms(const json_t *analysis, struct thoth_context *context,
                      struct case_fault *fault)
{
    json_t *entries, *entry;
    struct thoth_rpm rpm;
    size_t i;

    if (!case_field(analysis, "rpm_packages", JSON_ARRAY, &entries, fault))
        return false;
    json_array_foreach(entries, i, entry)
    {
        if (!read_rpm(entry, &rpm, fault) ||
            !case_took(thoth_context_add_rpm(context, &rpm), fault))
            return false;
    }
    return true;
}

static bool read_pythons(const json_t *analysis, struct thoth_context *context,
                         struct case_fault *fault)
{
    struct thoth_text name, version, location;
    json_t *entries, *entry;
    size_t i;

    if (!case_field(analysis, "python_packages", JSON_ARRAY, &entries, fault))
        return false;
    json_array_foreach(entries, i, entry)
    {
        if (!case_expect(entry, JSON_OBJECT, "Python package", fault) ||
            !case_field_text(entry, "package_name", &name, fault) ||
            !case_field_text(entry, "package_version", &version, fault) ||
            !case_field_text(entry, "location", &location, fault) ||
            !case_took(thoth_context_add_python_package(context, name, version,
                                                        location),
                       fault))
            return false;
    }
    return true;
}

bool case_analysis_read(const json_t *builder, struct thoth_context *context,
                        struct case_fault *fault)
{
    json_t *analysis;

    if (!case_field(builder, "base_image_analysis", JSON_OBJECT, &analysis,
                    fault))
        return false;
    return !analysis || (read_image(analysis, context, fault) &&
                         read_symbols(analysis, context, fault) &&
                         read_rpms(analysis, context, fault) &&
                         read_pythons(analysis, context, fault));
}
