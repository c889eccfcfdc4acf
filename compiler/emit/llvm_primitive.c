/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is asked in each evaluation is written in place, in a form that needs no
 * optimiser; what only few shapes ask is a function of the module.
 */
#include "compiler/emit/llvm_primitive.h"

#define LOAD(code, type, pointer, structure, member)                           \
    llvm_load(code, (code)->type, pointer, offsetof(struct structure, member))

LLVMValueRef llvm_resolved(const struct llvm_code *code, LLVMValueRef state,
                           LLVMValueRef name, LLVMBasicBlockRef missing)
{
    LLVMBuilderRef builder = code->builder;
    LLVMValueRef slots = LOAD(code, pointer, state, native_state, slots);
    LLVMValueRef shift = LOAD(code, word, state, native_state, shift);
    LLVMValueRef last =
        LLVMBuildLShr(builder, llvm_word(code, UINT32_MAX), shift, "");
    LLVMValueRef hash =
        LLVMBuildMul(builder, name, llvm_word(code, NATIVE_SPREAD), "");
    LLVMValueRef first = LLVMBuildLShr(builder, hash, shift, "");
    LLVMBasicBlockRef before = llvm_here(code), loop = llvm_block(code);
    LLVMBasicBlockRef found = llvm_block(code), next = llvm_block(code);
    LLVMValueRef at, slot, package, step;

    llvm_go(code, loop);
    llvm_enter(code, loop);
    at = llvm_joined(code);
    slot = llvm_element(code, slots, at, sizeof(struct native_slot));
    package = LOAD(code, word, slot, native_slot, package);
    llvm_leave_if(code, llvm_equal(code, package, llvm_word(code, NATIVE_NONE)),
                  missing);
    llvm_choose(
        code, llvm_equal(code, LOAD(code, word, slot, native_slot, name), name),
        found, next);
    llvm_enter(code, next);
    step = LLVMBuildAdd(builder, at, llvm_word(code, 1), "");
    step = LLVMBuildAnd(builder, step, last, "");
    llvm_go(code, loop);
    llvm_joins(at, first, before);
    llvm_joins(at, step, next);
    llvm_enter(code, found);
    return package;
}

/* A loop over the numbers from 0 to below `count`: begun, its body is written
 * behind, and `llvm_again` goes to the next number. */
struct count_loop {
    LLVMBasicBlockRef head;
    LLVMValueRef number;
};

static struct count_loop loop_begin(const struct llvm_code *code,
                                    LLVMValueRef count, LLVMBasicBlockRef done)
{
    struct count_loop loop = {.head = llvm_block(code)};
    LLVMBasicBlockRef before = llvm_here(code);

    llvm_go(code, loop.head);
    llvm_enter(code, loop.head);
    loop.number = llvm_joined(code);
    llvm_joins(loop.number, llvm_word(code, 0), before);
    llvm_leave_if(code, llvm_equal(code, loop.number, count), done);
    return loop;
}

static void loop_again(const struct llvm_code *code,
                       const struct count_loop *loop)
{
    LLVMValueRef next =
        LLVMBuildAdd(code->builder, loop->number, llvm_word(code, 1), "");

    llvm_joins(loop->number, next, llvm_here(code));
    llvm_go(code, loop->head);
}

void llvm_in_intervals(const struct llvm_code *code, LLVMValueRef intervals,
                       LLVMValueRef count, LLVMValueRef position,
                       LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
    struct count_loop loop = loop_begin(code, count, no);
    LLVMValueRef interval =
        llvm_element(code, intervals, loop.number, 2 * sizeof(uint32_t));
    LLVMValueRef low = llvm_load(code, code->word, interval, 0);
    LLVMValueRef high = llvm_load(code, code->word, interval, sizeof(uint32_t));
    LLVMBasicBlockRef again = llvm_block(code);

    low = LLVMBuildICmp(code->builder, LLVMIntUGE, position, low, "");
    high = LLVMBuildICmp(code->builder, LLVMIntULT, position, high, "");
    llvm_choose(code, LLVMBuildAnd(code->builder, low, high, ""), yes, again);
    llvm_enter(code, again);
    loop_again(code, &loop);
}

/* Begins a function that answers 1 or 0: the two ends are written, the builder
 * stands at its beginning. */
static LLVMValueRef begin(const struct llvm_code *code, const char *name,
                          LLVMTypeRef type, LLVMBasicBlockRef *yes,
                          LLVMBasicBlockRef *no)
{
    LLVMValueRef function = llvm_function(code, name, type);

    llvm_enter(code,
               LLVMAppendBasicBlockInContext(code->context, function, ""));
    *yes = llvm_block(code);
    *no = llvm_block(code);
    for (unsigned value = 0; value < 2; value++) {
        LLVMBasicBlockRef here = llvm_here(code);

        llvm_enter(code, value ? *yes : *no);
        LLVMBuildRet(code->builder, LLVMConstInt(code->bit, value, false));
        llvm_enter(code, here);
    }
    return function;
}

/* The run of `dependents` that belongs to `it`. */
struct run {
    LLVMValueRef first, count;
};

static struct run dependents_of(const struct llvm_code *code,
                                LLVMValueRef frame, LLVMValueRef it)
{
    LLVMValueRef all = LOAD(code, pointer, frame, native_frame, dependents_of);
    LLVMValueRef of =
        llvm_element(code, all, it, sizeof(struct native_dependents));
    LLVMValueRef first = LOAD(code, word, of, native_dependents, first);
    LLVMValueRef words = LOAD(code, pointer, frame, native_frame, dependents);

    return (struct run){
        llvm_element(code, words, first, sizeof(uint32_t)),
        LOAD(code, word, of, native_dependents, count),
    };
}

static LLVMValueRef element_of(const struct llvm_code *code, struct run run,
                               LLVMValueRef number)
{
    return llvm_load(code, code->word,
                     llvm_element(code, run.first, number, sizeof(uint32_t)),
                     0);
}

/* Leaves for `then` if the word is one of the run's, else goes on. */
static void leave_if_within(const struct llvm_code *code, LLVMValueRef word,
                            struct run run, LLVMBasicBlockRef then)
{
    LLVMBasicBlockRef done = llvm_block(code);
    struct count_loop loop = loop_begin(code, run.count, done);

    llvm_leave_if(
        code, llvm_equal(code, element_of(code, run, loop.number), word), then);
    loop_again(code, &loop);
    llvm_enter(code, done);
}

/* bit is_dependent(frame, it, package, left, count) */
static LLVMTypeRef is_dependent_type(const struct llvm_code *code)
{
    LLVMTypeRef types[] = {code->pointer, code->word, code->word, code->pointer,
                           code->word};

    return LLVMFunctionType(code->bit, types, 5, false);
}

static LLVMValueRef make_is_dependent(const struct llvm_code *code)
{
    LLVMBasicBlockRef yes, no;
    LLVMValueRef function =
        begin(code, "is_dependent", is_dependent_type(code), &yes, &no);
    LLVMValueRef package = LLVMGetParam(function, 2);
    struct run left = {LLVMGetParam(function, 3), LLVMGetParam(function, 4)};

    leave_if_within(code, package, left, no);
    leave_if_within(code, package,
                    dependents_of(code, LLVMGetParam(function, 0),
                                  LLVMGetParam(function, 1)),
                    yes);
    llvm_go(code, no);
    return function;
}

LLVMValueRef llvm_is_dependent(struct llvm_code *code, LLVMValueRef frame,
                               LLVMValueRef it, LLVMValueRef package,
                               LLVMValueRef left, uint32_t count)
{
    LLVMValueRef arguments[] = {frame, it, package, left,
                                llvm_word(code, count)};
    LLVMBasicBlockRef here = llvm_here(code);

    if (!code->is_dependent) {
        code->is_dependent = make_is_dependent(code);
        llvm_enter(code, here);
    }
    return llvm_call(code, is_dependent_type(code), code->is_dependent,
                     arguments, 5);
}

/* bit others_resolved(frame, it, left, count) */
static LLVMTypeRef others_resolved_type(const struct llvm_code *code)
{
    LLVMTypeRef types[] = {code->pointer, code->word, code->pointer,
                           code->word};

    return LLVMFunctionType(code->bit, types, 4, false);
}

static LLVMValueRef make_others_resolved(const struct llvm_code *code)
{
    LLVMBasicBlockRef yes, no, next;
    LLVMValueRef function =
        begin(code, "others_resolved", others_resolved_type(code), &yes, &no);
    LLVMValueRef frame = LLVMGetParam(function, 0);
    LLVMValueRef state = LOAD(code, pointer, frame, native_frame, state);
    LLVMValueRef facts = LOAD(code, pointer, frame, native_frame, facts);
    struct run of = dependents_of(code, frame, LLVMGetParam(function, 1));
    struct run left = {LLVMGetParam(function, 2), LLVMGetParam(function, 3)};
    struct count_loop loop = loop_begin(code, of.count, no);
    LLVMValueRef other = element_of(code, of, loop.number), fact, found;

    next = llvm_block(code);
    leave_if_within(code, other, left, next);
    fact = llvm_element(code, facts, other, sizeof(struct native_fact));
    found = llvm_resolved(code, state,
                          LOAD(code, word, fact, native_fact, name), next);
    llvm_choose(code, llvm_equal(code, found, other), yes, next);
    llvm_enter(code, next);
    loop_again(code, &loop);
    return function;
}

LLVMValueRef llvm_others_resolved(struct llvm_code *code, LLVMValueRef frame,
                                  LLVMValueRef it, LLVMValueRef left,
                                  uint32_t count)
{
    LLVMValueRef arguments[] = {frame, it, left, llvm_word(code, count)};
    LLVMBasicBlockRef here = llvm_here(code);

    if (!code->others_resolved) {
        code->others_resolved = make_others_resolved(code);
        llvm_enter(code, here);
    }
    return llvm_call(code, others_resolved_type(code), code->others_resolved,
                     arguments, 4);
}
