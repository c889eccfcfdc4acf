/* SPDX-License-Identifier: Apache-2.0 */
/*
 * .thothc.yaml: finding it, and what its keys set. It is read by our own YAML
 * reader, so that mistakes have places; any mistake ends the check, since a
 * setting that is not understood would hide or show findings against its
 * author's will.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/base/near_name.h"
#include "compiler/driver/check_folder.h"
#include "compiler/driver/check_settings.h"
#include "compiler/driver/command.h"
#include "compiler/driver/limit_option.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20 };

static const struct thoth_text KEYS[SETTING_COUNT] = {
#define CONFIGURATION_KEY(id, key, value, documentation) {key, sizeof key - 1},
#define CONFIGURATION_LIMIT(id, key, documentation) {key, sizeof key - 1},
#include "grammar/configuration.def"
#undef CONFIGURATION_KEY
#undef CONFIGURATION_LIMIT
};

struct configuration {
    struct check_settings *settings;
    struct diagnostic_list list;
    struct arena *arena;
};

static struct diagnostic *refuse(struct configuration *configuration,
                                 struct span span, const char *expected)
{
    return diagnostic_report(&configuration->list, DIAG_CONFIGURATION_INVALID,
                             span, "expected %s", expected);
}

static void add_nearest(struct configuration *configuration,
                        struct diagnostic *diagnostic, struct thoth_text near)
{
    if (near.length)
        diagnostic_add_note(&configuration->list, diagnostic,
                            "did you mean '%.*s'?", (int)near.length, near.at);
}

static void take_code(struct configuration *configuration,
                      const struct ast_node *node, struct code_set *set)
{
    if (node->kind == AST_STRING && code_set_add(set, node->text))
        return;
    add_nearest(configuration,
                refuse(configuration, node->span,
                       "a code that thothc reports, or what one begins with"),
                node->kind == AST_STRING ? code_nearest(node->text)
                                         : (struct thoth_text){0});
}

/* A list of codes, or one code. */
static void take_codes(struct configuration *configuration,
                       const struct ast_node *node, struct code_set *set)
{
    if (node->kind != AST_SEQUENCE) {
        take_code(configuration, node, set);
        return;
    }
    for (uint32_t i = 0; i < node->sequence.count; i++)
        take_code(configuration, node->sequence.items[i], set);
}

static void take_error_on(struct configuration *configuration,
                          const struct ast_node *node)
{
    if (node->kind != AST_STRING ||
        !check_severity_find(node->text, &configuration->settings->error_on))
        refuse(configuration, node->span, "info, warning or error");
}

static void take_format(struct configuration *configuration,
                        const struct ast_node *node)
{
    enum report_format format = REPORT_FORMAT_COUNT;
    struct near_name near;

    if (node->kind == AST_STRING)
        format = report_format_find(node->text);
    if (format != REPORT_FORMAT_COUNT) {
        configuration->settings->format = format;
        return;
    }
    near_name_start(&near, node->kind == AST_STRING ? node->text
                                                    : (struct thoth_text){0});
    for (format = 0; format < REPORT_FORMAT_COUNT; format++)
        near_name_offer(&near, thoth_text_of(report_format_name(format)));
    add_nearest(configuration,
                refuse(configuration, node->span, "the name of a format"),
                near.best);
}

static void take_baseline(struct configuration *configuration,
                          const struct ast_node *node)
{
    struct check_settings *settings = configuration->settings;

    if (node->kind != AST_STRING || node->text.length == 0 ||
        memchr(node->text.at, '\0', node->text.length))
        refuse(configuration, node->span, "a path");
    else if (node->text.at[0] == '/')
        settings->baseline =
            arena_copy_text(configuration->arena, node->text).at;
    else
        settings->baseline = check_folder_shown(
            settings->folder,
            arena_copy_text(configuration->arena, node->text).at,
            configuration->arena);
}

static void take_path_ignores(struct configuration *configuration,
                              const struct ast_node *node)
{
    struct check_settings *settings = configuration->settings;

    if (node->kind != AST_MAPPING) {
        refuse(configuration, node->span,
               "a mapping from patterns of paths to codes");
        return;
    }
    settings->path_ignores = ARENA_NEW_ARRAY(
        configuration->arena, struct path_ignore, node->mapping.count);
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];
        struct path_ignore *one;

        if (entry->key->kind != AST_STRING) {
            refuse(configuration, entry->key->span, "a pattern of paths");
            continue;
        }
        one = &settings->path_ignores[settings->path_ignore_count++];
        one->pattern =
            arena_copy_text(configuration->arena, entry->key->text).at;
        take_codes(configuration, entry->value, &one->codes);
    }
}

static void take_limit(struct configuration *configuration,
                       enum check_setting setting, const struct ast_node *node)
{
    static const int OPTIONS[SETTING_COUNT] = {
        [SETTING_MAX_NESTING] = OPTION_MAX_NESTING,
        [SETTING_MAX_NODES] = OPTION_MAX_NODES,
        [SETTING_MAX_SCALAR] = OPTION_MAX_SCALAR,
        [SETTING_MAX_FILE_SIZE] = OPTION_MAX_FILE_SIZE,
    };

    if (node->kind != AST_INT ||
        !limit_option_set(&configuration->settings->build, OPTIONS[setting],
                          arena_copy_text(configuration->arena, node->text).at))
        refuse(configuration, node->span, "a number that fits");
}

static void take_keys(struct configuration *configuration,
                      const struct ast_node *mapping, enum check_setting first,
                      enum check_setting behind);

static void take_setting(struct configuration *configuration,
                         enum check_setting setting,
                         const struct ast_node *node)
{
    struct check_settings *settings = configuration->settings;

    switch (setting) {
    case SETTING_SELECT:
        take_codes(configuration, node, &settings->select);
        break;
    case SETTING_IGNORE:
        take_codes(configuration, node, &settings->ignore);
        break;
    case SETTING_ERROR_ON:
        take_error_on(configuration, node);
        break;
    case SETTING_FORMAT:
        take_format(configuration, node);
        break;
    case SETTING_BASELINE:
        take_baseline(configuration, node);
        break;
    case SETTING_PATH_IGNORES:
        take_path_ignores(configuration, node);
        break;
    case SETTING_LIMITS:
        take_keys(configuration, node, SETTING_LIMITS + 1, SETTING_COUNT);
        break;
    default:
        take_limit(configuration, setting, node);
    }
}

/* The key among those from `first` on, or `behind` after a report. */
static enum check_setting find_key(struct configuration *configuration,
                                   const struct ast_node *key,
                                   enum check_setting first,
                                   enum check_setting behind)
{
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, key->kind == AST_STRING ? key->text
                                                   : (struct thoth_text){0});
    for (enum check_setting setting = first; setting < behind; setting++) {
        if (key->kind == AST_STRING &&
            thoth_text_equal(key->text, KEYS[setting]))
            return setting;
        near_name_offer(&near, KEYS[setting]);
    }
    diagnostic =
        diagnostic_report(&configuration->list, DIAG_CONFIGURATION_INVALID,
                          key->span, "this key is not known here");
    add_nearest(configuration, diagnostic, near.best);
    return behind;
}

static void take_keys(struct configuration *configuration,
                      const struct ast_node *mapping, enum check_setting first,
                      enum check_setting behind)
{
    if (mapping->kind != AST_MAPPING) {
        refuse(configuration, mapping->span, "a mapping");
        return;
    }
    for (uint32_t i = 0; i < mapping->mapping.count; i++) {
        const struct ast_entry *entry = &mapping->mapping.entries[i];
        enum check_setting setting =
            find_key(configuration, entry->key, first, behind);

        if (setting != behind && !configuration->settings->given[setting])
            take_setting(configuration, setting, entry->value);
    }
}

static void print_mistakes(const struct configuration *configuration,
                           const char *path, struct thoth_text content)
{
    struct diagnostic_printer printer;

    diagnostic_printer_start(&printer, configuration->arena, stderr,
                             command_colour(STDERR_FILENO), thoth_text_of(path),
                             content);
    for (const struct diagnostic *one = configuration->list.first; one;
         one = one->next)
        diagnostic_print(&printer, one);
}

/* The content of the file in the arena; false after a message. */
static bool read_content(const char *path, struct arena *arena,
                         struct thoth_text *content)
{
    char *bytes = arena_allocate(arena, MOST_BYTES);
    FILE *file = fopen(path, "rb");
    int error = file ? 0 : errno;

    *content = (struct thoth_text){bytes, 0};
    if (file) {
        content->length = fread(bytes, 1, MOST_BYTES, file);
        if (ferror(file))
            error = errno;
        else if (content->length == MOST_BYTES)
            error = EFBIG;
        fclose(file);
    }
    if (error)
        fprintf(stderr, "thothc check: %s: %s\n", path, strerror(error));
    return !error;
}

static bool load(struct check_settings *settings, const char *path,
                 struct arena *arena)
{
    const struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct configuration configuration = {.settings = settings, .arena = arena};
    struct thoth_text content;
    const struct ast_node *root;

    if (!read_content(path, arena, &content))
        return false;
    diagnostic_list_start(&configuration.list, arena);
    root = yaml_read(content, arena, &limits, &configuration.list);
    /* An empty file sets nothing. */
    if (root && root->kind != AST_NULL)
        take_keys(&configuration, root, 0, SETTING_LIMITS + 1);
    diagnostic_list_sort(&configuration.list);
    print_mistakes(&configuration, path, content);
    return configuration.list.count == 0;
}

bool check_severity_find(struct thoth_text name, enum severity *severity)
{
    for (unsigned i = SEVERITY_INFO; i <= SEVERITY_ERROR; i++)
        if (thoth_text_equal(name, thoth_text_of(severity_name(i)))) {
            *severity = (enum severity)i;
            return true;
        }
    return false;
}

bool check_configuration_load(struct check_settings *settings, const char *path,
                              struct arena *arena)
{
    const char *folder;

    if (settings->no_configuration)
        return true;
    if (settings->configuration)
        folder = check_folder_of(settings->configuration, arena);
    else
        folder = check_folder_above(path, CHECK_CONFIGURATION_NAME, arena);
    if (!folder && !settings->configuration)
        return true;
    settings->folder = folder;
    if (!settings->configuration)
        settings->configuration =
            check_folder_shown(folder, CHECK_CONFIGURATION_NAME, arena);
    return load(settings, settings->configuration, arena);
}
