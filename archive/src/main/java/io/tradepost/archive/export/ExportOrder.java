package io.tradepost.archive.export;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be exported, and to where.
 *
 * @param selection which messages
 * @param formats   in which forms; at least one
 * @param form      a folder or one ZIP file
 * @param target    that folder, which must not exist or be empty, or that file, which must not exist
 * @param purpose   why; recorded with the export, may be empty where no rule demands one
 */
public record ExportOrder(Selection selection, Set<ExportFormat> formats, Form form, Path target, String purpose) {
    /** What the export is, on disk. */
    public enum Form {
        FOLDER,
        /** With ZIP64 where it is needed. */
        ZIP
    }

    public ExportOrder {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("an export needs a format");
        }
        formats = Set.copyOf(EnumSet.copyOf(formats));
        target = target.toAbsolutePath().normalize();
    }
}
