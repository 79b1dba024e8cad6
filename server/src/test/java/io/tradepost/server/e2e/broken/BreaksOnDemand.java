package io.tradepost.server.e2e.broken;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** Fails in the way that a mail's {@code X-Break} header asks for; lets all other mail pass. */
public final class BreaksOnDemand extends GenericMailet {
    @Override
    public void service(Mail mail) throws MessagingException {
        String[] wish = mail.getMessage().getHeader("X-Break");
        if (wish == null) {
            return;
        }
        switch (wish[0].strip()) {
            case "checked" -> throw new MessagingException("broken on demand");
            case "unchecked" -> throw new IllegalStateException("broken on demand");
            case "overflow" -> overflow(1);
            case "linkage" -> throw new NoClassDefFoundError("broken/on/demand");
            case "assertion" -> throw new AssertionError("broken on demand");
            case "memory" -> throw new OutOfMemoryError("broken on demand");
            case "error" -> throw new Error("broken on demand");
            default -> throw new MessagingException("no such way to break: " + wish[0]);
        }
    }

    private static int overflow(int depth) {
        return depth < 0 ? depth : overflow(depth + 1) + 1;
    }
}
