/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Building shared objects, and all that can go wrong with it: compilers that
 * are missing, fail, are killed, hang or write garbage, full disks, folders
 * that cannot be written, signals. After each failure there is one message, the
 * output is what it was and the temporary folder is gone.
 */
#include "compiler/emit/aot.h"
#include "tests/compiler/emit/random_shape.h"
#include "tests/harness/run.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BUNDLE_SIZE 30000
#define BEFORE "what was there"

/* The folder of a case: tmp/ for temporary files, out/ for results. */
static char folder[] = "/tmp/aot_test.XXXXXX";
static char path_buffers[4][128];

static const char *in_folder(unsigned buffer, const char *name)
{
    snprintf(path_buffers[buffer], sizeof path_buffers[0], "%s/%s", folder,
             name);
    return path_buffers[buffer];
}

static void write_file(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_FATAL(file != NULL);
    fputs(text, file);
    CU_ASSERT_EQUAL_FATAL(fclose(file), 0);
    CU_ASSERT_EQUAL_FATAL(chmod(path, mode), 0);
}

static size_t read_file(const char *path, char *bytes, size_t room)
{
    FILE *file = fopen(path, "r");
    size_t size;

    CU_ASSERT_FATAL(file != NULL);
    size = fread(bytes, 1, room - 1, file);
    bytes[size] = '\0';
    fclose(file);
    return size;
}

static unsigned entries(const char *path)
{
    DIR *stream = opendir(path);
    unsigned count = 0;

    CU_ASSERT_FATAL(stream != NULL);
    while (readdir(stream))
        count++;
    closedir(stream);
    return count - 2;
}

static void folder_make(void)
{
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(folder) != NULL);
    CU_ASSERT_EQUAL_FATAL(mkdir(in_folder(0, "tmp"), 0700), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(in_folder(0, "out"), 0700), 0);
    write_file(in_folder(0, "out/rules.so"), BEFORE, 0600);
    setenv("TMPDIR", in_folder(0, "tmp"), 1);
}

static void folder_remove(void)
{
    char command[160];

    unsetenv("TMPDIR");
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    CU_ASSERT_EQUAL(system(command), 0);
}

/* A bundle of a few shapes that carries bytes of no meaning. */
struct sample {
    struct shape_set set;
    uint8_t bytes[BUNDLE_SIZE];
    struct thoth_bundle bundle;
};

static void sample_make(struct sample *sample, uint32_t shapes)
{
    struct dice dice = {99};

    sample->set = (struct shape_set){.build_id = {7, 200, 1}};
    for (uint32_t i = 0; i < shapes; i++)
        random_shape(&dice, &sample->set, i % BUNDLE_SHAPE_KINDS, 6);
    for (uint32_t i = 0; i < BUNDLE_SIZE; i++)
        sample->bytes[i] = (uint8_t)dice_below(&dice, 256);
    sample->bundle = shape_set_bundle(&sample->set);
    sample->bundle.bytes = sample->bytes;
    sample->set.header.size = BUNDLE_SIZE;
}

static bool build(const char *output, const struct aot_options *options,
                  uint32_t shapes, struct aot_error *error)
{
    static struct sample sample;
    bool built;

    sample_make(&sample, shapes);
    built = aot_build(&sample.bundle, output, options, error);
    shape_set_release(&sample.set);
    return built;
}

/* After a failure: one line that says `part`, and nothing changed. */
static void nothing_changed(const struct aot_error *error, const char *part)
{
    char bytes[64];

    if (!strstr(error->message, part))
        printf("# message: %s\n", error->message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, part));
    CU_ASSERT_PTR_NULL(strchr(error->message, '\n'));
    CU_ASSERT_EQUAL(entries(in_folder(0, "tmp")), 0);
    CU_ASSERT_EQUAL(entries(in_folder(0, "out")), 1);
    read_file(in_folder(0, "out/rules.so"), bytes, sizeof bytes);
    CU_ASSERT_STRING_EQUAL(bytes, BEFORE);
}

/* Builds with a compiler, written as a shell script, that must fail. */
static void fails(const char *script, const char *part)
{
    struct aot_options options = {0};
    struct aot_error error = {""};
    char text[512];

    folder_make();
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", script);
    options.compiler = in_folder(1, "cc");
    write_file(options.compiler, text, 0700);
    CU_ASSERT_FALSE(build(in_folder(2, "out/rules.so"), &options, 3, &error));
    nothing_changed(&error, part);
    folder_remove();
}

static void check_object(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    static struct sample sample;
    const struct native_module *module;

    CU_ASSERT_FATAL(library != NULL);
    sample_make(&sample, 9);
    module = dlsym(library, "thoth_native_module");
    CU_ASSERT_FATAL(module != NULL);
    CU_ASSERT_EQUAL(module->abi, NATIVE_ABI);
    CU_ASSERT_EQUAL(module->shape_count, 9);
    CU_ASSERT_EQUAL(memcmp(module->build_id, sample.set.build_id, 16), 0);
    CU_ASSERT_EQUAL((uintptr_t)module->bundle % 64, 0);
    CU_ASSERT_EQUAL((uintptr_t)module->bundle_end - (uintptr_t)module->bundle,
                    BUNDLE_SIZE);
    CU_ASSERT_EQUAL(memcmp(module->bundle, sample.bytes, BUNDLE_SIZE), 0);
    CU_ASSERT_PTR_NULL(dlsym(library, "thoth_bundle_begin"));
    CU_ASSERT_PTR_NULL(dlsym(library, "shapes"));
    shape_set_release(&sample.set);
    dlclose(library);
}

static void test_object(void)
{
    struct aot_error error = {""};

    folder_make();
    CU_ASSERT_TRUE(build(in_folder(1, "out/rules.so"), NULL, 9, &error));
    CU_ASSERT_STRING_EQUAL(error.message, "");
    check_object(in_folder(1, "out/rules.so"));
    CU_ASSERT_EQUAL(entries(in_folder(0, "tmp")), 0);
    CU_ASSERT_EQUAL(entries(in_folder(0, "out")), 1);
    folder_remove();
}

/* Two builds, elsewhere and with more processes, by several files. */
static void test_same_bytes(void)
{
    static char first[1 << 21], second[1 << 21];
    struct aot_options options = {.processes = 1};
    struct aot_error error = {""};
    size_t size;

    folder_make();
    CU_ASSERT_TRUE(build(in_folder(1, "out/a.so"), &options, 150, &error));
    size = read_file(in_folder(1, "out/a.so"), first, sizeof first);
    folder_remove();
    folder_make();
    options.processes = 5;
    setenv("CPATH", "/nowhere", 1);
    setenv("LD_RUN_PATH", "/nowhere", 1);
    CU_ASSERT_TRUE(build(in_folder(1, "out/bb.so"), &options, 150, &error));
    unsetenv("CPATH");
    unsetenv("LD_RUN_PATH");
    CU_ASSERT_EQUAL(read_file(in_folder(1, "out/bb.so"), second, sizeof second),
                    size);
    CU_ASSERT_EQUAL(memcmp(first, second, size), 0);
    CU_ASSERT_PTR_NULL(memmem(first, size, "/tmp", 4));
    CU_ASSERT_PTR_NULL(memmem(first, size, "nowhere", 7));
    CU_ASSERT_TRUE(size < sizeof first - 1);
    folder_remove();
}

static void test_missing(void)
{
    struct aot_options options = {.compiler = "no-such-compiler -O2"};
    struct aot_error error = {""};

    folder_make();
    CU_ASSERT_FALSE(build(in_folder(1, "out/rules.so"), &options, 3, &error));
    nothing_changed(&error, "no-such-compiler: No such file");
    options.compiler = " \t ";
    CU_ASSERT_FALSE(build(in_folder(1, "out/rules.so"), &options, 3, &error));
    nothing_changed(&error, "blank");
    options.compiler = NULL;
    setenv("THOTHC_CC", "/dev/null", 1);
    CU_ASSERT_FALSE(build(in_folder(1, "out/rules.so"), &options, 3, &error));
    nothing_changed(&error, "/dev/null: Permission denied");
    unsetenv("THOTHC_CC");
    folder_remove();
}

static void test_failing(void)
{
    fails("exit 3", "failed with status 3");
    fails("echo note >&2; echo 'x.c:1: error: \033[31mbad' >&2; exit 1",
          "status 1: x.c:1: error: ?[31mbad");
    fails("yes warning | head -c 1000000 >&2; exit 1", "status 1: warning");
    fails("kill -9 $$", "ended by signal 9");
    fails("exit 0", "wrote no shared object");
    fails(": >module.so", "wrote an empty object");
}

static bool refuse(const char *path, void *user, struct aot_error *error)
{
    char bytes[64];

    read_file(path, bytes, sizeof bytes);
    CU_ASSERT_STRING_EQUAL(bytes, "garbage");
    ++*(int *)user;
    return aot_error_set(error, "refused");
}

static void test_garbage(void)
{
    int looked = 0;
    struct aot_options options = {.check = refuse, .user = &looked};
    struct aot_error error = {""};

    folder_make();
    options.compiler = in_folder(1, "cc");
    write_file(options.compiler, "#!/bin/sh\nprintf garbage >module.so\n",
               0700);
    CU_ASSERT_FALSE(build(in_folder(2, "out/rules.so"), &options, 3, &error));
    nothing_changed(&error, "refused");
    CU_ASSERT_EQUAL(looked, 1);
    folder_remove();
}

/* A compiler given relative to our folder, with arguments of its own, that
 * leaves folders and links behind, and a process that keeps its output open. */
static void test_odd_compiler(void)
{
    struct aot_options options = {.compiler = "./cc -DFIRST -DSECOND"};
    struct aot_error error = {""};
    char before[256];

    folder_make();
    write_file(in_folder(1, "kept"), BEFORE, 0600);
    write_file(in_folder(1, "cc"),
               "#!/bin/sh\ntest \"$1$2\" = -DFIRST-DSECOND || exit 9\n"
               "mkdir -p a/b; echo x >a/b/c; ln -s ../.. up\n"
               "sleep 60 &\nexec gcc \"$@\"\n",
               0700);
    CU_ASSERT_FATAL(getcwd(before, sizeof before) != NULL);
    CU_ASSERT_EQUAL_FATAL(chdir(folder), 0);
    CU_ASSERT_TRUE(build("out/rules.so", &options, 9, &error));
    CU_ASSERT_STRING_EQUAL(error.message, "");
    CU_ASSERT_EQUAL_FATAL(chdir(before), 0);
    check_object(in_folder(1, "out/rules.so"));
    CU_ASSERT_EQUAL(entries(in_folder(0, "tmp")), 0);
    CU_ASSERT_EQUAL(access(in_folder(1, "kept"), F_OK), 0);
    folder_remove();
}

static void test_folders(void)
{
    struct aot_error error = {""};

    folder_make();
    CU_ASSERT_FALSE(build(in_folder(1, "none/rules.so"), NULL, 3, &error));
    nothing_changed(&error, "cannot be written: No such file");
    CU_ASSERT_FALSE(build(in_folder(1, "out"), NULL, 3, &error));
    nothing_changed(&error, "cannot be written: Is a directory");
    setenv("TMPDIR", in_folder(1, "none"), 1);
    CU_ASSERT_FALSE(build(in_folder(1, "out/rules.so"), NULL, 3, &error));
    nothing_changed(&error, "temporary folder: No such file");
    folder_remove();
}

/* A limit on the size of files stands for a full disk: in the source, in the
 * object, and in the output. */
static void test_full(void)
{
    static const struct {
        rlim_t most;
        const char *part;
    } full[] = {{5000, "cannot write rules.thb"},
                {BUNDLE_SIZE, "the compiler"}};

    for (size_t i = 0; i < sizeof full / sizeof full[0]; i++) {
        struct rlimit before, limit;
        struct aot_error error = {""};
        bool built;

        folder_make();
        getrlimit(RLIMIT_FSIZE, &before);
        limit = before;
        limit.rlim_cur = full[i].most;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        built = build(in_folder(1, "out/rules.so"), NULL, 3, &error);
        setrlimit(RLIMIT_FSIZE, &before);
        signal(SIGXFSZ, SIG_DFL);
        CU_ASSERT_FALSE(built);
        nothing_changed(&error, full[i].part);
        folder_remove();
    }
}

static bool wait_for(const char *path)
{
    for (unsigned i = 0; i < 2000; i++) {
        nanosleep(&(struct timespec){0, 10000000}, NULL);
        if (access(path, F_OK) == 0)
            return true;
    }
    return false;
}

/* The process dies of the signal, after the compiler is dead and the folder
 * gone; a compiler's child process dies as well. */
static void test_interrupted(void)
{
    struct aot_options options = {0};
    struct aot_error error = {"ended by a signal"};
    char text[64];
    int status = 0;
    pid_t pid, grandchild;

    folder_make();
    options.compiler = in_folder(1, "cc");
    snprintf(text, sizeof text, "%s/started", folder);
    write_file(in_folder(1, "cc"),
               "#!/bin/sh\nsleep 600 &\necho $! >../../started.new\n"
               "mv ../../started.new ../../started\nwait\n",
               0700);
    pid = fork();
    if (pid == 0) {
        build(in_folder(2, "out/rules.so"), &options, 3, &error);
        _exit(0);
    }
    CU_ASSERT_TRUE(wait_for(in_folder(3, "started")));
    CU_ASSERT_EQUAL(kill(pid, SIGTERM), 0);
    CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
    CU_ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    read_file(in_folder(3, "started"), text, sizeof text);
    grandchild = (pid_t)atoi(text);
    CU_ASSERT_TRUE_FATAL(grandchild > 1);
    for (unsigned i = 0; i < 500 && kill(grandchild, 0) == 0; i++)
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    CU_ASSERT_TRUE(kill(grandchild, 0) < 0 && errno == ESRCH);
    nothing_changed(&error, "ended");
    folder_remove();
}

static const struct test_case cases[] = {
    {"an object carries code and bundle, and shows nothing else", test_object},
    {"equal bundles give equal bytes, wherever they are built",
     test_same_bytes},
    {"a missing compiler is named", test_missing},
    {"a failing compiler is quoted", test_failing},
    {"what the compiler wrote is looked at before it is put in place",
     test_garbage},
    {"a compiler may be relative, have arguments and leave things behind",
     test_odd_compiler},
    {"folders that cannot be written are named", test_folders},
    {"a full disk changes nothing", test_full},
    {"a signal ends compiler and process and leaves nothing behind",
     test_interrupted},
};

TEST_MAIN("aot", cases)
