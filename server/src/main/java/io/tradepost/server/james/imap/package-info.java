/**
 * Pieces of James's IMAP that are put in the place of its own, where 3.8.1 answers otherwise than the standards say, each as
 * small as the fault:
 *
 * <ul>
 *   <li>{@link io.tradepost.server.james.imap.ExactFetchProcessor} with the package {@code fetch}: display names in ENVELOPE
 *       stood in quotes; bytes of a message were read while they were sent, when a failure could only garble the answer;
 *       parts of mail in mail were others, header fields lost what is not ASCII, and an octet far beyond a message's end was
 *       counted to, one by one; a message that another client took away while it was read made all of FETCH fail.
 *   <li>{@code ExactDecoder}: dates in quotes were refused, and a name that is no modified
 *       UTF-7 ended the connection.
 *   <li>{@code StrictProcessor}: a mailbox opened with EXAMINE could be changed, and any word be a system flag.
 *   <li>{@link io.tradepost.server.james.imap.KeptInboxDeleteProcessor}, {@link
 *       io.tradepost.server.james.imap.EmptiedInboxRenameProcessor}: INBOX could be deleted; renaming it took the folders
 *       below along, and those who had it open with it.
 *   <li>{@link io.tradepost.server.james.imap.AnnouncedEnableProcessor}: ENABLE CONDSTORE did not tell where the selected
 *       mailbox stands.
 *   <li>{@code Resync}: who came back with QRESYNC heard of no changes, and not of all messages that were gone.
 *   <li>{@link io.tradepost.server.james.imap.ModifiedSetEncoder}: MODIFIED began with a zero. {@code QuotaAnswer}: a root
 *       without limits had no QUOTA.
 *   <li>{@link io.tradepost.server.james.imap.CompressedConnections}: anybody could have their words compressed.
 *   <li>{@link io.tradepost.server.james.imap.RequiredRightsEncoder}: LISTRIGHTS named what everybody has last.
 *   <li>{@link io.tradepost.server.james.imap.AnnouncedMoveProcessor}: MOVE said COPYUID after EXPUNGE (RFC 6851
 *       section 4.3), with sequence numbers where UIDs belong (RFC 4315 section 3), and for no message at all.
 *   <li>{@link io.tradepost.server.james.imap.AnnouncedCopyProcessor}: COPY said it so, too; and both named messages that
 *       others had taken away by then, so that a client took one message for another.
 *   <li>{@link io.tradepost.server.james.imap.PatternsListParser}, {@link io.tradepost.server.james.imap.ExactListProcessor}:
 *       LIST found INBOX only in capitals (RFC 3501 section 5.1), took one pattern only, answered nothing to REMOTE (RFC 5258
 *       section 3.1), gave the status of folders that it did not list (RFC 5819 section 2), and said what folders are for
 *       only when asked.
 *   <li>{@link io.tradepost.server.james.imap.FolderRoles}: another person's Sent was taken for one's own.
 *   <li>{@link io.tradepost.server.james.imap.FurnishedLoginProcessor}, {@link
 *       io.tradepost.server.james.imap.FurnishedAuthenticateProcessor}: who got mail before they first signed in had INBOX
 *       and nothing else.
 *   <li>{@link io.tradepost.server.james.imap.AgreedSelectProcessor}, {@link
 *       io.tradepost.server.james.imap.AgreedExamineProcessor}: SELECT counted mail that the session could not number yet.
 *   <li>{@link io.tradepost.server.james.imap.AgreedStatusProcessor}: STATUS said a HIGHESTMODSEQ of zero.
 *   <li>{@link io.tradepost.server.james.imap.ToldMailbox}: with several clients in one mailbox, numbers meant one message to the
 *       client and another here; news of removals, flags and new mail were forgotten when they came while others were told.
 *   <li>{@link io.tradepost.server.james.imap.PatientIdleProcessor}: an idling client was told of two things at once, and of
 *       some after the end of IDLE.
 *   <li>{@link io.tradepost.server.james.imap.LenientStoreProcessor}, {@link
 *       io.tradepost.server.james.imap.LenientExpungeProcessor} and the others that take UIDs: in an empty mailbox a UID
 *       was answered BAD (RFC 9051 section 6.4.9).
 *   <li>{@link io.tradepost.server.james.imap.CommandQueue}: the end of an answer now and then stood before its beginning.
 *   <li>{@code CommandGate}, {@code CommandRefusals}: a client that sent thousands of commands in one go used up what all
 *       connections may let wait; what was above that was refused without a word.
 *   <li>{@link io.tradepost.server.james.imap.FarewellProcessor}: the connection was closed before its BYE was sent; the
 *       deletion of the selected mailbox was not told at all.
 *   <li>{@link io.tradepost.server.james.imap.CondstoreCapabilities}: CONDSTORE was there and not announced.
 * </ul>
 */
@NullMarked
package io.tradepost.server.james.imap;

import org.jspecify.annotations.NullMarked;
