package io.tradepost.server.cli;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.RefusedException;
import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.account.AccountException;
import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.server.StartException;
import io.tradepost.server.config.ConfigurationException;
import io.tradepost.server.config.Wording;
import io.tradepost.server.rooms.DataFolderBusyException;
import io.tradepost.trade.TradeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into a sentence that a person can act on. Stack traces are for {@code --debug}. */
final class Failures {
    private final Wording wording;

    Failures(Wording wording) {
        this.wording = wording;
    }

    /**
     * Says it.
     *
     * @return the exit code
     */
    int report(Exception failure, PrintWriter err, boolean debug) {
        err.println(describe(failure));
        if (debug) {
            failure.printStackTrace(err);
        }
        return failure instanceof QueryException ? ExitCode.USAGE : ExitCode.COULD_NOT;
    }

    private String describe(Exception failure) {
        Locale locale = wording.locale();
        return switch (failure) {
            case CommandFailure told -> wording.text(told.key(), told.arguments());
            case ConfigurationException wrong -> wording.text("failure.configuration") + "\n" + wrong.text(locale);
            case DataFolderBusyException busy -> wording.text("failure.busy", busy.pid(), busy.work());
            case QueryException query -> wording.text("failure.query", message(query)) + "\n" + query.pointer();
            case RefusedException refused ->
                wording.text("refused." + refused.reason().word(), refused.arguments());
            case ArchiveException archive ->
                wording.text(archive.isTemporary() ? "failure.archive-temporary" : "failure.archive", message(archive));
            case AccountException account -> account.sentence(locale);
            case DomainAdminException admin -> wording.text("failure.accounts", message(admin));
            case MailboxStoreException mailboxes -> wording.text("failure.mailboxes", message(mailboxes));
            case TradeException trade -> wording.text("failure.trade", message(trade));
            case StartException start -> wording.text("start.cannot", message(start));
            case NoSuchFileException missing -> wording.text("failure.no-file", missing.getFile());
            case AccessDeniedException denied -> wording.text("failure.denied", denied.getFile());
            case FileSystemException file -> wording.text("failure.file", message(file));
            case IOException io -> wording.text("failure.io", message(io));
            default -> unexpected(failure);
        };
    }

    private String unexpected(Exception failure) {
        LoggerFactory.getLogger(Failures.class).atError().setCause(failure).log("A command failed unexpectedly");
        return wording.text("failure.unexpected", failure.getClass().getSimpleName() + ": " + message(failure));
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
