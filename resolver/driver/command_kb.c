/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thoth kb: imports files of records into the knowledge base, says what it
 * holds, checks it, brings it to the current schema.
 */
#include "resolver/driver/command.h"
#include "resolver/kb/kb.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct kb_run {
    struct arena arena;
    struct problem_list problems;
    const char *path;
    char **arguments; /* behind the action's name */
    int count;
};

static void print_help(void)
{
    puts("Usage: thoth kb import [--kb=FILE] FILE...\n"
         "       thoth kb info [--kb=FILE]\n"
         "       thoth kb check [--kb=FILE]\n"
         "       thoth kb upgrade [--kb=FILE]\n"
         "Keeps the knowledge base: what is known of Python packages.\n"
         "\n"
         "  import   add files of records, one JSON object a line, compressed\n"
         "           by Zstandard or not; what is there already is replaced\n"
         "  info     count what is there\n"
         "  check    read all of it and say what is damaged\n"
         "  upgrade  bring a file of an older thoth to the current schema\n"
         "\n"
         "  --kb=FILE  the knowledge base; else $THOTH_KB, else\n"
         "             thoth/kb.sqlite in $XDG_DATA_HOME or ~/.local/share\n"
         "  --help     print this text");
}

static bool make_folders(const char *path, struct problem_list *problems)
{
    char *folder = arena_copy(problems->arena, path, strlen(path));

    for (char *slash = strchr(folder + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) && errno != EEXIST) {
            struct place place = {.path = thoth_text_of(folder)};

            problem_error(problems, place, NULL, "cannot be made: %s",
                          strerror(errno));
            return false;
        }
        *slash = '/';
    }
    return true;
}

static int finish(const struct kb_run *run, bool done)
{
    command_print_problems(&run->problems);
    return command_finish("kb", done && !run->problems.errors ? EXIT_DONE
                                                              : EXIT_TROUBLE);
}

/* So that a slip in a name makes no knowledge base. */
static bool are_readable(struct kb_run *run)
{
    for (int i = 0; i < run->count; i++) {
        const char *path = run->arguments[i];
        struct place place = {.path = thoth_text_of(path)};
        struct stat status;

        if (!strcmp(path, "-"))
            continue;
        if (stat(path, &status) || access(path, R_OK))
            problem_error(&run->problems, place, NULL, "cannot be opened: %s",
                          strerror(errno));
        else if (S_ISDIR(status.st_mode))
            problem_error(&run->problems, place, "name the files in it",
                          "cannot be imported: it is a folder");
    }
    return run->problems.errors == 0;
}

static int run_import(struct kb_run *run)
{
    struct kb_imported got;
    struct kb *kb;
    bool done = true;

    if (!run->count)
        return command_usage_error("kb", "import: no file given");
    kb = are_readable(run) && make_folders(run->path, &run->problems)
             ? kb_open(run->path, KB_WRITE, &run->problems)
             : NULL;
    for (int i = 0; kb && done && i < run->count; i++) {
        done = kb_import(kb, run->arguments[i], &got, &run->problems);
        if (!done)
            break;
        printf("%s: %" PRIu64 " versions, %" PRIu64 " requirements, %" PRIu64
               " advisories, %" PRIu64 " base images\n",
               run->arguments[i], got.versions, got.requirements,
               got.advisories, got.images);
        if (got.unreadable)
            printf("%" PRIu64 " requirements cannot be read; versions that "
                   "have one will not be chosen\n",
                   got.unreadable);
    }
    kb_close(kb);
    return finish(run, kb && done);
}

static int run_info(struct kb_run *run)
{
    struct kb *kb = kb_open(run->path, KB_READ, &run->problems);
    struct kb_counts counts;
    const struct {
        const char *name;
        const uint64_t *number;
    } rows[] = {
        {"schema", &counts.schema},
        {"indexes", &counts.indexes},
        {"packages", &counts.packages},
        {"versions", &counts.versions},
        {"requirements", &counts.members},
        {"distinct requirements", &counts.requirements},
        {"unreadable requirements", &counts.unreadable},
        {"hashes", &counts.hashes},
        {"advisories", &counts.advisories},
        {"base images", &counts.images},
    };
    bool done = kb && kb_count(kb, &counts, &run->problems);

    for (size_t i = 0; done && i < sizeof rows / sizeof *rows; i++)
        printf("%-24s%10" PRIu64 "\n", rows[i].name, *rows[i].number);
    kb_close(kb);
    return finish(run, done);
}

static int run_check(struct kb_run *run)
{
    struct kb *kb = kb_open(run->path, KB_READ, &run->problems);
    bool done = kb && kb_verify(kb, &run->problems);

    kb_close(kb);
    if (done)
        printf("%s: no damage\n", run->path);
    return finish(run, done);
}

static int run_upgrade(struct kb_run *run)
{
    struct stat status;
    struct kb *kb =
        kb_open(run->path, stat(run->path, &status) ? KB_READ : KB_WRITE,
                &run->problems);

    kb_close(kb);
    return finish(run, kb);
}

static const struct {
    const char *name;
    int (*run)(struct kb_run *run);
    bool takes_files;
} ACTIONS[] = {
    {"import", run_import, true},
    {"info", run_info, false},
    {"check", run_check, false},
    {"upgrade", run_upgrade, false},
};

static int run_action(struct kb_run *run, const char *name)
{
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
        if (!strcmp(ACTIONS[i].name, name)) {
            if (run->count && !ACTIONS[i].takes_files)
                return command_usage_error("kb", "%s: '%s' is too much", name,
                                           run->arguments[0]);
            return ACTIONS[i].run(run);
        }
    return command_usage_error("kb", "'%s' is no action", name);
}

int command_kb(int argc, char **argv)
{
    static const struct option options[] = {
        {"kb", required_argument, NULL, 'k'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    struct kb_run run = {.path = NULL};
    int option, status;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return command_finish("kb", EXIT_DONE);
        }
        if (option != 'k')
            return command_option_error("kb");
        run.path = optarg;
    }
    if (optind == argc)
        return command_usage_error("kb", "no action given");
    problem_list_start(&run.problems, &run.arena);
    if (!run.path)
        run.path = kb_default_path(&run.arena);
    if (!run.path || !*run.path) {
        arena_release(&run.arena);
        return command_usage_error("kb", "no --kb given, and there is no home");
    }
    run.arguments = argv + optind + 1;
    run.count = argc - optind - 1;
    status = run_action(&run, argv[optind]);
    arena_release(&run.arena);
    return status;
}
