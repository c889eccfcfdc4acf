/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints constants by their type; the forms of lists are those of
 * runtime/bundle_format.h.
 */
#include "runtime/constant_print.h"

static void put(struct text_sink *sink, const char *text)
{
    text_sink_put(sink, thoth_text_of(text));
}

/* A field of an entry, if it is given; `*first` says that none stands before
 * it. */
static void put_field(struct text_sink *sink, const struct thoth_bundle *bundle,
                      const char *name, uint32_t string, bool *first)
{
    if (string == BUNDLE_NONE)
        return;
    put(sink, *first ? "" : ", ");
    *first = false;
    put(sink, name);
    put(sink, ": ");
    text_sink_quote(sink, bundle_text(bundle, string));
}

static const uint32_t *put_texts(struct text_sink *sink,
                                 const struct thoth_bundle *bundle,
                                 const uint32_t *list)
{
    uint32_t count = *list++;

    put(sink, "[");
    for (uint32_t i = 0; i < count; i++) {
        put(sink, i == 0 ? "" : ", ");
        if (*list == BUNDLE_NONE)
            put(sink, "null");
        else
            text_sink_quote(sink, bundle_text(bundle, *list));
        list++;
    }
    put(sink, "]");
    return list;
}

/* A key and, in quotes or brackets, what belongs to it. */
static const uint32_t *put_pair(struct text_sink *sink,
                                const struct thoth_bundle *bundle,
                                enum ir_type type, const uint32_t *entry)
{
    text_sink_quote(sink, bundle_text(bundle, *entry++));
    put(sink, ": ");
    if (type == IR_TYPE_USAGE)
        return put_texts(sink, bundle, entry);
    text_sink_quote(sink, bundle_text(bundle, *entry));
    return entry + 1;
}

static const uint32_t *put_rpm(struct text_sink *sink,
                               const struct thoth_bundle *bundle,
                               const uint32_t *entry)
{
    static const char *const names[] = {"package_name",    "arch",
                                        "epoch",           "package_identifier",
                                        "package_version", "release"};
    bool first = true;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        put_field(sink, bundle, names[i], *entry++, &first);
    if (*entry != BUNDLE_NONE)
        text_sink_format(sink, "%ssrc: %s", first ? "" : ", ",
                         *entry ? "true" : "false");
    return entry + 1;
}

static const uint32_t *put_python(struct text_sink *sink,
                                  const struct thoth_bundle *bundle,
                                  const uint32_t *entry)
{
    bool first = true;

    put_field(sink, bundle, "name", entry[0], &first);
    if (entry[1] != BUNDLE_NONE)
        put_field(sink, bundle, "version", bundle->specs[entry[1]], &first);
    put_field(sink, bundle, "location", entry[2], &first);
    return entry + 3;
}

static const uint32_t *put_system(struct text_sink *sink,
                                  const struct thoth_bundle *bundle,
                                  const uint32_t *entry)
{
    bool first = true;

    put_field(sink, bundle, "name", entry[0], &first);
    put_field(sink, bundle, "version", entry[1], &first);
    return entry + 2;
}

static void put_entries(struct text_sink *sink,
                        const struct thoth_bundle *bundle, enum ir_type type,
                        const uint32_t *list)
{
    bool pairs = type == IR_TYPE_PAIRS || type == IR_TYPE_USAGE;
    uint32_t count = *list++;

    put(sink, pairs ? "{" : "[");
    for (uint32_t i = 0; i < count; i++) {
        put(sink, i == 0 ? "" : ", ");
        if (pairs) {
            list = put_pair(sink, bundle, type, list);
            continue;
        }
        put(sink, "{");
        list = type == IR_TYPE_RPMS      ? put_rpm(sink, bundle, list)
               : type == IR_TYPE_PYTHONS ? put_python(sink, bundle, list)
                                         : put_system(sink, bundle, list);
        put(sink, "}");
    }
    put(sink, pairs ? "}" : "]");
}

void constant_print(struct text_sink *sink, const struct thoth_bundle *bundle,
                    enum ir_type type, uint32_t constant)
{
    switch (type) {
    case IR_TYPE_STR:
        text_sink_quote(sink, bundle_text(bundle, constant));
        break;
    case IR_TYPE_PACKAGE:
        text_sink_put(sink,
                      bundle_text(bundle, bundle->packages[constant].name));
        break;
    case IR_TYPE_INDEX:
        text_sink_quote(sink, bundle_text(bundle, bundle->indexes[constant]));
        break;
    case IR_TYPE_SPEC:
        text_sink_quote(sink, bundle_text(bundle, bundle->specs[constant]));
        break;
    case IR_TYPE_NUMBER:
        text_sink_format(sink, "%.17g", bundle->numbers[constant]);
        break;
    case IR_TYPE_TEXTS:
        put_texts(sink, bundle, bundle->lists + constant);
        break;
    default:
        put_entries(sink, bundle, type, bundle->lists + constant);
        break;
    }
}
