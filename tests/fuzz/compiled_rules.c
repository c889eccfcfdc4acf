/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links, writes, opens, prints and parses what a fuzz target compiled.
 */
#include "tests/fuzz/compiled_rules.h"

#include "compiler/ir/ir_text.h"
#include "compiler/link/bundle_write.h"
#include "compiler/link/passes.h"
#include "compiler/link/program_print.h"
#include "runtime/thoth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void gather(struct program *program, struct ir_session *session,
                   struct arena *arena, const struct ir_object *object,
                   str_id name_space)
{
    struct program_folder *root = ARENA_NEW(arena, struct program_folder);
    struct program_file *file = ARENA_NEW(arena, struct program_file);

    root->parent = PROGRAM_NONE;
    root->name = intern(session->strings, (struct thoth_text){"", 0});
    file->name = intern(session->strings, (struct thoth_text){"x.yaml", 6});
    file->namespace_ = name_space;
    file->object = *object;
    program_gather(program, session, arena, root, 1, file, 1);
}

static char *text_of(const struct program *program, size_t *size)
{
    char *text = NULL;
    FILE *stream = open_memstream(&text, size);

    require(stream != NULL, "no memory for the text form");
    program_print(stream, program);
    fclose(stream);
    return text;
}

static void require_same_text(struct ir_session *session, struct arena *arena,
                              const char *text, size_t size)
{
    struct diagnostic_list diagnostics;
    struct ir_text_program parsed;
    struct program program;
    size_t again_size;
    char *again;

    diagnostic_list_start(&diagnostics, arena);
    require(ir_parse((struct thoth_text){text, size}, session, arena,
                     &diagnostics, &parsed),
            "the text form does not parse");
    require(parsed.file_count == 1, "the text form lost its file");
    gather(&program, session, arena, &parsed.files[0].object,
           parsed.files[0].namespace_);
    again = text_of(&program, &again_size);
    require(size == again_size && !memcmp(text, again, size),
            "the text form changed");
    free(again);
}

void require_sound_program(struct ir_session *session, struct arena *arena,
                           const struct ir_object *object, str_id name_space)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;
    struct program program;
    unsigned char *bytes;
    size_t size, text_size;
    char *text;

    gather(&program, session, arena, object, name_space);
    text = text_of(&program, &text_size);
    require_same_text(session, arena, text, text_size);
    free(text);
    program_run_passes(&program, NULL);
    require(bundle_write(&program, 1, &bytes, &size) == BUNDLE_WRITE_OK,
            "the bundle is too large");
    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error))
        require(false, error.message);
    thoth_bundle_release(bundle);
    free(bytes);
}
