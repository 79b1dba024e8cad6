package io.tradepost.server.james;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.place.EvidencePost;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import java.util.UUID;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;

/** Sends evidence as any other mail of ours: through the spool, so that it is archived first (law L3). */
public final class SpoolPost implements EvidencePost {
    private final MailQueueFactory<?> queues;
    private final String sender;

    /**
     * @param sender in whose name
     */
    public SpoolPost(JamesServer james, String sender) {
        this.queues = james.part(org.apache.james.queue.activemq.ActiveMQMailQueueFactory.class);
        this.sender = sender;
    }

    @Override
    public void send(String recipient, byte[] message) {
        try {
            MimeMessage parsed =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
            MailImpl mail = MailImpl.builder()
                    .name("evidence-" + UUID.randomUUID())
                    .sender(MaybeSender.of(new MailAddress(sender)))
                    .addRecipient(new MailAddress(recipient))
                    .mimeMessage(parsed)
                    .build();
            try {
                queues.createQueue(MailQueueFactory.SPOOL).enQueue(mail);
            } finally {
                LifecycleUtil.dispose(mail);
            }
        } catch (MessagingException e) {
            throw ArchiveException.temporary("evidence could not be mailed: " + e.getMessage(), e);
        }
    }
}
