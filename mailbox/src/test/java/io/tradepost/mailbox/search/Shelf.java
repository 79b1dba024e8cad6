package io.tradepost.mailbox.search;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.mime.MailText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.mailbox.exception.MailboxException;

/** A mailbox with real mail, indexed, and a plain scan of the same mail to compare with. */
final class Shelf implements AutoCloseable {
    private final List<MailText> mail = new ArrayList<>();
    private final List<MailText> folded = new ArrayList<>();
    private final EntryTable entries = new EntryTable();
    private final TextIndex index;
    private final AtomicInteger reads = new AtomicInteger();

    private Shelf(Path folder) {
        this.index = TextIndex.open(folder);
    }

    /** Every so-manieth message of the corpus. */
    static Shelf of(Path folder, int everySoMany) {
        Shelf shelf = new Shelf(folder);
        List<Path> files = Corpus.files("mail").stream()
                .filter(file -> !file.endsWith("index.jsonl"))
                .toList();
        for (int i = 0; i < files.size(); i += everySoMany) {
            shelf.add(MailText.of(Content.of(files.get(i))));
        }
        shelf.index.show();
        return shelf;
    }

    void add(MailText text) {
        long message = mail.size() + 1L;
        mail.add(text);
        folded.add(new MailText(
                text.fields().stream()
                        .map(line -> new MailText.HeaderLine(fold(line.name()), fold(line.value())))
                        .toList(),
                text.texts().stream().map(Shelf::fold).toList(),
                text.attachment()));
        entries.put(new EntryTable.Entry(message * 3, message, message, 0, List.of(), 0, 0, 1));
        index.add(message, text);
    }

    void show() {
        index.show();
    }

    List<MailText> mail() {
        return mail;
    }

    /** How many messages had to be read, since the index alone could not say. */
    int reads() {
        return reads.get();
    }

    BitSet find(Wanted wanted, String needle) {
        try {
            return index.ask(searcher -> {
                EntryTable.View view = entries.view();
                MailboxText.Reader reader =
                        (asked, sought, sink) -> asked.stream().forEach(entry -> {
                            reads.incrementAndGet();
                            MailText text = mail.get(entry);
                            sink.accept(entry, sought.isExact() ? new MailText(text.fields(), List.of(), false) : text);
                        });
                return new MailboxText(searcher, view, reader).find(wanted, Needle.of(needle));
            });
        } catch (MailboxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** What a scan of the decoded text finds. */
    BitSet scan(Wanted wanted, String needle) {
        BitSet found = new BitSet();
        for (int i = 0; i < folded.size(); i++) {
            if (has(folded.get(i), wanted, fold(needle))) {
                found.set(i);
            }
        }
        return found;
    }

    private static boolean has(MailText text, Wanted wanted, String needle) {
        return switch (wanted) {
            case Wanted.Body any -> text.texts().stream().anyMatch(part -> part.contains(needle));
            case Wanted.Everything any ->
                text.texts().stream().anyMatch(part -> part.contains(needle))
                        || text.fields().stream().anyMatch(line -> line.line().contains(needle));
            case Wanted.Header named ->
                text.fields().stream()
                        .anyMatch(line ->
                                line.name().equals(named.name()) && line.value().contains(needle));
        };
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.replace("\r\n", "\n")
                .codePoints()
                .map(c -> c == '\r' ? '\n' : Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    @Override
    public void close() {
        index.close();
    }
}
