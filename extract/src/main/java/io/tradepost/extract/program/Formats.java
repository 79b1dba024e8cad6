package io.tradepost.extract.program;

import java.util.List;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.apple.AppleSingleFileParser;
import org.apache.tika.parser.crypto.Pkcs7Parser;
import org.apache.tika.parser.crypto.TSDParser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.dbf.DBFParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.hwp.HwpV5Parser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.mbox.MboxParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.activemime.ActiveMimeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.ooxml.xwpf.ml2006.Word2006MLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.microsoft.xml.SpreadsheetMLParser;
import org.apache.tika.parser.microsoft.xml.WordMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pkg.CompressorParser;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.parser.wordperfect.WordPerfectParser;
import org.apache.tika.parser.xml.DcXMLParser;

/** The formats that are read. None of these parsers starts a program or opens a connection. */
final class Formats {
    /** Archives in archives, and attachments of attachments. */
    static final int MOST_NESTING = 8;

    private static final int MOST_XML_DEPTH = 500;
    private static final long SUSPICIOUS_RATIO = 1000;
    private static final long SUSPICIOUS_FROM_CHARS = 8L << 20;

    private Formats() {}

    /**
     * One parser for all of them.
     *
     * @param otherwise called for kinds of files that none of them reads
     */
    static AutoDetectParser all(Parser otherwise) {
        AutoDetectParser parser = new AutoDetectParser(
                new DefaultDetector(Formats.class.getClassLoader()), parsers().toArray(new Parser[0]));
        parser.setFallback(otherwise);
        AutoDetectParserConfig config = new AutoDetectParserConfig();
        config.setThrowOnZeroBytes(false);
        config.setMaximumDepth(MOST_XML_DEPTH);
        config.setMaximumPackageEntryDepth(MOST_NESTING + 2);
        config.setMaximumCompressionRatio(SUSPICIOUS_RATIO);
        config.setOutputThreshold(SUSPICIOUS_FROM_CHARS);
        parser.setAutoDetectParserConfig(config);
        return parser;
    }

    private static List<Parser> parsers() {
        return List.of(
                pdf(),
                new OOXMLParser(),
                new OfficeParser(),
                new OldExcelParser(),
                new Word2006MLParser(),
                new WordMLParser(),
                new SpreadsheetMLParser(),
                new ActiveMimeParser(),
                new OpenDocumentParser(),
                new FlatOpenDocumentParser(),
                new RTFParser(),
                new WordPerfectParser(),
                new HwpV5Parser(),
                new EpubParser(),
                new JSoupParser(),
                new TextAndCSVParser(),
                new DcXMLParser(),
                new DBFParser(),
                new PackageParser(),
                new CompressorParser(),
                new AppleSingleFileParser(),
                new RFC822Parser(),
                new MboxParser(),
                new TNEFParser(),
                new Pkcs7Parser(),
                new TSDParser());
    }

    private static Parser pdf() {
        PDFParser parser = new PDFParser();
        PDFParserConfig config = parser.getPDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        config.setExtractAnnotationText(true);
        config.setExtractAcroFormContent(true);
        config.setCatchIntermediateIOExceptions(true);
        return parser;
    }
}
