package io.tradepost.mailets.smtp;

import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.smtpserver.UsersRepositoryAuthHook;

/** The handlers of a submission door (RFC 6409): those of {@link SmtpHandlers}, and nothing without signing in over TLS. */
public final class SubmissionHandlers implements HandlersPackage {
    @Override
    public List<String> getHandlers() {
        return Stream.concat(
                        Stream.of(AuthAfterTls.class, UsersRepositoryAuthHook.class, SignInFirstHook.class)
                                .map(Class::getName),
                        new SmtpHandlers().getHandlers().stream())
                .toList();
    }
}
