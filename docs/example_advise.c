/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A program against thoth_resolver.h: advises on the project of a folder, from
 * a knowledge base and compiled rules, and prints the packages and what rules
 * say of them, with file and line.
 *
 *     cc example_advise.c $(pkg-config --cflags --libs libthoth-resolver) \
 *         -o example_advise
 *     ./example_advise FOLDER KNOWLEDGE_BASE RULES
 */
#include <thoth_resolver.h>

#include <signal.h>
#include <stdio.h>

static volatile int stop;

static void interrupt(int signal)
{
    (void)signal;
    stop = 1;
}

static void print(struct thoth_text text, const char *end)
{
    printf("%.*s%s", (int)text.length, text.at, end);
}

static void print_problems(const struct thoth_advice *advice)
{
    struct thoth_problem problem;

    for (uint32_t i = 0; thoth_advice_problem(advice, i, &problem); i++) {
        printf("%s: ", problem.error ? "error" : "warning");
        if (problem.path.length > 0) {
            print(problem.path, ":");
            printf("%u: ", (unsigned)problem.line);
        }
        print(problem.message, "\n");
    }
}

static enum thoth_status print_packages(struct thoth_advice *advice)
{
    const struct thoth_advised_package *packages;
    uint32_t count;
    double score;
    enum thoth_status status =
        thoth_advice_packages(advice, 0, &packages, &count);

    for (uint32_t i = 0; i < count; i++) {
        print(packages[i].name, " ");
        print(packages[i].version, packages[i].direct ? " (direct)\n" : "\n");
    }
    thoth_resolution_product(thoth_advice_resolution(advice), 0, &count,
                             &score);
    printf("score %g\n", score);
    return status;
}

/* What rules say, each text for the first package that it is about. */
static enum thoth_status print_remarks(struct thoth_advice *advice)
{
    const struct thoth_remark *remarks;
    uint32_t count;
    enum thoth_status status =
        thoth_advice_remarks(advice, 0, &remarks, &count);

    for (uint32_t i = 0; i < count; i++) {
        const struct thoth_remark *remark = &remarks[i];

        if (remark->like != i)
            continue;
        print(remark->severity, ": ");
        print(remark->package, ": ");
        print(remark->text, "\n");
        if (remark->unit.length == 0)
            continue;
        print(remark->unit, " at ");
        print(remark->path, "");
        printf(":%u\n", (unsigned)remark->line);
    }
    return status;
}

/* Is there a stack? */
static bool print_advice(struct thoth_advice *advice)
{
    struct thoth_advice_facts facts;
    enum thoth_status status = thoth_advice_describe(advice, &facts);

    if (!status && facts.outcome == THOTH_ADVICE_STACKS) {
        status = print_packages(advice);
        if (!status)
            status = print_remarks(advice);
    }
    print_problems(advice);
    return !status && facts.outcome == THOTH_ADVICE_STACKS;
}

int main(int argc, char **argv)
{
    struct thoth_advise_options options;
    struct thoth_advice *advice;
    enum thoth_status status;
    bool found = false;

    if (argc != 4)
        return 2;
    thoth_advise_options_init(&options);
    options.folder = argv[1];
    options.knowledge_base = argv[2];
    options.rules = argv[3];
    options.resolve.stop = &stop;
    signal(SIGINT, interrupt);
    status = thoth_advise(&options, &advice);
    if (!status)
        found = print_advice(advice);
    else
        fprintf(stderr, "failed: %s\n", thoth_status_text(status));
    thoth_advice_release(advice);
    return !found;
}
