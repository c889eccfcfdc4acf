/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc why`: evaluates a case and explains what came of a unit.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"
#include "compiler/driver/command.h"
#include "compiler/driver/rule_input.h"
#include "compiler/driver/why.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc why CASE --unit=NAME (--bundle=FILE | --rules=PATH...)\n"
    "Explains what came of a unit in a case: why it takes part or not, and "
    "for\n"
    "each event of its kind why it matches or not, predicate by predicate, "
    "with\n"
    "the values that were found. CASE is a file with cases as thothc eval "
    "reads\n"
    "them, or - for standard input. A case with \"prescriptions\" needs no "
    "other\n"
    "rules.\n"
    "\n"
    "  -u, --unit=NAME    the unit, by its full name or by its name alone\n"
    "  -i, --id=ID        the case with this \"id\", or of this line; needed\n"
    "                     if there are several\n"
    "  -b, --bundle=FILE  evaluate under a bundle made by thothc build\n"
    "  -r, --rules=PATH   compile these rules first; may be repeated\n"
    "      --help         print this text\n"
    "\n"
    "Before each predicate stands yes, no, fail, or - where it did not come\n"
    "to that; behind it (line:column) of its field in the unit's file, where\n"
    "the rules are at hand.\n"
    "\n"
    "Exit status: 0 if the case was explained; 1 if the rules have errors; 2\n"
    "for wrong usage, no such unit or case, or files that cannot be used.\n";

struct why_options {
    const char *bundle, *unit, *id, *case_path;
    char **rules;
    size_t rule_count;
};

/* A unit that is asked for, under its rules. */
struct why_subject {
    struct rule_input input;
    struct thoth_text content; /* of its file, or `at` NULL */
    struct arena arena;        /* holds the tree of the file */
};

/* -1 to go on, otherwise the exit status. */
static int take_option(struct why_options *options, int option)
{
    const char **single = option == 'b'   ? &options->bundle
                          : option == 'u' ? &options->unit
                          : option == 'i' ? &options->id
                                          : NULL;

    if (option == 'h') {
        fputs(usage_text, stdout);
        return command_finish("why", EXIT_DONE);
    }
    if (option == '?')
        return command_option_error("why");
    if (option == 'r')
        options->rules[options->rule_count++] = optarg;
    else if (*single)
        return command_usage_error("why", "give one %s",
                                   option == 'b'   ? "bundle"
                                   : option == 'u' ? "unit"
                                                   : "id");
    else
        *single = optarg;
    return -1;
}

/* -1 to go on, otherwise the exit status. */
static int read_options(int argc, char **argv, struct why_options *options)
{
    static const struct option long_options[] = {
        {"bundle", required_argument, NULL, 'b'},
        {"rules", required_argument, NULL, 'r'},
        {"unit", required_argument, NULL, 'u'},
        {"id", required_argument, NULL, 'i'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option, status = -1;

    while (status < 0 &&
           (option = getopt_long(argc, argv, "b:r:u:i:", long_options, NULL)) !=
               -1)
        status = take_option(options, option);
    if (status >= 0)
        return status;
    if (argc - optind != 1)
        return command_usage_error("why", "give one file of cases");
    options->case_path = argv[optind];
    if (!options->unit)
        return command_usage_error("why", "give a unit");
    if (options->bundle && options->rule_count)
        return command_usage_error("why", "give either --bundle or --rules");
    return -1;
}

/* Is a case the one that is asked for? */
static bool is_asked(const struct why_options *options,
                     const struct case_line *line)
{
    char number[24];

    snprintf(number, sizeof number, "%llu", (unsigned long long)line->number);
    if (!options->id)
        return true;
    if (json_is_string(line->id))
        return strcmp(json_string_value(line->id), options->id) == 0;
    if (json_is_integer(line->id))
        snprintf(number, sizeof number, "%lld",
                 (long long)json_integer_value(line->id));
    return strcmp(number, options->id) == 0;
}

/* Finds the case among the lines; EXIT_DONE or EXIT_TROUBLE. */
static int find_case(const struct why_options *options,
                     struct case_reader *reader, struct case_line *found)
{
    enum case_line_result result;
    struct case_line line;
    bool several = false;

    *found = (struct case_line){0};
    while (!several && (result = case_line_read(reader, "thothc why", &line)) ==
                           CASE_LINE_READ) {
        if (is_asked(options, &line)) {
            several = found->object != NULL;
            if (!several) {
                *found = line;
                continue;
            }
        }
        case_line_release(&line);
    }
    if (several)
        return command_usage_error(
            "why", "%s has several cases%s; --id=ID picks one",
            options->case_path, options->id ? " with this id" : "");
    if (result != CASE_LINE_END)
        return EXIT_TROUBLE;
    if (found->object)
        return EXIT_DONE;
    fprintf(stderr, "thothc why: %s has no %s\n", options->case_path,
            options->id ? "case with this id" : "case");
    return EXIT_TROUBLE;
}

/* The rules of the command line, or of the case. */
static int open_rules(const struct why_options *options,
                      const struct case_line *line, struct rule_input *input)
{
    enum build_result built;
    struct thoth_error error;
    size_t size;

    if (!case_has_rules(line)) {
        if (!options->bundle && !options->rule_count)
            return command_usage_error("why",
                                       "give either --bundle or --rules");
        return options->bundle
                   ? rule_input_open(input, "why", options->bundle)
                   : rule_input_compile(input, "why", options->rules,
                                        options->rule_count);
    }
    built = case_compile(line, stderr, &input->bytes, &size);
    if (built != BUILD_OK)
        return built == BUILD_FINDINGS ? EXIT_FINDINGS : EXIT_TROUBLE;
    if (thoth_bundle_open_memory(input->bytes, size, NULL, &input->bundle,
                                 &error) == THOTH_OK)
        return EXIT_DONE;
    fprintf(stderr, "thothc why: %s\n", error.message);
    return EXIT_TROUBLE;
}

/* Reads the file of the unit for the places of its fields. */
static void find_places(const struct why_options *options,
                        const struct case_line *line,
                        struct why_subject *subject, struct why *why)
{
    struct thoth_unit facts;
    char *path;
    size_t length;

    thoth_unit_describe(why->bundle, why->unit, &facts);
    length = thoth_file_path(why->bundle, facts.file, NULL, 0);
    path = arena_allocate(&subject->arena, length + 1);
    thoth_file_path(why->bundle, facts.file, path, length + 1);
    if (case_has_rules(line))
        why_places_find(&why->places,
                        case_text(json_object_get(line->body, "prescriptions")),
                        (struct thoth_text){"", 0}, facts.line, facts.column,
                        &subject->arena);
    else
        subject->content =
            rule_input_file(options->rules, options->rule_count, path);
    if (subject->content.at)
        why_places_find(&why->places, subject->content, thoth_text_of(path),
                        facts.line, facts.column, &subject->arena);
}

/* Evaluates the case with a report on one unit. */
static bool explain(const struct case_line *line, struct why *why)
{
    struct case_watch watch;
    struct case_writer writer = {0};
    struct case_rules rules = {.bundle = why->bundle,
                               .engine = THOTH_ENGINE_INTERP};

    why_start(why);
    watch = why_watch(why);
    rules.watch = &watch;
    case_answer(&rules, line, &writer);
    why_finish(why);
    case_writer_release(&writer);
    return !why->refused;
}

/* Explains all units of the name. */
static int explain_units(const struct why_options *options,
                         const struct case_line *line,
                         struct why_subject *subject)
{
    uint32_t count = subject->input.bundle->unit_count, explained = 0;
    bool made_sense = true;

    for (uint32_t unit = 0; unit < count && made_sense; unit++) {
        struct why why = {
            .stream = stdout, .bundle = subject->input.bundle, .unit = unit};
        struct thoth_unit facts;

        thoth_unit_describe(why.bundle, unit, &facts);
        if (!command_unit_named(&facts, options->unit))
            continue;
        if (explained++)
            putchar('\n');
        find_places(options, line, subject, &why);
        made_sense = explain(line, &why);
        free((char *)subject->content.at);
        subject->content.at = NULL;
    }
    if (!explained)
        fprintf(stderr, "thothc why: the rules have no unit '%s'\n",
                options->unit);
    return explained && made_sense ? EXIT_DONE : EXIT_TROUBLE;
}

static int run(const struct why_options *options, struct case_reader *reader)
{
    struct why_subject subject = {.content = {NULL, 0}};
    struct case_line line;
    int status = find_case(options, reader, &line);

    if (status == EXIT_DONE)
        status = open_rules(options, &line, &subject.input);
    if (status == EXIT_DONE)
        status = explain_units(options, &line, &subject);
    case_line_release(&line);
    rule_input_release(&subject.input);
    arena_release(&subject.arena);
    return status;
}

static int read_and_run(const struct why_options *options)
{
    bool file = strcmp(options->case_path, "-") != 0;
    FILE *stream = file ? fopen(options->case_path, "rb") : stdin;
    struct case_reader reader = {.stream = stream};
    int status;

    if (!stream) {
        fprintf(stderr, "thothc why: cannot read '%s': %s\n",
                options->case_path, strerror(errno));
        return EXIT_TROUBLE;
    }
    status = run(options, &reader);
    case_reader_release(&reader);
    if (file)
        fclose(stream);
    return command_finish("why", status);
}

int command_why(int argc, char **argv)
{
    struct why_options options = {.bundle = NULL};
    int status;

    options.rules = memory_cleared((size_t)argc, sizeof *options.rules);
    status = read_options(argc, argv, &options);
    if (status < 0)
        status = read_and_run(&options);
    free(options.rules);
    return status;
}
