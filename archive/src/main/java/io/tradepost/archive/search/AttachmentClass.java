package io.tradepost.archive.search;

import io.tradepost.archive.mime.ParsedMessage.AttachedFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sorts attachments into the few classes that people count by, by MIME type, and by file name where that says nothing. */
final class AttachmentClass {
    private static final String NONE = "none";
    private static final String OTHER = "other";

    /** Pieces of MIME types (IANA's registry), the first that fits decides. */
    private static final List<Map.Entry<String, String>> TYPES = List.of(
            Map.entry("application/pdf", "pdf"),
            Map.entry("image/", "image"),
            Map.entry("audio/", "audio"),
            Map.entry("video/", "video"),
            Map.entry("spreadsheet", "spreadsheet"),
            Map.entry("ms-excel", "spreadsheet"),
            Map.entry("text/csv", "spreadsheet"),
            Map.entry("presentation", "presentation"),
            Map.entry("ms-powerpoint", "presentation"),
            Map.entry("wordprocessing", "document"),
            Map.entry("msword", "document"),
            Map.entry("opendocument.text", "document"),
            Map.entry("rtf", "document"),
            Map.entry("zip", "archive"),
            Map.entry("x-rar", "archive"),
            Map.entry("x-7z", "archive"),
            Map.entry("x-tar", "archive"),
            Map.entry("message/", "message"),
            Map.entry("text/", "text"));

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("pdf", "pdf"),
            Map.entry("jpg", "image"),
            Map.entry("jpeg", "image"),
            Map.entry("png", "image"),
            Map.entry("gif", "image"),
            Map.entry("tif", "image"),
            Map.entry("tiff", "image"),
            Map.entry("xls", "spreadsheet"),
            Map.entry("xlsx", "spreadsheet"),
            Map.entry("ods", "spreadsheet"),
            Map.entry("et", "spreadsheet"),
            Map.entry("csv", "spreadsheet"),
            Map.entry("doc", "document"),
            Map.entry("docx", "document"),
            Map.entry("odt", "document"),
            Map.entry("wps", "document"),
            Map.entry("rtf", "document"),
            Map.entry("ppt", "presentation"),
            Map.entry("pptx", "presentation"),
            Map.entry("odp", "presentation"),
            Map.entry("zip", "archive"),
            Map.entry("rar", "archive"),
            Map.entry("7z", "archive"),
            Map.entry("gz", "archive"),
            Map.entry("eml", "message"),
            Map.entry("msg", "message"));

    private AttachmentClass() {}

    /** The classes of these files; {@code none} if there are no files. */
    static Set<String> of(List<AttachedFile> files) {
        Set<String> classes = new TreeSet<>();
        files.forEach(file -> classes.add(of(file)));
        return classes.isEmpty() ? Set.of(NONE) : classes;
    }

    private static String of(AttachedFile file) {
        String type = file.type().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> known : TYPES) {
            if (type.contains(known.getKey())) {
                return known.getValue();
            }
        }
        String name = file.name().toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }
}
