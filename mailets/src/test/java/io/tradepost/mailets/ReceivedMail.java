package io.tradepost.mailets;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.mail.MessagingException;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;

/** Mail as the queue hands it to the pipeline: James's own message object over bytes that nobody has parsed. */
final class ReceivedMail {
    static final String TRACE = """
            Received: from mx.buyer.example ([192.0.2.7])\r
            \tby mail.tradepost.test (Tradepost) with ESMTP id 1;\r
            \tMon, 23 Nov 2026 16:09:10 +0800\r
            """;

    private static final Queue<MimeMessageWrapper> OPEN = new ConcurrentLinkedQueue<>();

    private ReceivedMail() {}

    private static MimeMessageWrapper message(byte[] bytes) throws MessagingException {
        MimeMessageWrapper message =
                new MimeMessageWrapper(MimeMessageInputStreamSource.create("test", new ByteArrayInputStream(bytes)));
        OPEN.add(message);
        return message;
    }

    /** Gives up what messages hold, as the queue does when a mail is done. */
    static void dispose() {
        while (!OPEN.isEmpty()) {
            OPEN.remove().dispose();
        }
    }

    /** From the world through SMTP, with our trace line above what was sent. */
    static FakeMail fromWorld(String name, String from, byte[] sent, String... to) throws MessagingException {
        byte[] trace = TRACE.getBytes(StandardCharsets.US_ASCII);
        byte[] queued = new byte[trace.length + sent.length];
        System.arraycopy(trace, 0, queued, 0, trace.length);
        System.arraycopy(sent, 0, queued, trace.length, sent.length);
        FakeMail mail = mail(name, from, queued, to);
        note(mail, Mail.SMTP_SESSION_ID, "session-1");
        note(mail, Mail.SMTP_HELO, "mx.buyer.example");
        note(mail, MailFactsAttributes.RECEIVED_AT, "1795421350123");
        note(mail, MailFactsAttributes.TRACE, TRACE);
        return mail;
    }

    /** From a signed-in client. */
    static FakeMail fromStaff(String name, String from, byte[] sent, String... to) throws MessagingException {
        FakeMail mail = fromWorld(name, from, sent, to);
        note(mail, Mail.SMTP_AUTH_USER, from);
        note(mail, MailFactsAttributes.TLS, "TLSv1.3 TLS_AES_256_GCM_SHA384");
        return mail;
    }

    /** Made by the server itself: a bounce. */
    static FakeMail fromServer(String name, String from, byte[] bytes, String... to) throws MessagingException {
        return mail(name, from, bytes, to);
    }

    private static FakeMail mail(String name, String from, byte[] bytes, String... to) throws MessagingException {
        FakeMail.Builder builder =
                FakeMail.builder().name(name).mimeMessage(message(bytes)).recipients(to);
        return from.isEmpty()
                ? builder.sender(org.apache.james.core.MaybeSender.nullSender())
                        .remoteAddr("192.0.2.7")
                        .build()
                : builder.sender(from).remoteAddr("192.0.2.7").build();
    }

    private static void note(Mail mail, org.apache.mailet.AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }
}
