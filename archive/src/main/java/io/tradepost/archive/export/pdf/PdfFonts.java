package io.tradepost.archive.export.pdf;

import io.tradepost.archive.ArchiveException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/**
 * Fonts with which anything can be written that mail brings, Chinese above all. They are those of the machine; only what is
 * used of them goes into a PDF. Fonts with PostScript outlines (Noto CJK) can't be embedded so and are no help.
 */
public final class PdfFonts implements AutoCloseable {
    /** Packages of Debian that bring a font with Chinese. */
    static final String PACKAGES = "fonts-droid-fallback or fonts-wqy-zenhei";

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"));
    private static final List<String> LATIN =
            List.of("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf");
    private static final List<String> CHINESE = List.of(
            "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "wqy-zenhei.ttc", "wqy-microhei.ttc", "uming.ttc");
    private static final int DEPTH = 6;
    private static final int HAN = '国';

    private final List<Face> faces;
    private final List<AutoCloseable> open;

    private PdfFonts(List<Face> faces, List<AutoCloseable> open) {
        this.faces = List.copyOf(faces);
        this.open = List.copyOf(open);
    }

    /** A font and the table that says which characters it has. */
    record Face(TrueTypeFont font, CmapLookup characters, float unitsPerEm) {
        boolean has(int codePoint) {
            return characters.getGlyphId(codePoint) != 0;
        }

        /** Width in thousandths of the font's size. */
        float width(int codePoint) throws IOException {
            return font.getAdvanceWidth(characters.getGlyphId(codePoint)) * 1000f / unitsPerEm;
        }
    }

    /** No font at all, for where none is needed. */
    public static PdfFonts none() {
        return new PdfFonts(List.of(), List.of());
    }

    /** Those of this machine. Permanent {@link ArchiveException} that names the packages if none has Chinese. */
    public static PdfFonts ofThisMachine() {
        return in(FOLDERS);
    }

    static PdfFonts in(List<Path> folders) {
        Map<String, Path> installed = new TreeMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, DEPTH)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> installed.putIfAbsent(String.valueOf(file.getFileName()), file));
                } catch (IOException e) {
                    throw ArchiveException.temporary("the fonts in " + folder + " can't be read", e);
                }
            }
        }
        List<Face> faces = new ArrayList<>();
        List<AutoCloseable> open = new ArrayList<>();
        first(LATIN, false, installed, open).ifPresent(faces::add);
        Optional<Face> chinese = first(CHINESE, true, installed, open);
        chinese.ifPresent(faces::add);
        PdfFonts fonts = new PdfFonts(faces, open);
        if (chinese.isEmpty()) {
            fonts.close();
            throw ArchiveException.permanent(
                    "no font for Chinese was found that a PDF can carry; install the package " + PACKAGES);
        }
        return fonts;
    }

    private static Optional<Face> first(
            List<String> names, boolean chinese, Map<String, Path> installed, List<AutoCloseable> open) {
        for (String name : names) {
            Path file = installed.get(name);
            if (file != null) {
                try {
                    Optional<Face> face = face(file.toFile(), open);
                    if (face.isPresent() && (!chinese || face.get().has(HAN))) {
                        return face;
                    }
                } catch (IOException e) {
                    org.slf4j.LoggerFactory.getLogger(PdfFonts.class).warn("the font {} can't be read", file, e);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Face> face(File file, List<AutoCloseable> open) throws IOException {
        TrueTypeFont font;
        if (file.getName().endsWith(".ttc")) {
            TrueTypeCollection collection = new TrueTypeCollection(file);
            open.add(collection);
            AtomicReference<TrueTypeFont> first = new AtomicReference<>();
            collection.processAllFonts(one -> first.compareAndSet(null, one));
            font = first.get();
        } else {
            font = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            open.add(font);
        }
        return font == null
                ? Optional.empty()
                : Optional.of(new Face(font, font.getUnicodeCmapLookup(), font.getUnitsPerEm()));
    }

    List<Face> faces() {
        return faces;
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a font could not be closed", e);
            }
        }
    }
}
