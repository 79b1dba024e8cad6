package io.tradepost.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.store.MimeDescriptorImpl;
import org.apache.james.mime4j.MimeException;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final Path MAIL = Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), "mail");
    private static final int EVERY = 5;

    @Test
    void ofRealMailWhatIsReadBackIsWhatWasParsed() throws IOException, MailboxException {
        int kept = 0;
        for (byte[] mail : mails()) {
            Optional<MimeDescriptor> parsed = parsed(mail);
            if (parsed.isEmpty()) {
                continue;
            }
            Optional<MimeDescriptor> read = Structure.read(Structure.write(parsed.get()), parsed::get);
            if (read.isPresent()) {
                assertThat(told(read.get())).isEqualTo(told(parsed.get()));
                kept++;
            }
        }
        assertThat(kept).isGreaterThan(700);
    }

    @Test
    void whatIsNotKeptOfAPartComesFromTheSamePartParsedAgain() throws MailboxException {
        MimeDescriptor parsed = parsed(octets("""
                Content-Type: multipart/mixed; boundary=b

                --b

                one
                --b
                X-Part: second
                Content-Type: image/png; name=a.png
                Content-Disposition: attachment; filename=a.png

                two
                --b--
                """)).orElseThrow();

        MimeDescriptor read =
                Structure.read(Structure.write(parsed), () -> parsed).orElseThrow();
        List<MimeDescriptor> parts = new ArrayList<>();
        read.parts().forEachRemaining(parts::add);

        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).getDispositionParams()).containsEntry("filename", "a.png");
        assertThat(parts.get(1).headers().next().getName()).isEqualTo("X-Part");
        assertThat(parts.get(1).size()).isPositive();
    }

    @Test
    void aMessageWithAMessageInItIsLeftToTheParser() {
        MimeDescriptor parsed = parsed(octets("""
                Content-Type: message/rfc822

                Subject: in it

                text
                """)).orElseThrow();

        byte[] kept = Structure.write(parsed);

        assertThat(kept).hasSize(1);
        assertThat(Structure.read(kept, () -> parsed)).isEmpty();
    }

    private static byte[] octets(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<MimeDescriptor> parsed(byte[] mail) {
        try {
            return Optional.of(MimeDescriptorImpl.build(new ByteArrayInputStream(mail)));
        } catch (IOException | MimeException e) {
            // Not every mail of the sample can be parsed, and of these nothing is kept.
            return Optional.empty();
        }
    }

    private static List<byte[]> mails() throws IOException {
        try (Stream<Path> files = Files.walk(MAIL)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            List<byte[]> some = new ArrayList<>();
            for (int i = 0; i < all.size(); i += EVERY) {
                some.add(Files.readAllBytes(all.get(i)));
            }
            return some;
        }
    }

    /** Everything that BODYSTRUCTURE says (RFC 3501 section 7.4.2). */
    private static List<Object> told(MimeDescriptor part) {
        List<Object> told = new ArrayList<>();
        for (Object one : new Object[] {
            part.getMimeType(),
            part.getMimeSubType(),
            part.getContentID(),
            part.getContentDescription(),
            part.getContentLocation(),
            part.getContentMD5(),
            part.getTransferContentEncoding(),
            part.getDisposition(),
            part.getLanguages(),
            part.getDispositionParams(),
            new ArrayList<>(part.contentTypeParameters().entrySet()),
            part.getLines(),
            part.getBodyOctets()
        }) {
            told.add(Optional.ofNullable(one));
        }
        part.parts().forEachRemaining(child -> told.add(told(child)));
        return told;
    }
}
