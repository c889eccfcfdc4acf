/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks where units were written: folders, names of files, the stream of
 * places and the checkpoints in it.
 */
#include "runtime/bundle_source.h"
#include "runtime/bundle_verify.h"

static bool verify_folders(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;

    for (uint32_t i = 0; i < bundle->folder_count; i++) {
        const struct bundle_folder *folder = &bundle->folders[i];

        if (i == 0 ? folder->parent != BUNDLE_NONE : folder->parent >= i)
            return verify_fault(verifier, BUNDLE_FOLDERS, i,
                                "the parent is no earlier folder");
        if (!verify_is_string(verifier, folder->name) ||
            (i == 0 && bundle_text(bundle, folder->name).length != 0))
            return verify_fault(verifier, BUNDLE_FOLDERS, i,
                                "the name is invalid");
    }
    for (uint32_t i = 0; i < bundle->file_name_count; i++)
        if (!verify_is_string(verifier, bundle->file_names[i]))
            return verify_fault(verifier, BUNDLE_FILE_NAMES, i,
                                "the name is no string");
    return true;
}

/* Is there a checkpoint before this file that says where the reader is? */
static bool checkpoint_fits(const struct thoth_bundle *bundle, uint32_t file,
                            uint32_t unit, const struct source_reader *reader)
{
    uint32_t number = file / BUNDLE_FILES_PER_CHECKPOINT;
    const struct bundle_checkpoint *checkpoint;

    if (file % BUNDLE_FILES_PER_CHECKPOINT != 0)
        return true;
    if (number >= bundle->checkpoint_count)
        return false;
    checkpoint = &bundle->checkpoints[number];
    return checkpoint->file == file && checkpoint->unit == unit &&
           checkpoint->folder == reader->folder &&
           checkpoint->offset == (size_t)(reader->at - bundle->sources);
}

bool verify_sources(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    struct source_reader reader = {
        .at = bundle->sources, .end = bundle->sources + bundle->sources_size};
    struct source_file file;
    uint32_t files = 0, units = 0;

    if (!verify_folders(verifier))
        return false;
    for (; reader.at < reader.end; files++, units += file.units) {
        if (!checkpoint_fits(bundle, files, units, &reader))
            return verify_fault(verifier, BUNDLE_CHECKPOINTS,
                                files / BUNDLE_FILES_PER_CHECKPOINT,
                                "it does not fit the sources");
        if (!source_read_file(&reader, bundle, &file) ||
            file.units > bundle->unit_count - units ||
            !source_skip_units(&reader, file.units))
            return verify_fault(verifier, BUNDLE_SOURCES, files,
                                "the file is damaged");
    }
    if (units != bundle->unit_count)
        return verify_fault(verifier, BUNDLE_SOURCES, files,
                            "%u units expected, there are %u",
                            bundle->unit_count, units);
    if (bundle->checkpoint_count !=
        files / BUNDLE_FILES_PER_CHECKPOINT +
            (files % BUNDLE_FILES_PER_CHECKPOINT != 0))
        return verify_fault(verifier, BUNDLE_CHECKPOINTS,
                            bundle->checkpoint_count, "there are too many");
    return true;
}
