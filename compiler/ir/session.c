/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of a compilation.
 */
#include "compiler/ir/session.h"

void ir_session_start(struct ir_session *session)
{
    *session = (struct ir_session){0};
    session->strings = intern_table_create();
    session->shapes = intern_table_create();
    session->lists = intern_table_create();
}

void ir_session_release(struct ir_session *session)
{
    intern_table_release(session->strings);
    intern_table_release(session->shapes);
    intern_table_release(session->lists);
    *session = (struct ir_session){0};
}
