/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hands a bundle's shapes to a compiler of another library. What libraries of
 * different versions would get wrong is compared before anything is called.
 */
#include "runtime/allocator.h"
#include "runtime/bundle.h"
#include "runtime/native_compiler.h"
#include "runtime/status.h"

static enum thoth_status compile(struct thoth_bundle *bundle,
                                 const struct thoth_compiler *compiler,
                                 struct native_source_shape *shapes,
                                 struct thoth_error *error)
{
    const struct native_source source = {
        .shapes = shapes,
        .count = bundle->shape_count,
        .build_id = bundle->header->build_id,
    };
    enum thoth_status status;

    for (uint32_t i = 0; i < source.count; i++)
        shapes[i] = (struct native_source_shape){
            &bundle->shapes[i], bundle->shape_code + bundle->shapes[i].code};
    status = compiler->compile(&source, &bundle->compiled, error);
    if (status == THOTH_OK)
        bundle->compiler = compiler;
    return status;
}

enum thoth_status thoth_bundle_compile(struct thoth_bundle *bundle,
                                       const struct thoth_compiler *compiler,
                                       struct thoth_error *error)
{
    struct native_source_shape *shapes;
    enum thoth_status status;

    if (compiler == NULL)
        return status_report(error, THOTH_E_ARGUMENT, "no compiler");
    if (bundle->compiled != NULL)
        return status_report(error, THOTH_E_ARGUMENT,
                             "the bundle has been compiled before");
    if (compiler->interface != NATIVE_COMPILER || compiler->abi != NATIVE_ABI ||
        compiler->format != BUNDLE_FORMAT)
        return status_report(
            error, THOTH_E_ENGINE,
            "the compiler is of another version than libthoth");
    shapes = thoth_allocate(
        bundle->allocator, (bundle->shape_count + (size_t)1) * sizeof(*shapes));
    if (shapes == NULL)
        return status_report_memory(error);
    status = compile(bundle, compiler, shapes, error);
    thoth_release(bundle->allocator, shapes);
    return status == THOTH_OK ? status_ok(error) : status;
}
