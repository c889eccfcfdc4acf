/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result has the message of its first finding, and of a single finding the
 * fix and the places that explain it. GitHub knows a result again by the
 * fingerprint primaryLocationLineHash.
 */
#include "compiler/report/sarif_result.h"

#include "compiler/report/artifact_path.h"
#include "compiler/report/json_value.h"

#include <inttypes.h>

static const char *const LEVELS[] = {
    [SEVERITY_INFO] = "note",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

static void add_message(struct json_builder *builder, json_t *to,
                        const char *key, struct thoth_text text)
{
    json_value_text(builder, json_value_object(builder, to, key), "text", text);
}

/* Colons of paths are escaped, so that only a scheme has one. */
static bool is_absolute(struct thoth_text uri)
{
    return memchr(uri.at, ':', uri.length) != NULL;
}

/* Relative references are below the root of the sources, wherever that is. */
static void add_artifact(struct json_builder *builder, json_t *to,
                         struct thoth_text uri)
{
    json_t *object = json_value_object(builder, to, "artifactLocation");

    json_value_text(builder, object, "uri", uri);
    if (!is_absolute(uri))
        json_value_string(builder, object, "uriBaseId", "%SRCROOT%");
}

/* Of a whole file it is the first line: GitHub wants one. */
static void add_region(struct json_builder *builder, json_t *to,
                       const char *key, struct span span)
{
    json_t *region = json_value_object(builder, to, key);

    json_value_number(builder, region, "startLine", span.line ? span.line : 1);
    if (!span.line)
        return;
    json_value_number(builder, region, "startColumn", span.column);
    json_value_number(builder, region, "endLine", span.end_line);
    json_value_number(builder, region, "endColumn", span.end_column);
}

static json_t *add_place(struct json_builder *builder, json_t *list,
                         struct thoth_text uri, struct span span)
{
    json_t *location = json_value_object(builder, list, NULL);
    json_t *physical = json_value_object(builder, location, "physicalLocation");

    add_artifact(builder, physical, uri);
    add_region(builder, physical, "region", span);
    return location;
}

static void add_unit(struct json_builder *builder, json_t *location,
                     struct thoth_text unit)
{
    json_t *list;

    if (unit.length == 0)
        return;
    list = json_value_list(builder, location, "logicalLocations");
    json_value_text(builder, json_value_object(builder, list, NULL), "name",
                    unit);
}

/* The references of secondary places, in their order. */
static struct thoth_text *related_uris(struct arena *arena,
                                       const struct sarif_finding *finding)
{
    const struct diagnostic_place *first = finding->diagnostic->secondary;
    struct thoth_text *uris;
    size_t count = 0;

    for (const struct diagnostic_place *place = first; place;
         place = place->next)
        count++;
    uris = ARENA_NEW_ARRAY(arena, struct thoth_text, count);
    count = 0;
    for (const struct diagnostic_place *place = first; place;
         place = place->next)
        uris[count++] = place->path.length ? artifact_uri(arena, place->path)
                                           : finding->uri;
    return uris;
}

static void add_related(struct json_builder *builder, json_t *result,
                        const struct diagnostic *diagnostic,
                        const struct thoth_text *uris)
{
    json_t *list;

    if (!diagnostic->secondary)
        return;
    list = json_value_list(builder, result, "relatedLocations");
    for (const struct diagnostic_place *place = diagnostic->secondary; place;
         place = place->next)
        add_message(builder, add_place(builder, list, *uris++, place->span),
                    "message", place->message);
}

static void add_fix(struct json_builder *builder, json_t *result,
                    const struct diagnostic_fix *fix, struct thoth_text uri)
{
    json_t *object, *change, *list;

    if (!fix || !fix->edits)
        return;
    list = json_value_list(builder, result, "fixes");
    object = json_value_object(builder, list, NULL);
    add_message(builder, object, "description", fix->title);
    list = json_value_list(builder, object, "artifactChanges");
    change = json_value_object(builder, list, NULL);
    add_artifact(builder, change, uri);
    list = json_value_list(builder, change, "replacements");
    for (const struct diagnostic_edit *edit = fix->edits; edit;
         edit = edit->next) {
        json_t *replacement = json_value_object(builder, list, NULL);

        add_region(builder, replacement, "deletedRegion", edit->span);
        add_message(builder, replacement, "insertedContent", edit->text);
    }
}

/* The message with the notes and a fix without edits, for which SARIF has no
 * other place, below it, or with how many findings are alike. */
static struct thoth_text message(struct arena *arena,
                                 enum sarif_grouping grouping,
                                 const struct diagnostic *first, uint32_t count)
{
    struct thoth_text text = first->message;

    if (count > 1)
        return arena_format(
            arena, "%.*s (and %u more%s)", (int)text.length, text.at, count - 1,
            grouping == SARIF_SAME_MESSAGE ? "" : " findings of this kind");
    for (const struct diagnostic_note *note = first->notes; note;
         note = note->next)
        text =
            arena_format(arena, "%.*s\nnote: %.*s", (int)text.length, text.at,
                         (int)note->message.length, note->message.at);
    if (first->fix && !first->fix->edits)
        text =
            arena_format(arena, "%.*s\nfix: %.*s", (int)text.length, text.at,
                         (int)first->fix->title.length, first->fix->title.at);
    return text;
}

static void add_fingerprint(struct json_builder *builder, json_t *result,
                            const struct sarif_finding *first)
{
    json_t *object = json_value_object(builder, result, "partialFingerprints");
    char text[32];

    snprintf(text, sizeof text, "%016" PRIx64 ":%" PRIu32, first->fingerprint,
             first->occurrence);
    json_value_string(builder, object, "primaryLocationLineHash", text);
}

/* All texts are made before the value: what unwinds meanwhile would leave the
 * value behind. */
void sarif_result_write(FILE *stream, struct arena *arena,
                        enum sarif_grouping grouping,
                        const struct sarif_finding *findings, uint32_t count,
                        uint32_t rule)
{
    const struct diagnostic *first = findings[0].diagnostic;
    const struct diagnostic_fact *fact = diagnostic_fact(first->code);
    struct thoth_text text = message(arena, grouping, first, count);
    struct thoth_text *related = related_uris(arena, &findings[0]);
    struct json_builder builder;
    json_t *result = json_value_start(&builder), *list;

    json_value_string(&builder, result, "ruleId", fact->code);
    json_value_number(&builder, result, "ruleIndex", rule);
    json_value_string(&builder, result, "level", LEVELS[fact->severity]);
    add_message(&builder, result, "message", text);
    list = json_value_list(&builder, result, "locations");
    for (uint32_t i = 0; i < count; i++) {
        const struct diagnostic *one = findings[i].diagnostic;

        add_unit(&builder,
                 add_place(&builder, list, findings[i].uri, one->span),
                 one->unit);
    }
    add_fingerprint(&builder, result, &findings[0]);
    if (count == 1) {
        add_related(&builder, result, first, related);
        add_fix(&builder, result, first->fix, findings[0].uri);
    }
    json_value_write(&builder, stream);
}

/* What explains the rule beside its results: as text and as Markdown. */
struct rule_help {
    struct thoth_text text, markdown;
};

static struct rule_help make_help(struct arena *arena,
                                  const struct diagnostic_fact *fact)
{
    const char *language = fact->bad[0] == '$' ? "text" : "yaml";

    return (struct rule_help){
        arena_format(arena, "%s\n\nWrong:\n\n%s\nRight:\n\n%s",
                     fact->explanation, fact->bad, fact->good),
        arena_format(arena,
                     "%s\n\nWrong:\n\n```%s\n%s```\n\nRight:\n\n"
                     "```%s\n%s```\n",
                     fact->explanation, language, fact->bad, language,
                     fact->good)};
}

void sarif_rule_write(FILE *stream, struct arena *arena,
                      enum diagnostic_code code)
{
    static const char *const PROBLEMS[] = {
        [SEVERITY_INFO] = "recommendation",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    const struct diagnostic_fact *fact = diagnostic_fact(code);
    struct rule_help help = make_help(arena, fact);
    struct json_builder builder;
    json_t *rule = json_value_start(&builder), *part;

    json_value_string(&builder, rule, "id", fact->code);
    add_message(&builder, rule, "shortDescription",
                thoth_text_of(fact->summary));
    add_message(&builder, rule, "fullDescription",
                thoth_text_of(fact->explanation));
    part = json_value_object(&builder, rule, "help");
    json_value_text(&builder, part, "text", help.text);
    json_value_text(&builder, part, "markdown", help.markdown);
    part = json_value_object(&builder, rule, "defaultConfiguration");
    json_value_string(&builder, part, "level", LEVELS[fact->severity]);
    part = json_value_object(&builder, rule, "properties");
    json_value_string(&builder, part, "problem.severity",
                      PROBLEMS[fact->severity]);
    json_value_write(&builder, stream);
}
