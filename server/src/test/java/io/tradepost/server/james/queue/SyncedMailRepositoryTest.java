package io.tradepost.server.james.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail kept in a folder: on the disk, to the byte, and never thrown away because it can't be read. */
class SyncedMailRepositoryTest {
    /** A header that no mail library would write so: raw UTF-8, a folded line with a tab, a bare line feed at its end. */
    private static final byte[] ODD =
            "Subject: 询价 raw\r\nX-Folded: a\r\n\tb\r\nTo:nobody\n\r\n.dot\r\nend".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private SyncedMailRepository repository;

    @BeforeEach
    void open() throws Exception {
        Configuration james = Configuration.builder()
                .workingDirectory(home.toFile())
                .configurationFromClasspath()
                .build();
        BaseHierarchicalConfiguration where = new BaseHierarchicalConfiguration();
        where.addProperty("[@destinationURL]", "file://held/");
        repository = new SyncedMailRepository(new FileSystemImpl(james.directories()));
        repository.configure(where);
        repository.init();
    }

    private static MailImpl mail(String name) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("lina@tradepost.test")
                .addRecipient("buyer@partner.example")
                .addRecipient("other@partner.example")
                .state("relay")
                .errorMessage("held")
                .remoteAddr("127.0.0.1")
                .remoteHost("client.example")
                .addAttribute(new Attribute(AttributeName.of("count"), AttributeValue.of(3)))
                .addAttribute(new Attribute(AttributeName.of("words"), AttributeValue.of("询价; \"quoted\"\n")))
                .build();
        mail.setMessageNoCopy(
                new ExactMimeMessage(MimeMessageInputStreamSource.create(name, new ByteArrayInputStream(ODD))));
        mail.addSpecificHeaderForRecipient(
                PerRecipientHeaders.Header.builder().name("X-One").value("only").build(),
                new MailAddress("other@partner.example"));
        return mail;
    }

    @Test
    void givesBackEveryByteAndEverythingThatIsNotedOnTheMail() throws Exception {
        MailImpl kept = mail("Mail1-to-../../etc/passwd'");
        MailKey key = repository.store(kept);

        Mail back = repository.retrieve(key);
        assertThat(back).isNotNull();
        assertThat(ExactMimeMessage.bytes(back.getMessage())).isEqualTo(ODD);
        assertThat(back.getName()).isEqualTo(kept.getName());
        assertThat(back.getMaybeSender()).isEqualTo(kept.getMaybeSender());
        assertThat(back.getRecipients()).containsExactlyElementsOf(kept.getRecipients());
        assertThat(back.getState()).isEqualTo("relay");
        assertThat(back.getErrorMessage()).isEqualTo("held");
        assertThat(back.getRemoteAddr()).isEqualTo("127.0.0.1");
        assertThat(back.getLastUpdated()).isEqualTo(kept.getLastUpdated());
        assertThat(back.attributes())
                .containsExactlyInAnyOrderElementsOf(kept.attributes().toList());
        assertThat(back.getPerRecipientSpecificHeaders()).isEqualTo(kept.getPerRecipientSpecificHeaders());
        assertThat(repository.look())
                .singleElement()
                .satisfies(one -> assertThat(one.size()).isEqualTo(ODD.length));
        assertThat(files()).as("nothing outside its folder").hasSize(1);
    }

    @Test
    void isOnTheDiskBeforeItSaysSo() throws Exception {
        List<String> forced = new ArrayList<>();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            repository.store(mail("Mail2"));
            recording.stop();
            Path file = home.resolve("forces.jfr");
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                forced.add(event.getString("path"));
            }
        }
        assertThat(forced)
                .as("the file before it gets its name, then the folder with the name")
                .containsSubsequence(
                        files().get(0) + ".new", home.resolve("held").toString());
    }

    @Test
    void keepsAFileThatItCannotReadAndWhatAnInterruptedWriteLeft() throws Exception {
        repository.store(mail("Mail3"));
        Path whole = files().get(0);
        Path broken = Files.write(home.resolve("held/broken.mail"), new byte[] {'{', '"', 0, 7, '\n', 'x'});
        Files.write(home.resolve("held/torn.mail.new"), new byte[] {1, 2, 3});

        assertThat(repository.list()).toIterable().extracting(MailKey::asString).containsExactly("Mail3");
        Files.writeString(whole, "{}\nnothing");
        assertThatThrownBy(() -> repository.retrieve(new MailKey("Mail3")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("stays where it is");
        assertThat(whole).exists();
        assertThat(broken).exists();
        assertThat(repository.retrieve(new MailKey("Mail4"))).isNull();
    }

    @Test
    void keepsOneOfEachNameAndForgetsWhatIsRemoved() throws Exception {
        repository.store(mail("Mail5"));
        repository.store(mail("Mail5"));
        repository.store(mail("Mail6"));
        assertThat(repository.size()).isEqualTo(2);

        repository.remove(new MailKey("Mail5"));
        assertThat(repository.list()).toIterable().extracting(MailKey::asString).containsExactly("Mail6");
        repository.removeAll();
        assertThat(repository.size()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("held"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
