package io.tradepost.archive.disposition;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** A certificate as people read it, in English or Chinese. */
public final class CertificateText {
    private final ResourceBundle words;

    /** In this language; English unless it is Chinese. */
    public CertificateText(Locale locale) {
        this.words = ResourceBundle.getBundle(
                "io.tradepost.archive.disposition.certificate",
                locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The whole text. */
    public String of(Certificate certificate) {
        Run run = certificate.run();
        StringBuilder text = new StringBuilder();
        line(text, "title", run.id());
        line(text, "why", run.reason());
        line(text, "proposed", run.proposedBy(), run.proposedAt(), run.items(), run.digest());
        certificate.approvals().forEach(one -> line(text, "approved", one.person(), one.at()));
        line(
                text,
                "carried-out",
                certificate.carriedOutBy().stream().map(Object::toString).collect(Collectors.joining(", ")),
                certificate.finishedAt());
        line(
                text,
                "records",
                certificate.records().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        line(text, "destroyed", certificate.destroyed().size(), certificate.bytes());
        certificate
                .destroyed()
                .forEach(item -> line(
                        text,
                        "item",
                        item.id(),
                        item.sequence(),
                        item.sha256(),
                        item.size(),
                        item.receivedAt(),
                        String.join(", ", item.schedules()),
                        item.until()));
        if (!certificate.leftOut().isEmpty()) {
            line(text, "left-out", certificate.leftOut().size());
            certificate.leftOut().forEach(one -> line(text, "left-out-item", one.id(), one.why()));
        }
        line(text, "means");
        line(text, "mailboxes");
        return text.toString();
    }

    private void line(StringBuilder text, String key, Object... arguments) {
        Object[] words = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            // As they stand: a number with separators would not be found again in the journal.
            words[i] = String.valueOf(arguments[i]);
        }
        text.append(new MessageFormat(this.words.getString(key), Locale.ROOT).format(words))
                .append('\n');
    }
}
