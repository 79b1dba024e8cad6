package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** James's tests that ours must not pass, and why; one that passes all the same is a fault. */
final class Differences implements InvocationInterceptor {
    private static final String SUBSTRING = "RFC 9051 section 6.4.4: a substring is looked for, not some of its words";
    private static final String RECENT =
            "RFC 3501 section 2.3.2: \\Recent is a session's and not kept with the message";
    private static final String ATTACHMENTS =
            "what attachments say is searched in the archive; IMAP asks for text parts";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("bodyContainsShouldReturnUidOfMessageContainingTheApproximativeText", SUBSTRING),
            Map.entry("searchWithFullTextShouldReturnMailsWhenNotAPerfectMatch", SUBSTRING),
            Map.entry("mailsContainsShouldIncludeMailHavingAttachmentsMatchingTheRequest", SUBSTRING),
            Map.entry("flagIsSetShouldReturnUidOfMessageMarkedAsRecentWhenUsedWithFlagRecent", RECENT),
            Map.entry("flagIsUnSetShouldReturnUidOfMessageNotMarkedAsRecentWhenUsedWithFlagRecent", RECENT),
            Map.entry("sortOnCcShouldWork", "RFC 5256 section 3: a message without the field comes first"),
            Map.entry("sortOnFromShouldWork", "RFC 5256 section 3: only what is before the @ is compared"),
            Map.entry("uidShouldreturnEveryThing", "a set that names no message names none"),
            Map.entry("searchWithTextAttachmentShouldReturnMailsWhenAttachmentContentMatches", ATTACHMENTS),
            Map.entry("searchWithTextAttachmentShouldNotMatchMessageBody", ATTACHMENTS),
            Map.entry("searchWithPDFAttachmentShouldReturnMailsWhenAttachmentContentMatches", ATTACHMENTS),
            Map.entry("searchShouldRetrieveMailByAttachmentFileName", ATTACHMENTS));

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        String reason = REASONS.get(test.getExecutable().getName());
        if (reason == null) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (AssertionError | TestAbortedException asExpected) {
            return;
        }
        fail("passes, though " + reason);
    }
}
