package io.tradepost.server.james.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.activemq.broker.BrokerService;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Looking into a queue of the real broker, and moving mail between queues. */
class ExactMailQueueTest {
    private static final byte[] BYTES = "Subject: 询价\r\n\r\ntext\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private BrokerService broker;
    private ExactMailQueue waiting;
    private ExactMailQueue spool;

    @BeforeEach
    void open() throws Exception {
        BrokerModule module = new BrokerModule(home.resolve("queue"));
        broker = module.broker();
        var queues = module.factory(
                broker,
                new RawMailQueueItemDecoratorFactory(),
                new DropWizardMetricFactory(new MetricRegistry()),
                new NoopGaugeRegistry());
        waiting = (ExactMailQueue) queues.createQueue(MailQueueName.of("retry"));
        spool = (ExactMailQueue) queues.createQueue(MailQueueName.of("spool"));
    }

    @AfterEach
    void close() throws Exception {
        broker.stop();
    }

    private static MailImpl mail(String name) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("lina@tradepost.test")
                .addRecipient("buyer@partner.example")
                .state("transport")
                .build();
        mail.setMessageNoCopy(
                new ExactMimeMessage(MimeMessageInputStreamSource.create(name, new ByteArrayInputStream(BYTES))));
        return mail;
    }

    private void putAside(String name) throws MessagingException {
        MailImpl mail = mail(name);
        waiting.enQueue(mail, Duration.ofHours(1));
        LifecycleUtil.dispose(mail);
    }

    @Test
    void looksAtAllThatWaitHoweverManyAndTellsWhenEachIsTried() throws Exception {
        Instant begun = Instant.now();
        for (int i = 0; i < 1_000; i++) {
            putAside("Mail" + i);
        }
        List<QueuedMail> found = waiting.look(QueuePlace.WAITING);
        assertThat(found).extracting(QueuedMail::name).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(found).allSatisfy(mail -> {
            assertThat(mail.nextTry())
                    .hasValueSatisfying(next -> assertThat(next)
                            .isBetween(
                                    begun.plus(Duration.ofHours(1)).minusMillis(1),
                                    Instant.now().plus(Duration.ofHours(1))));
            assertThat(mail.from()).isEqualTo("lina@tradepost.test");
            assertThat(mail.to()).containsExactly("buyer@partner.example");
            assertThat(mail.step()).isEqualTo("transport");
        });
    }

    @Test
    void movesAMailOfAnyNameToBeHandledAtOnceWithEveryByte() throws Exception {
        String name = "Mail1-to-o'brien.example' OR '1'='1";
        putAside(name);
        putAside("Mail2");

        assertThat(waiting.move(name, MailQueueName.of("spool"))).isTrue();
        assertThat(waiting.look(QueuePlace.WAITING))
                .extracting(QueuedMail::name)
                .containsExactly("Mail2");
        Mail moved =
                Flux.from(spool.deQueue()).blockFirst(Duration.ofSeconds(30)).getMail();
        assertThat(moved.getName()).isEqualTo(name);
        assertThat(moved.getState()).isEqualTo("transport");
        assertThat(ExactMimeMessage.bytes(moved.getMessage())).isEqualTo(BYTES);
        assertThat(waiting.move("Mail3", MailQueueName.of("spool"))).isFalse();
    }

    @Test
    void keepsAMailThatCouldNotBeKeptElsewhere() throws Exception {
        putAside("Mail1");
        assertThatThrownBy(() -> waiting.takeOut("Mail1", mail -> {
                    throw new MessagingException("no room");
                }))
                .hasMessageContaining("Mail1 stays in retry");
        assertThat(waiting.look(QueuePlace.WAITING)).hasSize(1);

        List<byte[]> kept = new ArrayList<>();
        assertThat(waiting.takeOut("Mail1", mail -> kept.add(bytes(mail)))).isTrue();
        assertThat(kept).containsExactly(BYTES);
        assertThat(waiting.look(QueuePlace.WAITING)).isEmpty();
    }

    private static byte[] bytes(Mail mail) throws MessagingException {
        try {
            return ExactMimeMessage.bytes(mail.getMessage());
        } catch (java.io.IOException e) {
            throw new MessagingException("not readable", e);
        }
    }
}
