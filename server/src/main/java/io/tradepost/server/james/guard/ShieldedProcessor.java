package io.tradepost.server.james.guard;

import com.google.common.collect.ImmutableList;
import io.tradepost.mailets.RetryLater;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around the whole pipeline. Whatever gets out of it, an {@code Error} too, makes the mail wait and be tried again.
 *
 * <p>James's spooler knows only {@code Exception}: an {@code Error} pins a spooler thread and its mail for ever, and an
 * exception is tried six times at once and then put into a repository that nobody reads.
 */
public final class ShieldedProcessor implements MailProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(ShieldedProcessor.class);

    private final CompositeProcessorImpl pipeline;
    private final RetryLater retryLater;

    @Inject
    public ShieldedProcessor(CompositeProcessorImpl pipeline, RetryLater retryLater) {
        this.pipeline = pipeline;
        this.retryLater = retryLater;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public void service(Mail mail) throws MessagingException {
        String state = mail.getState();
        List<MailAddress> recipients = ImmutableList.copyOf(mail.getRecipients());
        try {
            pipeline.service(mail);
        } catch (VirtualMachineError | LinkageError | AssertionError | MessagingException | RuntimeException e) {
            LOG.atError().addKeyValue("mail", mail.getName()).setCause(e).log("the pipeline failed; the mail waits");
            mail.setRecipients(recipients);
            retryLater.putAside(mail, state, e.toString());
        }
    }
}
