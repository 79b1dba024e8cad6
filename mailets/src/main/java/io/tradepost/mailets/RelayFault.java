package io.tradepost.mailets;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.net.ssl.SSLException;

/**
 * Tells what went wrong between us and our relay from what a relay says of one mail. The first is ours to mend, so the mail
 * waits; only the second may bounce it.
 */
final class RelayFault {
    /** Authentication required, too weak, refused, wanted over TLS (RFC 4954 section 6). */
    private static final Set<Integer> SIGN_IN_REPLIES = Set.of(530, 534, 535, 538);

    // Neither JavaMail nor James has a type for these.
    private static final String NO_STARTTLS = "STARTTLS is required but";
    private static final String UNRESOLVED = "There are no DNS entries for the hostname";
    private static final String RESOLVER_AWAY = "Temporary problem looking up mail server";
    private static final int DEEPEST = 20;

    private RelayFault() {}

    /**
     * What went wrong for a reason of ours, in words for the operator; empty if the failure is the mail's or its receiver's.
     *
     * @param failure what the delivery ended with
     * @param relayed whether mail goes through a relay of our configuration; what a stranger's server refuses is its affair
     */
    static Optional<String> in(Throwable failure, boolean relayed) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof RuntimeException || at instanceof Error) {
                return Optional.of(at.toString());
            }
            if (relayed && isOfTheSession(at)) {
                return Optional.of(words(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static boolean isOfTheSession(Throwable failure) {
        if (failure instanceof AuthenticationFailedException
                || failure instanceof SSLException
                || failure instanceof UnknownHostException) {
            return true;
        }
        OptionalInt reply = reply(failure);
        if (reply.isPresent()) {
            return SIGN_IN_REPLIES.contains(reply.getAsInt());
        }
        String message = String.valueOf(failure.getMessage());
        return failure instanceof MessagingException
                && (message.startsWith(NO_STARTTLS)
                        || message.startsWith(UNRESOLVED)
                        || message.startsWith(RESOLVER_AWAY));
    }

    private static String words(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case AuthenticationFailedException refused -> "sign-in refused: " + message;
            case SSLException tls -> "no TLS: " + message;
            case UnknownHostException unknown -> "its name has no address: " + message;
            // James names the recipient's domain here, though it looked for the relay.
            default ->
                message.startsWith(UNRESOLVED) || message.startsWith(RESOLVER_AWAY)
                        ? "its name has no address"
                        : message;
        };
    }

    private static OptionalInt reply(Throwable failure) {
        return switch (failure) {
            case SMTPSendFailedException sending -> OptionalInt.of(sending.getReturnCode());
            case SMTPSenderFailedException sender -> OptionalInt.of(sender.getReturnCode());
            case SMTPAddressFailedException recipient -> OptionalInt.of(recipient.getReturnCode());
            default -> OptionalInt.empty();
        };
    }
}
